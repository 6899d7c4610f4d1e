package org.proofmark.certification.passwords;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.profile.Answer;
import org.proofmark.domain.profile.Dialogue;
import org.proofmark.domain.profile.HttpDialogue;
import org.proofmark.domain.profile.HttpDialogue.Auth;
import org.proofmark.domain.profile.HttpDialogue.Body;
import org.proofmark.domain.profile.HttpDialogue.Condition;
import org.proofmark.domain.profile.HttpDialogue.Condition.StatusRange;
import org.proofmark.domain.profile.HttpDialogue.Condition.Test;
import org.proofmark.domain.profile.HttpDialogue.Exchange;
import org.proofmark.domain.profile.HttpDialogue.Request;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.LineDialogue;
import org.proofmark.domain.profile.LineDialogue.Step;
import org.proofmark.domain.profile.Template;

/// Finds out what an open port that no profile documents speaks, and how one would log in there.
final class UnknownInterfaces {
    private static final int CONNECT_MILLIS = 3000;

    /// Who speaks first does so by then.
    private static final int BANNER_MILLIS = 2500;

    private static final int MAX_BANNER = 4096;
    private static final Duration STEP = Duration.ofSeconds(12);

    private static final Pattern LOGIN =
            Pattern.compile("(?i)(login|user ?name|account|user) ?: ?", Pattern.MULTILINE);
    private static final Pattern PASSWORD = Pattern.compile("(?i)(password|passcode) ?: ?");
    private static final Pattern REFUSED =
            Pattern.compile(
                    "(?i)incorrect|invalid|denied|fail|wrong|bad |(?<!last )login ?: ?|user ?name ?: ?");
    private static final Pattern LOCKED = Pattern.compile("(?i)locked|too many|try again later");
    private static final Pattern PROMPT =
            Pattern.compile("^[^\\r\\n]{0,80}[#$>%] ?$", Pattern.MULTILINE);

    /// A console prints many a line that ends in `>` or `%`: a shell answers to two Enters with two
    /// prompts that are the same, and then waits.
    private static final Pattern CONSOLE_PROMPT =
            Pattern.compile("(?<![^\\r\\n])([^\\r\\n]{0,60}[#$>]) ?[\\r\\n]+\\1 ?\\z");

    private static final Pattern CONSOLE_LOGIN =
            Pattern.compile("(?i)(?:login|user ?name) ?: ?\\z");

    /// A port and what is known of it.
    ///
    /// @param spec empty where nothing is known of how to log in
    record Unknown(OpenPort port, Protocol protocol, Optional<InterfaceSpec> spec) {
        /// What it is called in records.
        String name() {
            return "tcp-" + port.nominal();
        }
    }

    /// Looks at a port of the device.
    Unknown identify(String address, OpenPort port) {
        var socket = new InetSocketAddress(address, port.actual());
        var banner = said(socket, "");
        if (banner.startsWith("SSH-")) {
            return unknown(port, Protocol.SSH, InterfaceProtocol.SSH, Map.of());
        }
        if (banner.indexOf(0xff) >= 0
                || LOGIN.matcher(banner).find()
                || PROMPT.matcher(banner).find()) {
            return unknown(port, Protocol.TELNET, InterfaceProtocol.TELNET, lines());
        }
        var page = banner.isEmpty() ? said(socket, "GET / HTTP/1.0\r\n\r\n") : banner;
        if (page.startsWith("HTTP/")) {
            return web(port, page);
        }
        return new Unknown(port, Protocol.UNKNOWN, Optional.empty());
    }

    private static Unknown web(OpenPort port, String page) {
        var lower = page.toLowerCase(Locale.ROOT);
        boolean asks = page.matches("(?s)HTTP/1\\.[01] 401.*");
        Optional<Auth.Scheme> scheme =
                asks && lower.contains("www-authenticate: basic")
                        ? Optional.of(Auth.Scheme.BASIC)
                        : asks && lower.contains("www-authenticate: digest")
                                ? Optional.of(Auth.Scheme.DIGEST)
                                : Optional.empty();
        return scheme.map(s ->
                        unknown(
                                port,
                                Protocol.HTTP,
                                InterfaceProtocol.HTTP,
                                Map.of(InterfaceSpec.LOGIN, authenticated(s))))
                .orElseGet(() -> new Unknown(port, Protocol.HTTP, Optional.empty()));
    }

