package org.proofmark.virtuallab.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.proofmark.virtuallab.publisher.Product.Disclosure;
import org.proofmark.virtuallab.publisher.Product.Support;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// The publisher, over real TLS.
public final class PublisherTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String CONTACT = "(?s).*security@[\\w-]+\\.example.*";
    private static final String TIMES = "(?s).*within 5 working days.*at least every 14 days.*";

    private Path pem;
    private Publisher publisher;
    private HttpClient client;

    @BeforeClass
    public void start() throws Exception {
        pem = Files.createTempFile("publisher-", ".pem");
        var products =
                List.of(
                        Product.inOrder("C1", "Hearth & Home", "HL-100"),
                        product("D1", Disclosure.NO_CONTACT, Support.END_DATE),
                        product("D2", Disclosure.SECURITY_TXT, Support.END_DATE),
                        product("S1", Disclosure.POLICY, Support.NO_PERIOD),
                        product("S2", Disclosure.POLICY, Support.LIFETIME));
        publisher = Publisher.start(pem, products, InstantSource.system());
        client = client(pem);
    }

    private static Product product(String id, Disclosure disclosure, Support support) {
        return new Product(id, "Acme", "A-1", disclosure, support);
    }

    @AfterClass(alwaysRun = true)
    public void stop() throws IOException {
        client.close();
        publisher.close();
        Files.delete(pem);
    }

    private static HttpClient client(Path trust) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(trust)) {
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).connectTimeout(LIMIT).build();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("https://" + publisher.authority() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(LIMIT)
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String page(String path) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("{{").doesNotContain("}}");
        return response.body().replaceAll("\\s+", " ");
    }

    @Test
    public void policyInOrderHasContactAndTimes() throws Exception {
        var response = get("/C1/disclosure");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/html; charset=utf-8");
        assertThat(page("/C1/disclosure"))
                .matches(CONTACT)
                .matches(TIMES)
                .contains("HL-100")
                .contains("Hearth &amp; Home");
    }

    @Test
    public void d1HasTimesAndNobodyToTurnTo() throws Exception {
        assertThat(page("/D1/disclosure"))
                .matches(TIMES)
                .doesNotContain("@")
                .doesNotContain("mailto:")
                .doesNotContain("<form")
                .doesNotContainIgnoringCase("contact");
    }

    @Test
    public void d2HasAContactAndNoTimes() throws Exception {
        var response = get("/D2/disclosure");
        assertThat(response.headers().firstValue("Content-Type"))
                .contains("text/plain; charset=utf-8");
        assertThat(page("/D2/disclosure"))
                .matches(CONTACT)
                .doesNotContain("days")
                .doesNotContain("acknowledg");
        var expires =
                response.body()
                        .lines()
                        .filter(line -> line.startsWith("Expires: "))
                        .map(line -> Instant.parse(line.substring("Expires: ".length())))
                        .toList();
        assertThat(expires).singleElement().satisfies(e -> assertThat(e).isAfter(Instant.now()));
        assertThat(get("/D2/.well-known/security.txt").body()).isEqualTo(response.body());
    }

    @Test
    public void supportPagesSayHowLongOrNot() throws Exception {
        assertThat(page("/C1/support"))
                .contains("security updates for the HL-100 free of charge until 31 March 2031.");
        assertThat(page("/S1/support")).doesNotContain("update").doesNotContain("until");
        assertThat(page("/S2/support"))
                .contains("security updates for the A-1 for the lifetime of the product")
                .doesNotContain("until");
    }

    @Test
    public void troublesAreAnswered() throws Exception {
        for (int status : List.of(404, 410, 403, 429, 500, 503)) {
            assertThat(get("/trouble/" + status).statusCode()).isEqualTo(status);
        }
        assertThat(get("/trouble/429").headers().firstValue("Retry-After")).contains("120");
        assertThat(get("/trouble/login-wall").body()).contains("type=\"password\"");
        assertThat(get("/trouble/login-redirect").headers().firstValue("Location"))
                .contains("/trouble/login-wall");
        assertThat(get("/trouble/login-required").statusCode()).isEqualTo(401);
        assertThat(get("/trouble/redirect-loop").headers().firstValue("Location"))
                .contains("/trouble/redirect-loop");
        assertThat(get("/trouble/empty").body()).isEmpty();
        assertThat(get("/trouble/200").statusCode()).isEqualTo(404);
    }

    @Test
    public void whatIsNotThereIsMissing() throws Exception {
        for (var path :
                List.of("/", "/C9/support", "/C1/other", "/C1", "/.well-known/x", "/C1/../C1/x")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(get("/.well-known/security.txt").body()).contains("Contact: mailto:");
        assertThat(send("POST", "/C1/support").statusCode()).isEqualTo(405);
        var head = send("HEAD", "/C1/support");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    public void nobodyTrustsItWithoutItsRoot() throws Exception {
        var other = Files.createTempFile("publisher-", ".pem");
        try (var _ = Publisher.start(other, List.of(), InstantSource.system());
                var stranger = client(other)) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("https://" + publisher.authority() + "/C1/support"))
                            .timeout(LIMIT)
                            .build();
            assertThatThrownBy(() -> stranger.send(request, HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        } finally {
            Files.delete(other);
        }
    }

    @Test
    public void slowClientsAreCutOffAtTheClose() throws Exception {
        var other = Files.createTempFile("publisher-", ".pem");
        var mine = Publisher.start(other, List.of(), InstantSource.system());
        try (var waiting = client(other)) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("https://" + mine.authority() + "/trouble/slow"))
                            .timeout(Publisher.SLOW)
                            .build();
            var answer = waiting.sendAsync(request, HttpResponse.BodyHandlers.ofString());
            // a second connection that is answered shows that the server runs
            assertThat(
                            waiting.send(
                                            HttpRequest.newBuilder(
                                                            URI.create(
                                                                    "https://"
                                                                            + mine.authority()
                                                                            + "/trouble/500"))
                                                    .timeout(LIMIT)
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(500);
            mine.close();
            assertThat(answer.handle((response, trouble) -> true).join()).isTrue();
            assertThatThrownBy(
                            () -> new Socket(InetAddress.getLoopbackAddress(), mine.port()).close())
                    .isInstanceOf(IOException.class);
        } finally {
            mine.close();
            Files.delete(other);
        }
    }

    @Test
    public void onlyTheRootIsWritten() throws Exception {
        assertThat(Files.readString(pem, StandardCharsets.US_ASCII))
                .containsOnlyOnce("BEGIN CERTIFICATE")
                .doesNotContain("PRIVATE");
    }

    @Test
    public void badIdIsRefused() {
        assertThatThrownBy(() -> Product.inOrder("../x", "Acme", "A-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got '../x'");
    }
}
