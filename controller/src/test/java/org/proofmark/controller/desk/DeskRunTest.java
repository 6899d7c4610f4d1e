package org.proofmark.controller.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.profile.Published;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.profile.Published.Page;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Presence;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class DeskRunTest {
    private static final String SUPPORT =
            "<html lang=en><body><p>Security updates for the AB-10 until 31 March 2031.</p></body></html>";

    private final Map<String, byte[]> stored = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> cookies = new ArrayList<>();
    private HttpServer server;

    @BeforeMethod
    public void start() throws IOException {
        stored.clear();
        pauses.clear();
        cookies.clear();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterMethod
    public void stop() {
        server.stop(0);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void serve(String path, int status, String type, String body, String... headers) {
        server.createContext(path, exchange -> answer(exchange, status, type, body, headers));
    }

    private void answer(
            HttpExchange exchange, int status, String type, String body, String... headers)
            throws IOException {
        cookies.add(String.valueOf(exchange.getRequestHeaders().getFirst("Cookie")));
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Set-Cookie", "visited=1");
        for (var i = 0; i + 1 < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        var bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private EvidenceRef store(String name, String type, byte[] content) {
        stored.put(name, content);
        return new EvidenceRef(Digest.of(content), name, type, content.length);
    }

    private PageEvidence support(String url) throws InterruptedException {
        var published =
                new Published(
                        new Page.NotDeclared(),
                        new Page.At(url),
                        DeclaredBy.MAKER,
                        java.util.Optional.empty());
        return DeskRun.onNetwork(this::store, pauses::add, () -> Instant.EPOCH)
                .look(published, new byte[0], "AB-10")
                .get(1);
    }

    @Test
    public void aPageIsFetchedReadAndKeptWithItsTranscript() throws InterruptedException {
        serve("/s", 200, "text/html; charset=utf-8", SUPPORT);
        var page = support(url("/s"));
        assertThat(page.answer()).isInstanceOf(PageAnswer.SupportRead.class);
        assertThat(page.evidence())
                .extracting(EvidenceRef::name)
                .containsExactly("support.transcript.txt", "support.body");
        assertThat(stored.get("support.body")).isEqualTo(SUPPORT.getBytes(UTF_8));
        assertThat(new String(stored.get("support.transcript.txt"), UTF_8))
                .contains("> GET " + url("/s"), "< 200");
        assertThat(page.findings())
                .extracting(r -> r.code())
                .containsExactly("published-without-tls");
        assertThat(pauses).isEmpty();
    }

    @Test
    public void noCookieIsEverSent() throws InterruptedException {
        serve("/a", 302, "text/html", "", "Location", "/b");
        serve("/b", 200, "text/html", SUPPORT);
        assertThat(support(url("/a")).answer()).isInstanceOf(PageAnswer.SupportRead.class);
        assertThat(cookies).containsExactly("null", "null");
    }

    @DataProvider
    public Object[][] gone() {
        return new Object[][] {{404}, {410}};
    }

    @Test(dataProvider = "gone")
    public void goneOnThreeFetchesIsGone(int status) throws InterruptedException {
        serve("/s", status, "text/html", "<html>no</html>");
        assertThat(support(url("/s")).answer())
                .isEqualTo(new PageAnswer.Gone(url("/s"), status, 3));
        assertThat(pauses).hasSize(2).containsOnly(DeskRun.BETWEEN);
    }

    @Test
    public void goneOnTwoFetchesAndThereOnTheThirdIsRead() throws InterruptedException {
        var calls = new AtomicInteger();
        server.createContext(
                "/s",
                e -> {
                    var there = calls.incrementAndGet() == 3;
                    answer(e, there ? 200 : 404, "text/html", SUPPORT);
                });
        assertThat(support(url("/s")).answer()).isInstanceOf(PageAnswer.SupportRead.class);
    }

    @DataProvider
    public Object[][] troubles() {
        return new Object[][] {{403}, {429}, {500}, {503}, {204}, {418}};
    }

    @Test(dataProvider = "troubles")
    public void otherAnswersAreNotFetched(int status) throws InterruptedException {
        serve("/s", status, "text/html", status == 204 ? "" : "<html>x</html>");
        assertThat(support(url("/s")).answer())
                .isInstanceOfSatisfying(
                        PageAnswer.NotFetched.class,
                        n -> assertThat(n.cause()).contains(String.valueOf(status)));
    }

    @DataProvider
    public Object[][] logins() {
        return new Object[][] {
            {401, "<html><body>Unauthorized</body></html>"},
            {
                200,
                "<html><body><form><input name=u><input type=password></form>Welcome to our shop</body></html>"
            },
            {
                200,
                "<html><body><p>Please log in to read this page of our help centre.</p></body></html>"
            },
            {
                200,
                "<html><body><p>To view this document, please register with your e-mail address.</p></body></html>"
            },
        };
    }

    @Test(dataProvider = "logins")
    public void aDemandToLogInIsTold(int status, String body) throws InterruptedException {
        serve("/s", status, "text/html", body);
        assertThat(support(url("/s")).answer()).isInstanceOf(PageAnswer.BehindLogin.class);
    }

    @Test
    public void aLoginBoxBesideTheTextIsNoBarrier() throws InterruptedException {
        serve("/s", 200, "text/html", SUPPORT.replace("<p>", "<input type=password><p>"));
        assertThat(support(url("/s")).answer()).isInstanceOf(PageAnswer.SupportRead.class);
    }

    @DataProvider
    public Object[][] unreadable() {
        return new Object[][] {
            {"text/html", "<html><body><div id=app></div><script>go()</script></body></html>"},
            {
                "text/html",
                "<html><body>Checking your browser before you go on. Please wait a moment.</body></html>"
            },
            {
                "text/html",
                "<html><body>Sorry, the page could not be found. Try our home page or the search.</body></html>"
            },
            {"application/pdf", "%PDF-1.7"},
        };
    }

    @Test(dataProvider = "unreadable")
    public void whatNobodyCanReadIsNotFetched(String type, String body)
            throws InterruptedException {
        serve("/s", 200, type, body);
        assertThat(support(url("/s")).answer()).isInstanceOf(PageAnswer.NotFetched.class);
    }

    @Test
    public void redirectsWithoutEndAreNotFetched() throws InterruptedException {
        serve("/s", 302, "text/html", "", "Location", "/s");
        assertThat(support(url("/s")).answer())
                .isInstanceOfSatisfying(
                        PageAnswer.NotFetched.class,
                        n -> assertThat(n.cause()).contains("5 redirects"));
    }

    @Test
    public void aPageBeyondTheLimitIsNotFetched() throws InterruptedException {
        serve("/s", 200, "text/html", "x".repeat(HttpPages.MAXIMUM_BYTES + 1));
        assertThat(support(url("/s")).answer()).isInstanceOf(PageAnswer.NotFetched.class);
        assertThat(stored).containsOnlyKeys("support.transcript.txt");
    }

    @Test
    public void noServerNoHostAndNoAddressAreNotFetched() throws InterruptedException {
        var port = server.getAddress().getPort();
        server.stop(0);
        for (var url :
                List.of(
                        "http://127.0.0.1:" + port + "/s",
                        "http://no-such-host.invalid/",
                        "ftp://127.0.0.1/s",
                        "not an address",
                        "https://")) {
            assertThat(support(url).answer()).as(url).isInstanceOf(PageAnswer.NotFetched.class);
        }
    }

    @Test
    public void whatIsNotDeclaredAndWhatIsNotThereAreAnswers() throws InterruptedException {
        var published =
                new Published(
                        new Page.None(),
                        new Page.NotDeclared(),
                        DeclaredBy.LAB,
                        java.util.Optional.empty());
        var pages =
                DeskRun.onNetwork(this::store, pauses::add, () -> Instant.EPOCH)
                        .look(published, new byte[0], "");
        assertThat(pages)
                .extracting(PageEvidence::answer)
                .containsExactly(new PageAnswer.NoneDeclared(), new PageAnswer.NotDeclared());
        assertThat(stored).isEmpty();
    }

    @Test
    public void aTrustFileThatIsNoPemIsTheCause() throws InterruptedException {
        var published =
                new Published(
                        new Page.At(url("/s")),
                        new Page.NotDeclared(),
                        DeclaredBy.LAB,
                        java.util.Optional.empty());
        var page =
                DeskRun.onNetwork(this::store, pauses::add, () -> Instant.EPOCH)
                        .look(published, "nonsense".getBytes(UTF_8), "")
                        .getFirst();
        assertThat(page.answer())
                .isInstanceOfSatisfying(
                        PageAnswer.NotFetched.class,
                        n -> assertThat(n.cause()).contains("published.trust"));
    }

    @Test
    public void aDisclosurePolicyIsRead() throws InterruptedException {
        serve(
                "/d",
                200,
                "text/html",
                "<html lang=en><body><h1>Report a vulnerability</h1><p>Write to"
                        + " security@maker.example. We acknowledge within 3 days and send status"
                        + " updates every week.</p></body></html>");
        var published =
                new Published(
                        new Page.At(url("/d")),
                        new Page.NotDeclared(),
                        DeclaredBy.MAKER,
                        java.util.Optional.empty());
        var page =
                DeskRun.onNetwork(this::store, pauses::add, () -> Instant.EPOCH)
                        .look(published, new byte[0], "")
                        .getFirst();
        assertThat(page.answer())
                .isInstanceOfSatisfying(
                        PageAnswer.DisclosureRead.class,
                        d -> {
                            assertThat(d.text().contact().presence()).isEqualTo(Presence.FOUND);
                            assertThat(d.text().acknowledgement().presence())
                                    .isEqualTo(Presence.FOUND);
                            assertThat(d.text().updates().presence()).isEqualTo(Presence.FOUND);
                        });
    }
}
