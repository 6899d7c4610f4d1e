package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.proofmark.certification.dialogue.HttpWire.Header;
import org.proofmark.certification.dialogue.HttpWire.WireRequest;
import org.proofmark.certification.dialogue.HttpWire.WireResponse;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Auth;
import org.proofmark.domain.profile.HttpDialogue.Body;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.HttpDialogue.Field;
import org.proofmark.domain.time.Ticker;

/// One session over HTTP: its cookies and variables. Holds dialogues one after another.
final class HttpConversation {
    private static final int MAX_REDIRECTS = 5;

    private final HttpWire wire;
    private final Place place;
    private final Transcript transcript;
    private final Ticker ticker;
    private final Supplier<String> nonces;
    private final Map<String, String> variables;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    HttpConversation(
            Place place,
            Map<String, String> variables,
            Transcript transcript,
            Ticker ticker,
            Supplier<String> nonces) {
        this.wire = new HttpWire(ticker);
        this.place = place;
        this.transcript = transcript;
        this.ticker = ticker;
        this.nonces = nonces;
        this.variables = new HashMap<>(variables);
        this.variables.put("origin", place.origin());
        this.variables.put("address", place.address());
    }

    /// Something that the profile's dialogue does not know.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    DialogueResult hold(HttpDialogue dialogue) {
        int number = 0;
        try {
            for (var exchange : dialogue.exchanges()) {
                number++;
                var end = exchange(exchange, "exchange " + number);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return unreadable("the dialogue ended without an answer");
        } catch (HttpWire.Unreachable e) {
            return result(LoginOutcome.UNREACHABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return unreadable("exchange " + number + ": " + HttpWire.reason(e));
        } catch (Unreadable | IllegalArgumentException e) {
            return unreadable("exchange " + number + ": " + e.getMessage());
        }
    }

    /// Holds the exchanges that come before a variable is sent.
    ///
    /// @return false where the dialogue went no further: it sends the variable, or ended
    boolean begin(HttpDialogue dialogue, String untilSent) {
        try {
            for (var exchange : dialogue.exchanges()) {
                if (RequestVariables.of(exchange).contains(untilSent)
                        || exchange(exchange, "begin").isPresent()) {
                    return false;
                }
            }
            return true;
        } catch (IOException | Unreadable | IllegalArgumentException _) {
            // what the device says to half a set-up proves nothing
            return false;
        }
    }

    /// Holds the exchanges that come after a variable was sent, whatever the device answers.
    ///
    /// @return false where nothing comes after it
    boolean finish(HttpDialogue dialogue, String afterSent) {
        boolean sent = false;
        boolean any = false;
        for (var exchange : dialogue.exchanges()) {
            if (RequestVariables.of(exchange).contains(afterSent)) {
                sent = true;
            } else if (sent) {
                any = true;
                var _ = hold(new HttpDialogue(Optional.empty(), List.of(exchange)));
            }
        }
        return any;
    }

    /// Gives a variable a value that nobody knows, where it has none.
    void letUnlessKnown(String name, Supplier<String> values) {
        variables.computeIfAbsent(name, _ -> values.get());
    }

    /// Fetches a page, or sends a form, as a browser does: cookies kept, redirects followed.
    ///
    /// @param form what is sent, empty for GET
    /// @return the page, with the path that it came from
    Optional<Fetched> browse(String method, String target, List<Field> form) {
        try {
            byte[] body = form.isEmpty() ? new byte[0] : utf8(encoded(form));
            var headers =
                    form.isEmpty()
                            ? List.<Header>of()
                            : List.of(
                                    new Header(
                                            "Content-Type", "application/x-www-form-urlencoded"));
            var response = exchange(method, target, headers, body);
            var base = target;
            for (int i = 0; isRedirect(response) && i < MAX_REDIRECTS; i++) {
                base = next(base, response.header("Location").orElse(""));
                response = exchange("GET", base, List.of(), new byte[0]);
            }
            return Optional.of(new Fetched(base, response));
        } catch (IOException | Unreadable | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// A page and where it came from.
    record Fetched(String path, WireResponse response) {}

    private DialogueResult unreadable(String detail) {
        return result(LoginOutcome.UNREADABLE, detail);
    }

    private DialogueResult result(LoginOutcome outcome, String detail) {
        return DialogueResult.of(outcome, detail, variables);
    }

    private Optional<DialogueResult> exchange(Exchange exchange, String name)
            throws IOException, Unreadable {
        for (var let : exchange.let()) {
            variables.put(let.name(), let.value().render(variables));
        }
        var response = send(exchange);
        var reader = new ResponseReader(response);
        var answer = answer(exchange, reader);
        var detail = name + ": status " + response.status();
        if (answer.isPresent() && answer.get() != Answer.ACCEPTED) {
            return Optional.of(refused(answer.get(), detail, response));
        }
        if (answer.isEmpty() && !goesOn(exchange, reader, response)) {
            throw new Unreadable("status " + response.status() + " fits no answer of the profile");
        }
        extract(exchange, reader);
        return answer.map(_ -> result(LoginOutcome.ACCEPTED, detail));
    }

    private static Optional<Answer> answer(Exchange exchange, ResponseReader reader)
            throws Unreadable {
        var holding = new ArrayList<Answer>();
        exchange.answers()
                .forEach((answer, conditions) -> {
                    if (reader.any(conditions)) {
                        holding.add(answer);
                    }
                });
        if (holding.size() > 1) {
            throw new Unreadable("the response fits several answers: " + holding);
        }
        return holding.stream().findFirst();
    }

    private static boolean goesOn(Exchange exchange, ResponseReader reader, WireResponse response) {
        return exchange.expect().isEmpty()
                ? response.status() >= 200 && response.status() < 400
                : reader.any(exchange.expect());
    }

    private DialogueResult refused(Answer answer, String detail, WireResponse response) {
        var outcome = new EnumMap<Answer, LoginOutcome>(Answer.class);
        outcome.put(Answer.REFUSED, LoginOutcome.REFUSED);
        outcome.put(Answer.LOCKED, LoginOutcome.LOCKED);
        return new DialogueResult(
                outcome.getOrDefault(answer, LoginOutcome.UNREADABLE),
                detail,
                variables,
                response.header("Retry-After").flatMap(HttpConversation::seconds));
    }

    private static Optional<Duration> seconds(String header) {
        return header.strip().matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Integer.parseInt(header.strip())))
                : Optional.empty();
    }

    private void extract(Exchange exchange, ResponseReader reader) throws Unreadable {
        for (var extract : exchange.extract()) {
            var value = reader.value(extract.from());
            if (value.isEmpty() && !extract.optional()) {
                throw new Unreadable("'" + extract.variable() + "' is not in the response");
            }
            variables.put(extract.variable(), value.orElse(""));
        }
    }

    private WireResponse send(Exchange exchange) throws IOException, Unreadable {
        var request = exchange.request();
        var body = body(request.body());
        var target = target(request);
        var response = send(request, target, body, Optional.empty());
        if (request.auth().filter(a -> a.scheme() == Auth.Scheme.DIGEST).isPresent()
                && response.status() == 401) {
            response = digest(request, target, body, response);
        }
        if (request.auth().filter(a -> a.scheme() == Auth.Scheme.BASIC).isPresent()
                && asksForOtherThanBasic(response)) {
            throw new Unreadable("the profile says Basic, and the device asks for another scheme");
        }
        return exchange.follow() ? followed(response, target) : response;
    }

    /// Then the credential was not looked at, and a 401 says nothing about it.
    private static boolean asksForOtherThanBasic(WireResponse response) {
        var challenges = response.all("WWW-Authenticate");
        return response.status() == 401
                && !challenges.isEmpty()
                && challenges.stream().noneMatch(c -> c.regionMatches(true, 0, "Basic", 0, 5));
    }

    private WireResponse digest(
            HttpDialogue.Request request, String target, byte[] body, WireResponse first)
            throws IOException, Unreadable {
        var response = first;
        // a device whose nonces are stale at once gives a second one
        for (int round = 0; round < 2; round++) {
            var challenge =
                    response.all("WWW-Authenticate").stream()
                            .flatMap(h -> DigestAuth.parse(h).stream())
                            .findFirst();
            if (challenge.isEmpty()) {
                if (round > 0) {
                    return response;
                }
                throw new Unreadable("the profile says Digest, and the device asks for none");
            }
            var auth = request.auth().orElseThrow();
            var header =
                    challenge
                            .get()
                            .answer(
                                    request.method(),
                                    target,
                                    auth.username().render(variables),
                                    auth.password().render(variables),
                                    nonces.get(),
                                    body);
            response = send(request, target, body, Optional.of(header));
            boolean stale =
                    response.all("WWW-Authenticate").stream()
                            .anyMatch(h -> h.matches("(?i).*stale\\s*=\\s*\"?true.*"));
            if (response.status() != 401 || !stale) {
                return response;
            }
        }
        return response;
    }

    private WireResponse send(
            HttpDialogue.Request request,
            String target,
            byte[] body,
            Optional<String> authorization)
            throws IOException {
        var headers = new ArrayList<Header>();
        request.headers()
                .forEach(h ->
                        headers.add(
                                new Header(
                                        h.name(), HttpText.header(h.value().render(variables)))));
        authorization
                .or(() -> basic(request))
                .ifPresent(a -> headers.add(new Header("Authorization", a)));
        contentType(request.body()).ifPresent(t -> add(headers, "Content-Type", t));
        return exchange(request.method(), target, headers, body);
    }

    private Optional<String> basic(HttpDialogue.Request request) {
        return request.auth()
                .filter(a -> a.scheme() == Auth.Scheme.BASIC)
                .map(a ->
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (a.username().render(variables)
                                                                + ":"
                                                                + a.password().render(variables))
                                                        .getBytes(StandardCharsets.UTF_8)));
    }

