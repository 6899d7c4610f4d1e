package org.proofmark.rigagent.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.time.Ticker;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.Trouble;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.rigagent.time.DeviceTime;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class UpdateServerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String MANIFEST = "manifest.json";
    private static final String IMAGE = "images/cam 2.img";
    private static final String IMAGE_URL = "images/cam%202.img";

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    private final Map<Digest, Path> contents = new HashMap<>();
    private final byte[] image = bytes(1, 100_000);
    private Path folder = Path.of(".");
    private DeviceTime time = new DeviceTime(() -> NOW);
    private UpdateServer server;
    private Release newer;
    private Release other;

    @BeforeMethod
    void start() throws IOException {
        folder = Files.createTempDirectory("update-server");
        time = new DeviceTime(() -> NOW);
        contents.clear();
        newer = release("newer", "1.1.0", image);
        other = release("other-key", "1.2.0", bytes(2, 70_000));
        server =
                UpdateServer.start(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        time,
                        Ticker.system());
    }

    @AfterMethod
    void stop() throws IOException {
        server.close();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Test
    void everyPathIsUnknownWhileNothingIsServed() throws Exception {
        assertThat(get(MANIFEST).statusCode()).isEqualTo(404);
        serve(new Trouble.None());
        assertThat(get(MANIFEST).statusCode()).isEqualTo(200);
        server.withdraw();
        assertThat(get(MANIFEST).statusCode()).isEqualTo(404);
        assertThat(requests(3)).extracting(UpdateRequest::release).containsExactly("", "newer", "");
    }

    @Test
    void aReleaseIsServedAsItsMakerMadeIt() throws Exception {
        serve(new Trouble.None());
        assertThat(text(get(MANIFEST + "?model=cam&version=1.0.0"))).isEqualTo("for newer");
        assertThat(get(IMAGE_URL).body()).isEqualTo(image);
        assertThat(get("images/").statusCode()).isEqualTo(404);
        assertThat(get("../" + MANIFEST).statusCode()).isBetween(400, 404);
        var requests = requests(3);
        assertThat(requests.getFirst().target())
                .isEqualTo("/manifest.json?model=cam&version=1.0.0");
        assertThat(requests.getFirst().path()).contains(MANIFEST);
        assertThat(requests.get(1))
                .satisfies(r -> {
                    assertThat(r.path()).contains(IMAGE);
                    assertThat(r.bytes()).isEqualTo(image.length);
                    assertThat(r.whole()).isTrue();
                    assertThat(r.status()).isEqualTo(200);
                    assertThat(r.at()).isEqualTo(NOW);
                });
        assertThat(requests.get(2).path()).isEmpty();
    }

    @Test
    void theDeviceIsShownTheTimeOfItsSlot() throws Exception {
        serve(new Trouble.None());
        assertThat(get(MANIFEST).headers().firstValue("Date"))
                .contains("Mon, 23 Nov 2026 08:00:00 GMT");
        time.ahead(Duration.between(NOW, Instant.parse("2038-01-19T03:14:08Z")));
        assertThat(get(MANIFEST).headers().firstValue("Date"))
                .contains("Tue, 19 Jan 2038 03:14:08 GMT");
        var last = requests(2).getLast();
        assertThat(last.at()).isEqualTo(NOW);
        assertThat(last.at().plus(last.offset())).isEqualTo(Instant.parse("2038-01-19T03:14:08Z"));
    }

    @Test
    void anyPartOfAFileCanBeAskedFor() throws Exception {
        serve(new Trouble.FlippedBit(IMAGE, 50_000));
        var served = image.clone();
        served[50_000] ^= 1;
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(image.length);
            int to = from + random.nextInt(image.length - from);
            var answer = get(IMAGE_URL, "Range", "bytes=" + from + "-" + to);
            assertThat(answer.statusCode()).as("seed %d", seed).isEqualTo(206);
            assertThat(answer.body())
                    .as("seed %d, %d to %d", seed, from, to)
                    .isEqualTo(Arrays.copyOfRange(served, from, to + 1));
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + from + "-" + to + "/" + image.length);
        }
        assertThat(get(IMAGE_URL, "Range", "bytes=99990-").body()).hasSize(10);
        assertThat(get(IMAGE_URL, "Range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(served, 99_995, 100_000));
        assertThat(get(IMAGE_URL, "Range", "bytes=100000-").statusCode()).isEqualTo(416);
        assertThat(requests(53).get(50).from()).isEqualTo(99_990);
    }

    @Test
    void oneBitOfOneByteIsInvertedAndNothingElse() throws Exception {
        serve(new Trouble.FlippedBit(MANIFEST, 4));
        assertThat(text(get(MANIFEST))).isEqualTo("for oewer");
        assertThat(get(IMAGE_URL).body()).isEqualTo(image);
    }

    @Test
    void aTruncatedFileComesInAProperAnswer() throws Exception {
        serve(new Trouble.Truncated(IMAGE, 777));
        var answer = get(IMAGE_URL);
        assertThat(answer.body()).isEqualTo(Arrays.copyOf(image, 777));
        assertThat(answer.headers().firstValue("Content-Length")).contains("777");
        assertThat(requests(1).getFirst().whole()).isTrue();
    }

    @Test
    void aConnectionIsCutAsOftenAsTheCaseWantsIt() throws Exception {
        serve(new Trouble.CutOff(IMAGE, 40_000, 2));
        var first = raw("GET /" + IMAGE_URL + " HTTP/1.1");
        assertThat(first.head()).contains("200 OK").contains("Content-Length: 100000");
        assertThat(first.body()).isEqualTo(Arrays.copyOf(image, 40_000));
        var resumed = raw("GET /" + IMAGE_URL + " HTTP/1.1", "Range: bytes=30000-");
        assertThat(resumed.head()).contains("206").contains("Content-Length: 70000");
        assertThat(resumed.body()).isEqualTo(Arrays.copyOfRange(image, 30_000, 40_000));
        assertThat(get(IMAGE_URL).body()).isEqualTo(image);
        assertThat(requests(3))
                .extracting(UpdateRequest::whole, UpdateRequest::bytes, UpdateRequest::from)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, 40_000L, 0L),
                        org.assertj.core.groups.Tuple.tuple(false, 10_000L, 30_000L),
                        org.assertj.core.groups.Tuple.tuple(true, 100_000L, 0L));
    }

    @Test
    void aConnectionThatIsCutBeforeTheFirstByteHasSentItsHead() throws Exception {
        serve(new Trouble.CutOff(IMAGE, 0, 1));
        var answer = raw("GET /" + IMAGE_URL + " HTTP/1.1");
        assertThat(answer.head()).contains("200 OK").contains("Content-Length: 100000");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void everyRequestCanBeRefused() throws Exception {
        serve(new Trouble.Refusing(503));
        assertThat(get(MANIFEST).statusCode()).isEqualTo(503);
        assertThat(get("nothing").statusCode()).isEqualTo(503);
        assertThat(requests(1).getFirst().path()).contains(MANIFEST);
    }

    @Test
    void filesThatHaveMovedAreFoundWhereTheAnswerSays() throws Exception {
        serve(new Trouble.Redirecting());
        assertThat(get(IMAGE_URL + "?a=b").body()).isEqualTo(image);
        assertThat(requests(2))
                .extracting(UpdateRequest::status, UpdateRequest::target)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(302, "/" + IMAGE_URL + "?a=b"),
                        org.assertj.core.groups.Tuple.tuple(200, "/moved/" + IMAGE_URL + "?a=b"));
    }

    @Test
    void whatIsFetchedAgainIsTheOtherReleases() throws Exception {
        server.serve(newer, new Trouble.Swapped(IMAGE, "other-key"), Optional.of(other), contents);
        // parts of the first, and a look at the size, are no second fetch
        assertThat(get(IMAGE_URL, "Range", "bytes=0-9").body()).hasSize(10);
        assertThat(get(IMAGE_URL, "Range", "bytes=10-99999").body())
                .isEqualTo(Arrays.copyOfRange(image, 10, 100_000));
        assertThat(head(IMAGE_URL).headers().firstValue("Content-Length")).contains("100000");
        assertThat(get(IMAGE_URL).body()).isEqualTo(bytes(2, 70_000));
        assertThat(text(get(MANIFEST))).isEqualTo("for newer");
        assertThat(text(get(MANIFEST))).isEqualTo("for newer");
    }

    @Test
    void whatIsFetchedAgainIsTheOthersPayloadWhereItIsNamedOtherwise() throws Exception {
        var renamed =
                new Release(
                        "other-key",
                        "1.2.0",
                        List.of(file("x.json", new byte[3]), file("cam3.img", bytes(2, 50))));
        server.serve(
                newer, new Trouble.Swapped(IMAGE, "other-key"), Optional.of(renamed), contents);
        assertThat(get(IMAGE_URL).body()).isEqualTo(image);
        assertThat(get(IMAGE_URL).body()).isEqualTo(bytes(2, 50));
    }

    @Test
    void aSlowServerTakesItsTime() throws Exception {
        serve(new Trouble.Slow(200_000));
        var ticker = Ticker.system();
        long begin = ticker.nanos();
        assertThat(get(IMAGE_URL).body()).isEqualTo(image);
        // 100,000 bytes less the last chunk: never faster, however busy the machine is
        assertThat(Duration.ofNanos(ticker.nanos() - begin)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void whatADeviceDidNotTakeWasNotSent() throws Exception {
        release("big", "1.3.0", bytes(3, 30_000_000));
        server.serve(
                release("big", "1.3.0", bytes(3, 30_000_000)),
                new Trouble.None(),
                Optional.empty(),
                contents);
        try (var socket = connect("GET /" + IMAGE_URL + " HTTP/1.1")) {
            assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
        }
        var request = requests(1).getFirst();
        assertThat(request.whole()).isFalse();
        assertThat(request.bytes()).isLessThan(30_000_000);
    }

    @Test
    void aDeviceMayNotWrite() throws Exception {
        serve(new Trouble.None());
        var answer =
                client.send(
                        request(MANIFEST)
                                .method("PUT", HttpRequest.BodyPublishers.ofString("x"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(requests(1).getFirst().method()).isEqualTo("PUT");
    }

    @Test
    void aTroubleMustFitItsRelease() {
        assertThatThrownBy(() -> serve(new Trouble.FlippedBit("nothing.img", 0)))
                .hasMessageContaining("has no nothing.img");
        assertThatThrownBy(() -> serve(new Trouble.FlippedBit(IMAGE, 100_000)))
                .hasMessageContaining("has 100000 bytes, none at 100000");
        assertThatThrownBy(() -> serve(new Trouble.Swapped(IMAGE, "sibling")))
                .hasMessageContaining("no release sibling");
        assertThatThrownBy(
                        () -> server.serve(newer, new Trouble.None(), Optional.empty(), Map.of()))
                .hasMessageContaining("no content for");
    }

    @Test
    void aPlaceThatIsTakenIsRefusedByName() {
        var taken = URI.create(server.url());
        assertThatThrownBy(() ->
                        UpdateServer.start(
                                new InetSocketAddress(
                                        InetAddress.ofLiteral("127.0.0.1"), taken.getPort()),
                                time,
                                Ticker.system()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no update server can listen at")
                .hasMessageContaining(String.valueOf(taken.getPort()));
    }

    private void serve(Trouble trouble) {
        server.serve(newer, trouble, Optional.empty(), contents);
    }

    private Release release(String name, String version, byte[] payload) throws IOException {
        var files = new ArrayList<ReleaseFile>();
        files.add(file(MANIFEST, ("for " + name).getBytes(StandardCharsets.UTF_8)));
        files.add(file(IMAGE, payload));
        return new Release(name, version, files);
    }

    private ReleaseFile file(String path, byte[] bytes) throws IOException {
        var digest = Digest.of(bytes);
        contents.put(digest, Files.write(folder.resolve(digest.hex()), bytes));
        return new ReleaseFile(path, bytes.length, digest);
    }

    private static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(PATIENCE);
    }

    @Test
    void theEndOfAnOldDownloadIsNoRequestForWhatIsServedNow() throws Exception {
        var release = release("newer", "1.1.0", bytes(3, 8_000_000));
        server.serve(release, new Trouble.None(), Optional.empty(), contents);
        try (var socket = connect("GET /" + IMAGE_URL + " HTTP/1.0")) {
            var in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            long last =
                    server.serve(
                            release, new Trouble.FlippedBit(IMAGE, 7), Optional.empty(), contents);
            in.readAllBytes();
            assertThat(requests(1)).hasSize(1);
            assertThat(server.requestsAfter(last)).isEmpty();
            get(MANIFEST);
            requests(2);
            assertThat(server.requestsAfter(last))
                    .extracting(UpdateRequest::path)
                    .containsExactly(Optional.of(MANIFEST));
        }
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> head(String path) throws Exception {
        return client.send(request(path).HEAD().build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Raw(String head, byte[] body) {}

    private Socket connect(String... lines) throws IOException {
        var uri = URI.create(server.url());
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var text = String.join("\r\n", lines) + "\r\nHost: updates\r\n\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Reads until the server ends the connection, however it does.
    private Raw raw(String... lines) throws IOException {
        var read = new ByteArrayOutputStream();
        try (var socket = connect(lines)) {
            var in = socket.getInputStream();
            var buffer = new byte[8192];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                read.write(buffer, 0, n);
            }
        }
        var text = read.toString(StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        return new Raw(
                text.substring(0, end),
                text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The requests, once there are so many.
    private List<UpdateRequest> requests(int count) {
        var end = Ticker.system().deadline("requests to be on record", PATIENCE);
        while (server.requestsAfter(0).size() < count && !end.passed()) {
            Thread.onSpinWait();
        }
        return server.requestsAfter(0);
    }
}
