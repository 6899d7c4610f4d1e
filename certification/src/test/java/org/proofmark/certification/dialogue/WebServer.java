package org.proofmark.certification.dialogue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One server with every kind of login that docs/profile.md shows; the password is [#PASSWORD].
final class WebServer implements AutoCloseable {
    static final String PASSWORD = "s3cret+ä\"&";
    private final HttpServer server;
    private final Map<String, String> sessions = new HashMap<>();
    private String defined = "";
    private String region = "";

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/basic", this::basic);
        server.createContext("/digest", this::digest);
        server.createContext("/form", this::form);
        server.createContext("/home", e -> reply(e, loggedIn(e) ? 200 : 303, "<p id=home>hi</p>"));
        server.createContext("/setup", this::wizard);
        server.createContext("/api", this::api);
        server.createContext("/locked", this::locked);
        server.createContext("/odd", e -> reply(e, 200, "neither yes nor no"));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String defined() {
        return defined;
    }

    private void basic(HttpExchange e) throws IOException {
        var header = e.getRequestHeaders().getFirst("Authorization");
        var expected =
                "Basic "
                        + java.util.Base64.getEncoder()
                                .encodeToString(
                                        ("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        e.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"box\"");
        reply(e, expected.equals(header) ? 200 : 401, "");
    }

    private void digest(HttpExchange e) throws IOException {
        var algorithm = e.getRequestURI().getPath().endsWith("256") ? "SHA-256" : "MD5";
        var header =
                Optional.ofNullable(e.getRequestHeaders().getFirst("Authorization")).orElse("");
        e.getResponseHeaders()
                .add(
                        "WWW-Authenticate",
                        "Digest realm=\"box, \\\"of\\\" mine\", qop=\"auth-int,auth\", nonce=\"abc\","
                                + " opaque=\"xyz\", algorithm="
                                + algorithm);
        reply(e, digestRight(header, algorithm, e) ? 200 : 401, "");
    }

    private static boolean digestRight(String header, String algorithm, HttpExchange e) {
        if (!header.startsWith("Digest ")) {
            return false;
        }
        var a1 = hash(algorithm, "admin:box, \"of\" mine:" + PASSWORD);
        var a2 = hash(algorithm, e.getRequestMethod() + ":" + e.getRequestURI());
        var expected =
                hash(algorithm, a1 + ":abc:00000001:" + part(header, "cnonce") + ":auth:" + a2);
        return part(header, "response").equals(expected) && part(header, "opaque").equals("xyz");
    }

    private static String part(String header, String name) {
        var found = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(header);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance(algorithm)
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException ex) {
            throw new IllegalStateException(ex);
        }
    }

    private void form(HttpExchange e) throws IOException {
        if (e.getRequestMethod().equals("GET")) {
            var id = "s" + sessions.size();
            sessions.put(id, "t&" + id);
            e.getResponseHeaders().add("Set-Cookie", "sid=" + id + "; Path=/; HttpOnly");
            reply(e, 200, "<form><input type=hidden name=csrf value=\"t&amp;" + id + "\"></form>");
            return;
        }
        var fields = fields(body(e));
        var id = cookie(e);
        if (!sessions.getOrDefault(id, "?").equals(fields.get("csrf"))) {
            reply(e, 403, "stale form");
        } else if ("admin".equals(fields.get("user")) && PASSWORD.equals(fields.get("password"))) {
            sessions.put(id, "in");
            e.getResponseHeaders().add("Location", "/home");
            reply(e, 303, "");
        } else {
            reply(e, 200, "<p>Wrong user name or password</p>");
        }
    }

    private boolean loggedIn(HttpExchange e) {
        return "in".equals(sessions.get(cookie(e)));
    }

    private void wizard(HttpExchange e) throws IOException {
        var path = e.getRequestURI().getPath();
        var fields =
                e.getRequestMethod().equals("POST") ? fields(body(e)) : Map.<String, String>of();
        switch (path) {
            case "/setup" -> redirect(e, "/setup/welcome");
            case "/setup/welcome" -> reply(e, 200, "Welcome");
            case "/setup/region" -> {
                region = fields.getOrDefault("country", "");
                redirect(e, "/setup/ask");
            }
            case "/setup/ask" -> reply(e, 200, "Choose a password");
            case "/setup/password" -> {
                var one = fields.getOrDefault("password", "");
                if (one.length() < 8) {
                    reply(e, 200, "The password is too short");
                } else if (!region.isEmpty() && one.equals(fields.get("again"))) {
                    defined = one;
                    redirect(e, "/setup/almost");
                } else {
                    reply(e, 400, "");
                }
            }
            case "/setup/almost" -> reply(e, 200, "Almost done");
            case "/setup/finish" -> reply(e, defined.isEmpty() ? 409 : 200, "");
            default -> reply(e, 404, "");
        }
    }

    private void api(HttpExchange e) throws IOException {
        switch (e.getRequestURI().getPath()) {
            case "/api/session" -> {
                var right =
                        body(e).equals(
                                        "{\"user\":\"admin\",\"password\":\"s3cret+ä\\\"&\",\"keep\":true}");
                reply(
                        e,
                        right ? 200 : 401,
                        right ? "{\"data\":{\"token\":\"T-1\"}}" : "{\"error\":\"bad\"}");
            }
            case "/api/settings" -> {
                var header = e.getRequestHeaders().getFirst("Authorization");
                reply(e, "Bearer T-1".equals(header) ? 200 : 401, "{}");
            }
            default -> reply(e, 404, "");
        }
    }

    private void locked(HttpExchange e) throws IOException {
        e.getResponseHeaders().add("Retry-After", "17");
        reply(e, 429, "");
    }

    private static void redirect(HttpExchange e, String to) throws IOException {
        e.getResponseHeaders().add("Location", to);
        reply(e, 302, "");
    }

    private static String cookie(HttpExchange e) {
        var header = Optional.ofNullable(e.getRequestHeaders().getFirst("Cookie")).orElse("");
        return header.startsWith("sid=") ? header.substring(4) : "";
    }

    private static String body(HttpExchange e) throws IOException {
        return new String(e.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String body) {
        var fields = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            var parts = (pair + "=").split("=", 3);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void reply(HttpExchange e, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        e.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        e.getResponseBody().write(bytes);
        e.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