    private WireResponse exchange(String method, String target, List<Header> more, byte[] body)
            throws IOException {
        var headers = new ArrayList<>(more);
        add(headers, "Host", place.authority());
        add(headers, "User-Agent", "Proofmark");
        add(headers, "Accept", "*/*");
        if (!cookies.isEmpty()) {
            add(
                    headers,
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(c -> c.getKey() + "=" + c.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
            add(headers, "Content-Length", String.valueOf(body.length));
        }
        add(headers, "Connection", "close");
        var request = new WireRequest(method, target, headers, body);
        long at = ticker.nanos();
        try {
            var response = wire.exchange(place.socket(), place.tls(), request);
            transcript.add(at, place, request, response);
            remember(response);
            return response;
        } catch (IOException e) {
            transcript.add(at, place, request, HttpWire.reason(e));
            throw e;
        }
    }

    private void remember(WireResponse response) {
        ResponseReader.cookies(response)
                .forEach((name, value) -> {
                    if (value.isEmpty()) {
                        cookies.remove(name);
                    } else {
                        cookies.put(name, value);
                    }
                });
    }

    private WireResponse followed(WireResponse first, String from) throws IOException, Unreadable {
        var response = first;
        var base = from;
        for (int i = 0; isRedirect(response); i++) {
            if (i == MAX_REDIRECTS) {
                throw new Unreadable("more than " + MAX_REDIRECTS + " redirects");
            }
            base = next(base, response.header("Location").orElse(""));
            response = exchange("GET", base, List.of(), new byte[0]);
        }
        return response;
    }

    private static boolean isRedirect(WireResponse response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.header("Location").isPresent();
            default -> false;
        };
    }

    private String next(String base, String location) throws Unreadable {
        try {
            var uri = URI.create(place.origin()).resolve(base).resolve(location.strip());
            int port = uri.getPort() < 0 ? (place.tls() ? 443 : 80) : uri.getPort();
            boolean same =
                    place.address().equals(uri.getHost())
                            && (port == place.actual() || port == place.nominal());
            if (!same) {
                throw new Unreadable("a redirect leads away from this interface");
            }
            var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException _) {
            throw new Unreadable("a redirect leads to no address");
        }
    }

    private String target(HttpDialogue.Request request) {
        // a path that is one variable, such as a link of a page, is a path already
        boolean whole = request.path().text().matches("\\$\\{[^}]*\\}");
        var path =
                whole
                        ? request.path().render(variables)
                        : request.path().render(variables, HttpText::url);
        if (request.query().isEmpty()) {
            return path;
        }
        return path + (path.contains("?") ? "&" : "?") + encoded(request.query());
    }

    private String encoded(List<Field> fields) {
        return fields.stream()
                .map(f ->
                        HttpText.form(f.name()) + "=" + HttpText.form(f.value().render(variables)))
                .collect(Collectors.joining("&"));
    }

    private byte[] body(Body body) {
        return switch (body) {
            case Body.None _ -> new byte[0];
            case Body.Form form -> utf8(encoded(form.fields()));
            case Body.Json json ->
                    utf8(
                            new org.proofmark.domain.profile.Template(json.template())
                                    .render(variables, HttpText::json));
            case Body.Text text -> utf8(text.text().render(variables));
        };
    }

    private static Optional<String> contentType(Body body) {
        return switch (body) {
            case Body.Form _ -> Optional.of("application/x-www-form-urlencoded");
            case Body.Json _ -> Optional.of("application/json");
            case Body.None _, Body.Text _ -> Optional.empty();
        };
    }

    private static void add(List<Header> headers, String name, String value) {
        if (headers.stream().noneMatch(h -> h.name().equalsIgnoreCase(name))) {
            headers.add(new Header(name, value));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
