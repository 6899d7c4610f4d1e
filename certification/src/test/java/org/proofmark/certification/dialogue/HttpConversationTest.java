package org.proofmark.certification.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.proofmark.domain.observation.LoginOutcome;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public final class HttpConversationTest {
    private WebServer server;

    @BeforeClass
    public void start() throws IOException {
        server = new WebServer();
    }

    @AfterClass(alwaysRun = true)
    public void stop() {
        server.close();
    }

    @DataProvider
    public Object[][] logins() {
        return new Object[][] {
            {"Basic", login("path: /basic, auth: basic", "{status: 200}", "{status: 401}")},
            {"Digest, MD5", login("path: /digest, auth: digest", "{status: 200}", "{status: 401}")},
            {
                "Digest, SHA-256",
                login("path: /digest/256, auth: digest", "{status: 200}", "{status: 401}")
            },
            {
                "form with CSRF token",
                """
                login:
                  exchanges:
                    - path: /form
                      extract:
                        csrf: {css: 'input[name=csrf]', attribute: value}
                    - method: POST
                      path: /form
                      form: {user: '${username}', password: '${password}', csrf: '${csrf}'}
                      answers:
                        accepted: {status: 303, header: {Location: '^/home$'}}
                        refused: {status: 200, body: 'Wrong user name or password'}
                """
            },
            {
                "form, the page behind it as the proof",
                """
                login:
                  exchanges:
                    - path: /form
                      extract: {csrf: {css: 'input[name=csrf]', attribute: value}}
                    - method: POST
                      path: /form
                      form: {user: '${username}', password: '${password}', csrf: '${csrf}'}
                    - path: /home
                      answers:
                        accepted: {status: 200, css: '#home'}
                        refused: {status: 303}
                """
            },
            {
                "JSON API with bearer token",
                """
                login:
                  exchanges:
                    - method: POST
                      path: /api/session
                      json: {user: '${username}', password: '${password}', keep: true}
                      extract: {token: {json: /data/token}}
                      answers:
                        refused: {status: 401, json: {/error: bad}}
                    - path: /api/settings
                      headers: {Authorization: 'Bearer ${token}'}
                      answers: {accepted: {status: 200}}
                """
            },
        };
    }

    private static String login(String request, String accepted, String refused) {
        return "login: {exchanges: [{"
                + request
                + ", answers: {accepted: "
                + accepted
                + ", refused: "
                + refused
                + "}}]}\n";
    }

    private DialogueResult hold(String dialogues, Map<String, String> variables) {
        try (var talks = Bank.conversations()) {
            return talks.hold(
                    Bank.spec("http", dialogues), Bank.at(server.port()), "login", variables);
        }
    }

    @Test(dataProvider = "logins")
    public void theRightPasswordIsAccepted(String name, String dialogue) {
        assertThat(hold(dialogue, Bank.RIGHT).outcome()).isEqualTo(LoginOutcome.ACCEPTED);
    }

    @Test(dataProvider = "logins")
    public void aWrongPasswordIsRefused(String name, String dialogue) {
        assertThat(hold(dialogue, Bank.WRONG).outcome()).isEqualTo(LoginOutcome.REFUSED);
    }

    @Test
    public void aWizardOfSeveralPagesIsGoneThrough() {
        var wizard =
                """
                login:
                  exchanges:
                    - {path: /setup, follow: true, expect: {body: Welcome}}
                    - {method: POST, path: /setup/region, form: {country: GB}, follow: true}
                    - method: POST
                      path: /setup/password
                      form: {password: '${new-password}', again: '${new-password}'}
                      follow: true
                      answers: {refused: {body: 'too (short|weak)'}}
                      expect: {status: 200, body: 'Almost done'}
                    - {method: POST, path: /setup/finish, answers: {accepted: {status: 200}}}
                """;
        assertThat(hold(wizard, Map.of("new-password", "short")).outcome())
                .isEqualTo(LoginOutcome.REFUSED);
        assertThat(hold(wizard, Map.of("new-password", "long & enough")).outcome())
                .isEqualTo(LoginOutcome.ACCEPTED);
        assertThat(server.defined()).isEqualTo("long & enough");
    }

    @Test
    public void aLockOutBringsItsLength() {
        var result =
                hold(
                        "login: {exchanges: [{path: /locked, answers: {accepted: {status: 200},"
                                + " locked: {status: 429}}}]}",
                        Bank.RIGHT);
        assertThat(result.outcome()).isEqualTo(LoginOutcome.LOCKED);
        assertThat(result.retryAfter()).contains(Duration.ofSeconds(17));
    }

    @Test
    public void whatFitsNoAnswerIsUnreadable() {
        assertThat(
                        hold(login("path: /odd", "{status: 302}", "{status: 401}"), Bank.RIGHT)
                                .outcome())
                .isEqualTo(LoginOutcome.UNREADABLE);
    }

    @Test
    public void whatFitsTwoAnswersIsUnreadable() {
        assertThat(hold(login("path: /odd", "{status: 200}", "{body: no}"), Bank.RIGHT).outcome())
                .isEqualTo(LoginOutcome.UNREADABLE);
    }

    @Test
    public void aValueThatIsNotThereIsUnreadable() {
        assertThat(
                        hold(
                                        "login: {exchanges: [{path: /odd, extract: {t: {json: /t}},"
                                                + " answers: {accepted: {status: 200}}}]}",
                                        Bank.RIGHT)
                                .outcome())
                .isEqualTo(LoginOutcome.UNREADABLE);
    }

    @Test
    public void aChallengeOfAnotherSchemeSaysNothingAboutTheCredential() {
        assertThat(
                        hold(
                                        login(
                                                "path: /digest, auth: basic",
                                                "{status: 200}",
                                                "{status: 401}"),
                                        Bank.RIGHT)
                                .outcome())
                .isEqualTo(LoginOutcome.UNREADABLE);
        assertThat(
                        hold(
                                        login(
                                                "path: /basic, auth: digest",
                                                "{status: 200}",
                                                "{status: 401}"),
                                        Bank.RIGHT)
                                .outcome())
                .isEqualTo(LoginOutcome.UNREADABLE);
    }

    @Test
    public void aRefusedConnectionIsUnreachable() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (var talks = Bank.conversations()) {
            var result =
                    talks.hold(
                            Bank.spec("http", login("path: /", "{status: 200}", "{status: 401}")),
                            Bank.at(closed),
                            "login",
                            Bank.RIGHT);
            assertThat(result.outcome()).isEqualTo(LoginOutcome.UNREACHABLE);
        }
    }

    @DataProvider
    public Object[][] oddResponses() {
        return new Object[][] {
            {"HTTP/1.0 200 OK\n\nbody till the end", LoginOutcome.ACCEPTED},
            {"HTTP/1.1 200\r\n\r\n", LoginOutcome.ACCEPTED},
            {
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n",
                LoginOutcome.REFUSED
            },
            {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nbody\r\n0\r\n\r\n",
                LoginOutcome.ACCEPTED
            },
            {"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut short", LoginOutcome.UNREADABLE},
            {"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n", LoginOutcome.UNREADABLE},
            {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbo",
                LoginOutcome.UNREADABLE
            },
            {"SSH-2.0-dropbear\r\n", LoginOutcome.UNREADABLE},
            {"", LoginOutcome.UNREADABLE},
        };
    }

    @Test(dataProvider = "oddResponses")
    public void oddDevicesAreUnderstoodOrUnreadableButNeverMisread(
            String response, LoginOutcome expected) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var talks = Bank.conversations()) {
            Thread.ofVirtual().start(() -> answer(socket, response));
            var result =
                    talks.hold(
                            Bank.spec("http", login("path: /", "{status: 200}", "{status: 401}")),
                            Bank.at(socket.getLocalPort()),
                            "login",
                            Bank.RIGHT);
            assertThat(result.outcome()).isEqualTo(expected);
        }
    }

    private static void answer(ServerSocket server, String response) {
        try (var socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    public void theTranscriptHasWhatWasSaidAndNoSecret() {
        try (var talks = Bank.conversations()) {
            talks.hold(
                    Bank.spec("http", (String) logins()[3][1]),
                    Bank.at(server.port()),
                    "login",
                    Bank.RIGHT);
            var masks = new Masks();
            masks.add(WebServer.PASSWORD);
            var text = new String(talks.transcript().masked(masks), StandardCharsets.UTF_8);
            assertThat(text.lines()).hasSize(2);
            assertThat(text)
                    .contains("\"status\":303", "\"target\":\"/form\"")
                    .doesNotContain("s3cret", "sid=");
        }
    }
}