    private static Unknown unknown(
            OpenPort port,
            Protocol protocol,
            InterfaceProtocol spoken,
            Map<String, Dialogue> dialogues) {
        return new Unknown(
                port,
                protocol,
                Optional.of(
                        new InterfaceSpec(
                                new InterfaceName("tcp-" + port.nominal()),
                                spoken,
                                port.nominal(),
                                false,
                                dialogues)));
    }

    /// What the port says to this, or unasked, as ISO-8859-1.
    private static String said(InetSocketAddress address, String first) {
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            socket.setSoTimeout(BANNER_MILLIS);
            if (!first.isEmpty()) {
                socket.getOutputStream().write(first.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            var heard = new StringBuilder();
            var buffer = new byte[MAX_BANNER];
            try {
                int count = socket.getInputStream().read(buffer);
                while (count > 0 && heard.length() < MAX_BANNER) {
                    heard.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                    socket.setSoTimeout(300);
                    count = socket.getInputStream().read(buffer);
                }
            } catch (SocketTimeoutException _) {
                // that was all
            }
            return heard.toString();
        } catch (IOException _) {
            return "";
        }
    }

    /// A UART as anybody finds it: Enter, then a prompt of a shell or of a login.
    static InterfaceSpec console(Duration limit) {
        var dialogues = new HashMap<String, Dialogue>(lines());
        Step enter = new Step.Send(new Template(""), true);
        var login = new ArrayList<Step>();
        login.add(enter);
        login.addAll(
                ((LineDialogue) Objects.requireNonNull(dialogues.get(InterfaceSpec.LOGIN)))
                        .steps());
        dialogues.put(InterfaceSpec.LOGIN, new LineDialogue(Optional.empty(), login));
        dialogues.put(
                InterfaceSpec.USE,
                new LineDialogue(
                        Optional.empty(),
                        List.of(enter, enter, prompt(CONSOLE_LOGIN, CONSOLE_PROMPT, limit))));
        dialogues.put(
                InterfaceSpec.LOGOUT,
                new LineDialogue(
                        Optional.empty(),
                        List.of(
                                new Step.Send(new Template("exit"), true),
                                new Step.Await(
                                        Optional.empty(),
                                        Map.of(Answer.ACCEPTED, List.of(LOGIN)),
                                        Optional.empty(),
                                        STEP))));
        return new InterfaceSpec(
                new InterfaceName("uart"), InterfaceProtocol.UART, 0, false, dialogues);
    }

    private static Map<String, Dialogue> lines() {
        Step send = new Step.Send(new Template("${username}"), true);
        Step password = new Step.Send(new Template("${password}"), true);
        Step answer =
                new Step.Await(
                        Optional.empty(),
                        Map.of(
                                Answer.LOCKED, List.of(LOCKED),
                                Answer.REFUSED, List.of(REFUSED),
                                Answer.ACCEPTED, List.of(PROMPT)),
                        Optional.of(Answer.REFUSED),
                        STEP);
        var login =
                new LineDialogue(
                        Optional.empty(),
                        List.of(expect(LOGIN), send, expect(PASSWORD), password, answer));
        var use = new LineDialogue(Optional.empty(), List.of(prompt(LOGIN, PROMPT, STEP)));
        return Map.of(InterfaceSpec.LOGIN, login, InterfaceSpec.USE, use);
    }

    private static Step prompt(Pattern login, Pattern shell, Duration limit) {
        return new Step.Await(
                Optional.empty(),
                Map.of(
                        Answer.REFUSED, List.of(login, PASSWORD),
                        Answer.ACCEPTED, List.of(shell)),
                Optional.empty(),
                limit);
    }

    private static Step expect(Pattern pattern) {
        return new Step.Await(Optional.of(pattern), Map.of(), Optional.empty(), STEP);
    }

    private static HttpDialogue authenticated(Auth.Scheme scheme) {
        var request =
                new Request(
                        "GET",
                        new Template("/"),
                        List.of(),
                        List.of(),
                        new Body.None(),
                        Optional.of(
                                new Auth(
                                        scheme,
                                        new Template("${username}"),
                                        new Template("${password}"))));
        return new HttpDialogue(
                Optional.empty(),
                List.of(
                        new Exchange(
                                List.of(),
                                request,
                                false,
                                List.of(),
                                Map.of(
                                        Answer.ACCEPTED, List.of(status(200, 399)),
                                        Answer.REFUSED, List.of(status(401, 401)),
                                        Answer.LOCKED, List.of(status(429, 429))),
                                List.of())));
    }

    private static Condition status(int low, int high) {
        return new Condition(List.of(new Test.Status(List.of(new StatusRange(low, high)))));
    }
}
