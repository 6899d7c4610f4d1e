package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.SshException;

/// Logs in to a device as a person or a browser would, by code that shares nothing with the
/// device's.
final class DeviceClient {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DeviceOnBench device;
    private final Web web;

    DeviceClient(DeviceOnBench device, Web web) {
        this.device = device;
        this.web = web;
    }

    /// How the web interface is spoken with.
    enum Web {
        FORM,
        API,
        BASIC,
        DIGEST
    }

    boolean web(String user, String password) throws Exception {
        return switch (web) {
            case FORM -> status(formLogin(user, password), "GET", "/status", "", "") == 200;
            case API -> {
                var token = apiLogin(user, password);
                yield !token.isEmpty()
                        && status(browser(), "GET", "/api/v1/status", "Bearer " + token, "") == 200;
            }
            case BASIC -> status(browser(), "GET", "/status", basic(user, password), "") == 200;
            case DIGEST ->
                    status(
                                    browser(),
                                    "GET",
                                    "/status",
                                    digest(user, password, "GET", "/status"),
                                    "")
                            == 200;
        };
    }

    /// True where the protected functions do something for somebody who has not logged in.
    boolean usableWithoutLogin() throws Exception {
        var prefix = web == Web.API ? "/api/v1" : "";
        return status(browser(), "GET", prefix + "/status", "", "") == 200
                || status(browser(), "POST", prefix + "/relay", "", "relay=on") == 200;
    }

    boolean changePassword(String now, String next) throws Exception {
        var form = form(Map.of("current", now, "new", next, "repeat", next));
        var answer =
                switch (web) {
                    case FORM -> {
                        var browser = formLogin("admin", now);
                        var page = send(browser, "GET", "/account", "", "").body();
                        if (page.isEmpty()) {
                            // not logged in: led back to the login
                            yield send(browser, "POST", "/account", "", form);
                        }
                        yield send(browser, "POST", "/account", "", form + "&csrf=" + csrf(page));
                    }
                    case API ->
                            send(
                                    browser(),
                                    "POST",
                                    "/api/v1/password",
                                    "Bearer " + apiLogin("admin", now),
                                    "{\"current\":\"%s\",\"new\":\"%s\"}".formatted(now, next));
                    case BASIC -> send(browser(), "POST", "/password", basic("admin", now), form);
                    case DIGEST ->
                            send(
                                    browser(),
                                    "POST",
                                    "/password",
                                    digest("admin", now, "POST", "/password"),
                                    form);
                };
        return answer.statusCode() == 200 && answer.body().contains("changed");
    }

    /// Walks through the set-up of two pages.
    void define(String password) throws Exception {
        var browser = browser();
        var page = send(browser, "GET", "/setup", "", "").body();
        send(browser, "POST", "/setup", "", "region=UK&csrf=" + csrf(page));
        page = send(browser, "GET", "/setup/password", "", "").body();
        send(
                browser,
                "POST",
                "/setup/password",
                "",
                form(Map.of("password", password, "repeat", password)) + "&csrf=" + csrf(page));
    }

    HttpClient formLogin(String user, String password) throws Exception {
        var browser = browser();
        var page = send(browser, "GET", "/login", "", "").body();
        var form = form(Map.of("username", user, "password", password));
        if (CSRF.matcher(page).find()) {
            send(browser, "POST", "/login", "", form + "&csrf=" + csrf(page));
        }
        return browser;
    }

    private String apiLogin(String user, String password) throws Exception {
        var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
        var answer = send(browser(), "POST", "/api/v1/login", "", body);
        var matcher = Pattern.compile("\"token\":\"(\\w+)\"").matcher(answer.body());
        return answer.statusCode() == 200 && matcher.find() ? matcher.group(1) : "";
    }

    private static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private String digest(String user, String password, String method, String path)
            throws Exception {
        var challenge =
                send(browser(), "GET", path, "", "")
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElseThrow();
        var realm = part(challenge, "realm");
        var nonce = part(challenge, "nonce");
        var who = md5(user + ":" + realm + ":" + password);
        var answer = md5(who + ":" + nonce + ":00000001:abc:auth:" + md5(method + ":" + path));
        return ("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", qop=auth,"
                        + " nc=00000001, cnonce=\"abc\", response=\"%s\"")
                .formatted(user, realm, nonce, path, answer);
    }

    private static String part(String challenge, String name) {
        var matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + challenge);
        }
        return matcher.group(1);
    }

    private static String md5(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("MD5")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LIMIT)
                .build();
    }

    int status(HttpClient browser, String method, String path, String authorization, String body)
            throws Exception {
        return send(browser, method, path, authorization, body).statusCode();
    }

    HttpResponse<String> send(
            HttpClient browser, String method, String path, String authorization, String body)
            throws IOException, InterruptedException {
        var uri = URI.create("http://" + device.address() + ":" + device.port(80) + path);
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(LIMIT)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static String csrf(String page) {
        var matcher = CSRF.matcher(page);
        if (!matcher.find()) {
            throw new AssertionError("no csrf token in " + page);
        }
        return matcher.group(1);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e ->
                        e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    boolean uart(String user, String password) {
        device.typeUntil("\r", "login: $");
        int from = device.position();
        device.type(user + "\r");
        device.await("Password: $", from);
        from = device.position();
        device.type(password + "\r");
        if (device.await("(Login incorrect|:~# $)", from).startsWith("Login")) {
            return false;
        }
        from = device.position();
        device.type("exit\r");
        device.await("login: $", from);
        return true;
    }

    boolean telnet(String user, String password) throws IOException {
        try (var socket = new Socket(device.address(), device.port(23))) {
            socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
            var said = new StringBuilder();
            hear(socket, said, "login: ");
            socket.getOutputStream().write((user + "\r\n").getBytes(StandardCharsets.UTF_8));
            hear(socket, said, "Password: ");
            socket.getOutputStream().write((password + "\r\n").getBytes(StandardCharsets.UTF_8));
            return hear(socket, said, "Login incorrect", ":~# ") == 1;
        }
    }

    private static int hear(Socket socket, StringBuilder said, String... ends) throws IOException {
        while (true) {
            int c = socket.getInputStream().read();
            if (c < 0) {
                throw new IOException("closed after " + said);
            }
            said.append((char) c);
            for (int i = 0; i < ends.length; i++) {
                if (said.toString().endsWith(ends[i])) {
                    return i;
                }
            }
        }
    }

    boolean ssh(String user, String password) {
        try (var client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((_, _, _) -> true);
            client.start();
            try (var session =
                    client.connect(user, device.address(), device.port(22))
                            .verify(LIMIT)
                            .getSession()) {
                session.addPasswordIdentity(password);
                session.auth().verify(LIMIT);
                return session.executeRemoteCommand("version").contains("fw=");
            }
        } catch (SshException e) {
            if (String.valueOf(e.getMessage()).contains("No more authentication methods")) {
                return false;
            }
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
