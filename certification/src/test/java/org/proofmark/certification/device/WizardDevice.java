package org.proofmark.certification.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Network.OpenPort;

/// A device without a password until its user has gone through a set-up of pages; its logins give
/// sessions. It has no shell on its UART.
public final class WizardDevice implements Paced {
    private final String address = OwnAddress.next();

    /// How this device is made; change what a test is about.
    public static final class Traits {
        /// The first page has a link around the set-up.
        public boolean skipLink;

        /// There is a way around the set-up that no page shows.
        public boolean hiddenSkip;

        /// The profile names that way.
        public boolean skipNamed;

        /// A set-up that was begun is taken for done after a power cycle.
        public boolean cutOpens;

        /// Whoever says that the set-up is done is believed.
        public boolean believesFinish;

        /// The set-up's last step is believed from a browser that has seen the first ones.
        public boolean believesFinishOfBrowser;

        /// The set-up's pages are there, and its functions serve anybody all the same.
        public boolean openBeforeSetUp;

        public int shortestPassword = 8;
        public boolean sessionsSurvive;

        /// The pages offer a change, and it never works.
        public boolean changeRefused;

        /// A power cycle brings the first password of its user back beside the present one.
        public boolean firstComesBack;

        public int lockAfter = 5;

        /// What Enter on the UART is answered with.
        public String consoleAnswer = "";
    }

    private static final String BEGUN = "wizard=begun";

    private final Traits traits;
    private @Nullable HttpServer web;
    private int port;
    private @Nullable String password;
    private @Nullable String first;
    private boolean begun;
    private boolean open;
    private boolean cycled;
    private int wrong;
    private int serial;
    private final Set<String> sessions = new HashSet<>();
    private Duration clock = Duration.ZERO;
    private Duration heldSince = Duration.ZERO;
    private Consumer<byte[]> uart = _ -> {};

    public WizardDevice(Traits traits) {
        this.traits = traits;
    }

    @Override
    public synchronized void pass(Duration time) {
        clock = clock.plus(time);
    }

    @Override
    public synchronized boolean isOn() {
        return web != null;
    }

