package org.proofmark.certification.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.proofmark.certification.dialogue.HttpConversation.Fetched;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Field;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.Template;

/// The pages of a set-up, looked at as a user does who has no wish to define a password: links and
/// buttons that say 'skip', 'later', 'cancel' or 'back'.
public final class SetUpPages {
    private static final Pattern AROUND =
            Pattern.compile(
                    "(?i)\\b(skip|later|not now|no,? thanks|cancel|back|without|ignore|dismiss"
                            + "|close|home|dashboard|remind me|don'?t (set|use)|never)\\b");

    /// What may stand behind the first step around it.
    private static final Pattern ONWARDS =
            Pattern.compile("(?i)\\b(yes|ok|sure|finish|done|continue|next|start|proceed)\\b");

    private static final Pattern HARMFUL =
            Pattern.compile("(?i)reset|factory|erase|delete|reboot|restart|upgrade|flash");

    private static final int MAX_WAYS = 6;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_PAGES = 6;

    private final InterfaceSpec spec;
    private final Supplier<HttpConversation> conversations;

    SetUpPages(InterfaceSpec spec, Supplier<HttpConversation> conversations) {
        this.spec = spec;
        this.conversations = conversations;
    }

    /// A way that a page offers.
    ///
    /// @param page the path of the page
    /// @param label what stands on the link or button
    public record Way(String page, String label) {}

    /// A request that a click makes.
    private record Click(String label, String method, String target, List<Field> form) {}

    /// The ways that the first page, and the pages which the profile's set-up fetches, offer.
    public List<Way> ways() {
        var ways = new ArrayList<Way>();
        var seen = new LinkedHashSet<String>();
        for (var path : paths()) {
            conversations.get().browse("GET", path, List.of()).stream()
                    .flatMap(page -> clicks(page).stream())
                    .filter(c -> AROUND.matcher(c.label()).find())
                    .filter(c -> seen.add(c.method() + " " + c.target() + " " + c.label()))
                    .map(c -> new Way(path, c.label()))
                    .forEach(ways::add);
        }
        return ways.stream().distinct().limit(MAX_WAYS).toList();
    }

    /// Goes a way as far as it leads.
    ///
    /// @return true where something was clicked
    public boolean follow(Way way) {
        var talk = conversations.get();
        var page = talk.browse("GET", way.page(), List.of());
        var wanted = Optional.of(way.label());
        var done = new LinkedHashSet<Click>();
        for (int depth = 0; depth < MAX_DEPTH && page.isPresent(); depth++) {
            var click = next(page.get(), wanted, done);
            if (click.isEmpty()) {
                break;
            }
            done.add(click.get());
            page = talk.browse(click.get().method(), click.get().target(), click.get().form());
            wanted = Optional.empty();
        }
        return !done.isEmpty();
    }

    private static Optional<Click> next(Fetched page, Optional<String> wanted, Set<Click> done) {
        var left = clicks(page).stream().filter(c -> !done.contains(c)).toList();
        if (wanted.isPresent()) {
            return left.stream().filter(c -> c.label().equals(wanted.get())).findFirst();
        }
        return left.stream()
                .filter(c -> AROUND.matcher(c.label()).find())
                .findFirst()
                .or(() -> left.stream().filter(c -> ONWARDS.matcher(c.label()).find()).findFirst());
    }

    /// The first page, and what the profile's set-up fetches by a path without variables.
    private Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        paths.add("/");
        spec
                .dialogue(InterfaceSpec.SET_UP)
                .filter(HttpDialogue.class::isInstance)
                .map(d -> ((HttpDialogue) d).exchanges())
                .orElse(List.of())
                .stream()
                .map(HttpDialogue.Exchange::request)
                .filter(r -> r.method().equals("GET") && r.path().variables().isEmpty())
                .map(r -> r.path().text())
                .limit(MAX_PAGES)
                .forEach(paths::add);
        return paths;
    }

    private static List<Click> clicks(Fetched page) {
        var type = page.response().header("Content-Type").orElse("text/html");
        if (!type.toLowerCase(Locale.ROOT).contains("html")) {
            return List.of();
        }
        var document = Jsoup.parse(page.response().text(), "http://device" + page.path());
        var clicks = new ArrayList<Click>();
        for (var link : document.select("a[href]")) {
            target(link.absUrl("href"))
                    .ifPresent(t -> clicks.add(new Click(label(link), "GET", t, List.of())));
        }
        for (var form : document.select("form")) {
            for (var button :
                    form.select(
                            "button:not([type=button]), input[type=submit], input[type=image]")) {
                submit(form, button).ifPresent(clicks::add);
            }
        }
        clicks.removeIf(c -> HARMFUL.matcher(c.label() + " " + c.target()).find());
        return clicks;
    }

    private static Optional<Click> submit(Element form, Element button) {
        var action =
                button.hasAttr("formaction")
                        ? button.absUrl("formaction")
                        : form.hasAttr("action") ? form.absUrl("action") : form.baseUri();
        boolean post =
                (button.hasAttr("formmethod") ? button.attr("formmethod") : form.attr("method"))
                        .equalsIgnoreCase("post");
        var fields = new LinkedHashMap<String, String>();
        for (var input : form.select("input[name], select[name], textarea[name]")) {
            boolean sent =
                    switch (input.attr("type").toLowerCase(Locale.ROOT)) {
                        case "submit", "image", "button", "reset", "file" -> false;
                        case "checkbox", "radio" -> input.hasAttr("checked");
                        default -> true;
                    };
            if (sent) {
                fields.put(input.attr("name"), input.val());
            }
        }
        if (!button.attr("name").isEmpty()) {
            fields.put(button.attr("name"), button.val());
        }
        var sent =
                fields.entrySet().stream()
                        .map(e -> new Field(e.getKey(), literal(e.getValue())))
                        .toList();
        return target(action)
                .map(t ->
                        post
                                ? new Click(label(button), "POST", t, sent)
                                : new Click(label(button), "GET", t, List.of()));
    }

    /// A page's text may look like a template, and is none.
    private static Template literal(String value) {
        return new Template(value.replace("${", "$${"));
    }

    private static String label(Element element) {
        var text = element.normalName().equals("input") ? element.val() : element.text().strip();
        var spoken = text.isEmpty() ? element.attr("aria-label") + element.attr("title") : text;
        return spoken.isEmpty() ? element.attr("href") + element.attr("name") : spoken;
    }

    /// The path on the device; empty where it leads away.
    private static Optional<String> target(String url) {
        return url.startsWith("http://device/")
                ? Optional.of(url.substring("http://device".length()).replaceFirst("#.*", ""))
                : Optional.empty();
    }
}
