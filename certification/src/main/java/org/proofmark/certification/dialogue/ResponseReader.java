package org.proofmark.certification.dialogue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;
import org.proofmark.certification.dialogue.HttpWire.WireResponse;
import org.proofmark.domain.profile.HttpDialogue.Condition;
import org.proofmark.domain.profile.HttpDialogue.Condition.Test;
import org.proofmark.domain.profile.HttpDialogue.Extract.Source;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one response: whether conditions hold, and values by header, cookie, CSS, JSON pointer or
/// pattern.
final class ResponseReader {
    private final WireResponse response;
    private @Nullable Document document;
    private @Nullable String text;

    ResponseReader(WireResponse response) {
        this.response = response;
    }

    /// True where one of the conditions holds.
    boolean any(List<Condition> conditions) {
        return conditions.stream().anyMatch(c -> c.tests().stream().allMatch(this::holds));
    }

    private boolean holds(Test test) {
        return switch (test) {
            case Test.Status status ->
                    status.ranges().stream()
                            .anyMatch(r ->
                                    r.low() <= response.status() && response.status() <= r.high());
            case Test.Header header ->
                    response.all(header.name()).stream()
                            .anyMatch(v -> header.pattern().matcher(v).find());
            case Test.Body body -> body.pattern().matcher(text()).find() == body.found();
            case Test.Cookie cookie -> !cookies(response).getOrDefault(cookie.name(), "").isEmpty();
            case Test.Css css -> css(css.selector()).isPresent() == css.found();
            case Test.Json json -> json(json.pointer()).equals(Optional.of(json.value()));
        };
    }

    /// A value, where it is there.
    Optional<String> value(Source source) {
        return switch (source) {
            case Source.Header header -> response.header(header.name());
            case Source.Cookie cookie ->
                    Optional.ofNullable(cookies(response).get(cookie.name()))
                            .filter(v -> !v.isEmpty());
            case Source.Css css ->
                    css(css.selector())
                            .flatMap(e ->
                                    css.attribute().isEmpty()
                                            ? Optional.of(e.text())
                                            : css.attribute().filter(e::hasAttr).map(e::attr));
            case Source.Json json -> json(json.pointer());
            case Source.Body body -> group(body.pattern());
        };
    }

    private Optional<String> group(Pattern pattern) {
        var found = pattern.matcher(text());
        return found.find() ? Optional.ofNullable(found.group(1)) : Optional.empty();
    }

    private String text() {
        var known = text;
        if (known == null) {
            known = response.text();
            text = known;
        }
        return known;
    }

    private Optional<org.jsoup.nodes.Element> css(String selector) {
        var known = document;
        if (known == null) {
            known = Jsoup.parse(text());
            document = known;
        }
        try {
            return Optional.ofNullable(known.selectFirst(selector));
        } catch (SelectorParseException e) {
            throw new IllegalArgumentException("no CSS selector: " + selector, e);
        }
    }

    private Optional<String> json(String pointer) {
        try {
            JsonNode node = JsonMapper.shared().readTree(text()).at(pointer);
            return node.isMissingNode() || node.isNull() || node.isContainer()
                    ? Optional.empty()
                    : Optional.of(node.asString());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /// The cookies that a response sets; those that it takes back have an empty value.
    static Map<String, String> cookies(WireResponse response) {
        var cookies = new HashMap<String, String>();
        for (var header : response.all("Set-Cookie")) {
            var parts = header.split(";");
            int equals = parts[0].indexOf('=');
            if (equals > 0) {
                var value = parts[0].substring(equals + 1).strip();
                boolean gone = false;
                for (var part : parts) {
                    var attribute = part.strip().toLowerCase(Locale.ROOT);
                    gone |= attribute.equals("max-age=0") || attribute.startsWith("max-age=-");
                    gone |= attribute.startsWith("expires=") && attribute.contains("1970");
                }
                cookies.put(parts[0].substring(0, equals).strip(), gone ? "" : value);
            }
        }
        return cookies;
    }
}