    @Override
    public synchronized void powerOn(Consumer<byte[]> line) {
        uart = line;
        wrong = 0;
        cycled = true;
        if (begun && traits.cutOpens) {
            open = true;
        }
        try {
            var server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", this::answer);
            server.start();
            port = server.getAddress().getPort();
            web = server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("Box is up\r\n");
    }

    @Override
    public synchronized void powerOff() {
        if (web != null) {
            web.stop(0);
            web = null;
        }
    }

    @Override
    public synchronized void button(String name, boolean pressed) {
        if (pressed) {
            heldSince = clock;
        } else if (clock.minus(heldSince).compareTo(Duration.ofSeconds(5)) >= 0) {
            password = null;
            first = null;
            begun = false;
            open = false;
            wrong = 0;
            if (!traits.sessionsSurvive) {
                sessions.clear();
            }
            say("settings erased\r\nBox is up\r\n");
        }
    }

    @Override
    public synchronized void type(byte[] bytes) {
        say(traits.consoleAnswer.repeat(bytes.length));
    }

    private void say(String text) {
        uart.accept(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Map<String, String> label() {
        return Map.of();
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public synchronized List<OpenPort> openPorts() {
        return web == null ? List.of() : List.of(new OpenPort(80, port));
    }

    private record Page(int status, String location, String body) {
        static Page of(int status, String body) {
            return new Page(status, "", body);
        }

        static Page to(String location) {
            return new Page(303, location, "");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var page = page(exchange, body);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html");
        if (!page.location().isEmpty()) {
            headers.set("Location", page.location());
        }
        byte[] bytes = page.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Page page(HttpExchange exchange, String body) {
        var cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        boolean known = sessions.stream().anyMatch(cookie::contains);
        return switch (exchange.getRequestURI().getPath()) {
            case "/" -> password == null ? Page.of(200, welcome()) : Page.to("/home");
            case "/begin" -> {
                begun = password == null;
                exchange.getResponseHeaders().set("Set-Cookie", BEGUN);
                yield Page.of(200, "<p>Choose a password</p>");
            }
            case "/skip" -> {
                open |= traits.skipLink && password == null;
                yield Page.to("/home");
            }
            case "/later" -> {
                open |= traits.hiddenSkip && password == null;
                yield Page.of(200, "later");
            }
            case "/setup" -> setUp(value(body));
            case "/finish" -> {
                boolean browser = traits.believesFinishOfBrowser && cookie.contains(BEGUN);
                open |= password == null && (traits.believesFinish || browser);
                yield Page.to("/home");
            }
            case "/login" -> login(exchange, value(body));
            case "/password" -> change(known, value(body));
            case "/home" ->
                    known || open || (password == null && traits.openBeforeSetUp)
                            ? Page.of(200, "<h1>Light: on</h1>")
                            : Page.to("/login");
            default -> Page.of(404, "");
        };
    }

    private String welcome() {
        return "<h1>Welcome</h1><form method=post action=/setup><input type=password name=pw>"
                + "<button>Next</button></form>"
                + (traits.skipLink ? "<a href='/skip'>Skip for now</a>" : "");
    }

    private static String value(String body) {
        return URLDecoder.decode(body.replaceFirst("^pw=", ""), StandardCharsets.UTF_8);
    }

    private Page setUp(String value) {
        if (password != null) {
            return Page.of(409, "");
        }
        if (value.length() < traits.shortestPassword) {
            return Page.of(400, "too short");
        }
        password = value;
        first = value;
        cycled = false;
        return Page.to("/home");
    }

    private Page login(HttpExchange exchange, String value) {
        if (wrong >= traits.lockAfter) {
            return Page.of(429, "");
        }
        boolean back = traits.firstComesBack && cycled && value.equals(first);
        if (password == null || !(value.equals(password) || back)) {
            wrong++;
            return Page.of(401, "");
        }
        wrong = 0;
        var session = "s" + ++serial + "x";
        sessions.add(session);
        exchange.getResponseHeaders().set("Set-Cookie", "sid=" + session);
        return Page.to("/home");
    }

    private Page change(boolean known, String value) {
        if (!known || traits.changeRefused || value.length() < traits.shortestPassword) {
            return Page.of(403, "");
        }
        password = value;
        return Page.of(200, "");
    }

    @Override
    public String profile() {
        return traits.skipNamed
                ? PROFILE.replace(
                        "      change-password:",
                        "      skip-later: {exchanges: [{path: /later, answers: {accepted: {status:"
                                + " 200}}}]}\n      change-password:")
                : PROFILE;
    }

    private static final String PROFILE =
            """
            format: proofmark-profile/1
            id: wizard
            manufacturer: Box
            model: W1
            wiring: [power, console, network, "button:reset"]
            boot:
              limit: 20s
              marks: [{console: 'Box is up'}, {answers: web}]
            interfaces:
              web:
                protocol: http
                port: 80
                dialogues:
                  login:
                    exchanges:
                      - method: POST
                        path: /login
                        form: {pw: '${password}'}
                        answers:
                          accepted: {status: 303, header: {Location: '^/home'}}
                          refused: {status: 401}
                          locked: {status: 429}
                  use:
                    exchanges:
                      - {path: /home, answers: {accepted: {status: 200}, refused: {status: 303}}}
                  set-up:
                    exchanges:
                      - {path: /, expect: {body: Welcome}}
                      - {path: /begin}
                      - method: POST
                        path: /setup
                        form: {pw: '${new-password}'}
                        answers: {refused: {status: [400, 409]}}
                      - {path: /finish, answers: {accepted: {status: 303}}}
                  change-password:
                    after: login
                    exchanges:
                      - method: POST
                        path: /password
                        form: {pw: '${new-password}'}
                        answers: {accepted: {status: 200}, refused: {status: 403}}
            credentials:
              user:
                interfaces: [web]
                factory: {from: user}
                change: {interface: web, dialogue: set-up}
            reset-paths:
              button:
                steps: [{press: reset, for: 6s}, {release: reset}]
                marks: [{console: 'settings erased'}]
                limit: 2s
            """;
}
