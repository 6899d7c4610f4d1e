package org.proofmark.controller.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class WebServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeClass
    void start() throws IOException {
        server =
                WebServer.start(
                        loopback(0),
                        Optional.of("Bench.example"),
                        List.of(
                                new Route("/hello", _ -> Answer.html("<p>hello")),
                                new Route(
                                        "/said/{what}", r -> Answer.sentence(200, r.part("what"))),
                                new Route(
                                        "/asked",
                                        r -> Answer.sentence(200, r.query("q").orElse("nothing"))),
                                new Route(
                                        "/gone",
                                        _ -> {
                                            throw new RefusedException(
                                                    Kind.NOT_FOUND, "gone", "It is gone.");
                                        }),
                                new Route(
                                        "/broken",
                                        _ -> {
                                            throw new IOException("secret detail");
                                        })));
    }

    @AfterClass(alwaysRun = true)
    void stop() {
        server.close();
        client.close();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private URI uri(String path) {
        return URI.create("http://" + "127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    @Test
    public void servesARoute() throws Exception {
        var response = get("/hello");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("<p>hello");
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("text/html;charset=utf-8");
    }

    @Test
    public void givesARouteThePartsOfThePathAndTheQuery() throws Exception {
        assertThat(get("/said/a%2Fb%20c").body()).isEqualTo("a/b c\n");
        assertThat(get("/asked?q=%3Cb%3E&q=2").body()).isEqualTo("<b>\n");
        assertThat(get("/asked").body()).isEqualTo("nothing\n");
    }

    @Test
    public void answersToHeadWithoutABody() throws Exception {
        var response =
                client.send(
                        HttpRequest.newBuilder(uri("/hello")).HEAD().build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @DataProvider
    Object[][] answers() {
        return new Object[][] {{"/hello"}, {"/nothing-here"}, {"/gone"}, {"/broken"}};
    }

    @Test(dataProvider = "answers")
    public void everyAnswerKeepsTheBrowserFromRunningForeignCode(String path) throws Exception {
        var headers = get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy)
                                .contains("default-src 'none'", "script-src 'self'")
                                .doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.map()).doesNotContainKeys("access-control-allow-origin", "server");
    }

    @Test
    public void saysThatNothingIsThereAndWhatWasRefused() throws Exception {
        assertThat(get("/nothing-here").statusCode()).isEqualTo(404);
        assertThat(get("/nothing-here").body()).isEqualTo("There is nothing at this address.\n");
        assertThat(get("/gone").statusCode()).isEqualTo(404);
        assertThat(get("/gone").body()).isEqualTo("It is gone.\n");
    }

    @Test
    public void tellsADefectToTheLogAndNotToTheCaller() throws Exception {
        var response = get("/broken");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret detail").contains("its log says more");
    }

    @DataProvider
    Object[][] methods() {
        return new Object[][] {{"POST"}, {"PUT"}, {"DELETE"}, {"PATCH"}, {"OPTIONS"}, {"TRACE"}};
    }

    @Test(dataProvider = "methods")
    public void refusesToChangeAnything(String method) throws Exception {
        for (var path : List.of("/hello", "/nothing-here")) {
            var response =
                    client.send(
                            HttpRequest.newBuilder(uri(path))
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).as(method + " " + path).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @DataProvider
    Object[][] hosts() {
        return new Object[][] {
            {"127.0.0.1:PORT", 200},
            {"localhost:PORT", 200},
            {"localhost", 200},
            {"LOCALHOST:1", 200},
            {"[::1]:PORT", 200},
            {"bench.example:PORT", 200},
            {"evil.example:PORT", 421},
            {"evil.example", 421},
            {"127.0.0.1.evil.example:PORT", 421},
            {"localhost.evil.example", 421},
            {"192.168.0.1:PORT", 421},
            {"localhost:PORT@evil.example", 400},
            {"", 400},
        };
    }

    @Test(dataProvider = "hosts")
    public void answersUnderItsOwnNamesOnly(String host, int status) throws Exception {
        assertThat(raw("GET /hello HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .as("Host: " + host)
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    public void wantsAHost() throws Exception {
        assertThat(raw("GET /hello HTTP/1.0\r\n\r\n")).doesNotContain("hello");
        assertThat(raw("GET /hello HTTP/1.1\r\nConnection: close\r\n\r\n")).contains(" 400 ");
    }

    @Test
    public void doesNotSayWhatItIsMadeOf() throws Exception {
        for (var request :
                List.of(
                        "GET /a b HTTP/1.1\r\n\r\n",
                        "nonsense\r\n\r\n",
                        "GET / HTTP/9.9\r\n\r\n")) {
            assertThat(raw(request)).doesNotContainIgnoringCase("jetty").doesNotContain("javalin");
        }
    }

    private String raw(String request) throws IOException {
        var text = request.replace("PORT", Integer.toString(server.port()));
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    public void namesAPortThatItCannotHave() {
        assertThatThrownBy(
                        () -> WebServer.start(loopback(server.port()), Optional.empty(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Integer.toString(server.port()));
    }

    @Test
    public void aFewStreamsAreServedAndTheNextHearsWhyNot() throws Exception {
        var forever = new java.util.concurrent.CountDownLatch(1);
        var event =
                new EventRoute(
                        "/events",
                        (_, to) -> {
                            to.send("greeting", "a\n<b>\nc");
                            forever.await();
                        });
        try (var own = WebServer.start(loopback(0), Optional.empty(), List.of(), List.of(event))) {
            var readers = new java.util.ArrayList<Socket>();
            try {
                for (var i = 0; i < WebServer.MAX_STREAMS; i++) {
                    var reader = new Socket(InetAddress.ofLiteral("127.0.0.1"), own.port());
                    readers.add(reader);
                    reader.setSoTimeout(60_000);
                    reader.getOutputStream().write(ask("/events"));
                    assertThat(readUntil(reader, "data: c"))
                            .contains("text/event-stream", "event: greeting", "data: <b>");
                }
                assertThat(refusal(own)).startsWith("HTTP/1.1 503 ").contains("pages are open");
            } finally {
                for (var reader : readers) {
                    reader.close();
                }
                forever.countDown();
            }
        }
    }

    @Test
    public void aReaderThatIsGoneMakesRoom() throws Exception {
        var chatter =
                new EventRoute(
                        "/events",
                        (_, to) -> {
                            while (true) {
                                to.ping();
                                Thread.onSpinWait();
                            }
                        });
        try (var own =
                WebServer.start(loopback(0), Optional.empty(), List.of(), List.of(chatter))) {
            try (var reader = new Socket(InetAddress.ofLiteral("127.0.0.1"), own.port())) {
                reader.setSoTimeout(60_000);
                reader.getOutputStream().write(ask("/events"));
                readUntil(reader, ":");
                assertThat(own.openStreams()).isEqualTo(1);
            }
            var deadline =
                    org.proofmark.domain.time.Ticker.system()
                            .deadline("the stream's end", java.time.Duration.ofSeconds(60));
            while (own.openStreams() > 0 && !deadline.passed()) {
                Thread.onSpinWait();
            }
            assertThat(own.openStreams()).isZero();
        }
    }

    private static byte[] ask(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String refusal(WebServer server) throws IOException {
        try (var late = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            late.setSoTimeout(60_000);
            late.getOutputStream().write(ask("/events"));
            return readUntil(late, "look again.");
        }
    }

    private static String readUntil(Socket socket, String end) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
