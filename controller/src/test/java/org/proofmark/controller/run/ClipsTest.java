package org.proofmark.controller.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.report.CampaignDetail.Clip;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.run.Clips.Span;
import org.proofmark.controller.testing.Scratch;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ClipsTest {
    private Scratch scratch;
    private BlobStore blobs;
    private Map<String, EvidenceFile> files;

    @BeforeMethod
    void open() throws IOException {
        scratch = new Scratch();
        blobs = new BlobStore(scratch.path(), new SecretKeySpec(new byte[32], "AES"));
        files = new HashMap<>();
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        scratch.close();
    }

    private void file(String name, String content) throws IOException {
        var bytes = content.getBytes(UTF_8);
        files.put(
                name, new EvidenceFile("evidence/D/u/" + name, blobs.put(bytes), "", bytes.length));
    }

    /// Each piece was read at 100, 200 and so on.
    private void console(String... pieces) throws IOException {
        var index = new StringBuilder();
        var raw = new StringBuilder();
        for (var n = 0; n < pieces.length; n++) {
            index.append(
                    "{\"position\":%d,\"length\":%d,\"monotonicNanos\":%d,\"time\":\"x\"}\n"
                            .formatted(
                                    raw.toString().getBytes(UTF_8).length,
                                    pieces[n].getBytes(UTF_8).length,
                                    (n + 1) * 100));
            raw.append(pieces[n]);
        }
        file("console.index", index.toString());
        file("console.raw", raw.toString());
    }

    private List<Clip> cut(long after, long until, String... secrets) {
        return new Clips(
                        blobs,
                        new Masking(List.of(secrets)),
                        name -> Optional.ofNullable(files.get(name)))
                .of(new Span(after, until));
    }

    @Test
    public void theConsoleIsCutByTheTimesOfItsReadsAtEndsOfLines() throws IOException {
        console("boot\r\nlog", "in: root\r\nPass", "word: x\r\nwelcome\r\n", "later\r\n");
        var clips = cut(100, 200);
        assertThat(clips).hasSize(1);
        assertThat(clips.getFirst().lines()).containsExactly("login: root", "Password: •••");
        assertThat(clips.getFirst().path()).isEqualTo("evidence/D/u/console.raw");
        assertThat(clips.getFirst().place()).isEqualTo("bytes 9–23");
        assertThat(cut(400, 500)).isEmpty();
        assertThat(cut(0, 99)).isEmpty();
    }

    @Test
    public void aSecretThatStandsAcrossTwoReadsIsMasked() throws IOException {
        console("a\nkey=hun", "ter2\nb\n");
        assertThat(cut(100, 200, "hunter2").getFirst().lines()).containsExactly("key=•••", "b");
        assertThat(cut(0, 100, "hunter2").getFirst().lines()).containsExactly("a", "key=•••");
    }

    @Test
    public void escapeSequencesGoAndLongLinesAreCut() throws IOException {
        console("\u001b[1;31mred\u001b[0m\n" + "x".repeat(1000) + "\n");
        var lines = cut(0, 100).getFirst().lines();
        assertThat(lines.get(0)).isEqualTo("red");
        assertThat(lines.get(1)).hasSize(Clips.MAX_LINE + 1).endsWith("…");
    }

    @Test
    public void onlyTheLastLinesOfMuchAreShown() throws IOException {
        console("line\n".repeat(10_000) + "the last\n");
        var lines = cut(0, 100).getFirst().lines();
        assertThat(lines).hasSize(Clips.MAX_LINES).endsWith("the last");
    }

    @Test
    public void exchangesOverHttpAreCutByTheirTimes() throws IOException {
        file(
                "http.jsonl",
                """
                {"monotonicNanos":50,"to":"http://d","method":"GET","target":"/","headers":[],"body":"","status":200,"responseHeaders":[],"responseBody":"early"}
                {"monotonicNanos":150,"to":"http://d","method":"POST","target":"/login","headers":[],"body":"u=a&p=hunter2","status":302,"responseHeaders":[["Location","/home"],["Date","x"]],"responseBody":""}
                {"monotonicNanos":160,"to":"http://d","method":"GET","target":"/home","headers":[],"body":"","failure":"reset by peer"}
                """);
        var clips = cut(100, 200, "hunter2");
        assertThat(clips).hasSize(1);
        assertThat(clips.getFirst().place()).isEqualTo("line 2–3");
        assertThat(clips.getFirst().lines())
                .containsExactly(
                        "> POST http://d/login",
                        "> u=a&p=•••",
                        "< status 302",
                        "< Location: /home",
                        "> GET http://d/home",
                        "! reset by peer");
    }

    @Test
    public void whatIsNoEvidenceOfThatFormGivesNoClipAndNoFault() throws IOException {
        assertThat(cut(0, 100)).isEmpty();
        file("http.jsonl", "not json\n");
        console("x\n");
        file("console.index", "[1,2]\n{\"length\":\"many\"}\n{broken");
        assertThat(cut(0, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    public void aSecretNeverShowsWhereverItsBytesWereCut() throws IOException {
        for (var seed = 0; seed < 150; seed++) {
            var random = new Random(seed);
            var secret = "S3cret" + random.nextInt(1000) + "word";
            var text = new StringBuilder();
            for (var n = 0; n < 12; n++) {
                text.append(random.nextBoolean() ? secret : "abc ");
                text.append(random.nextInt(3) == 0 ? "\n" : "");
            }
            var pieces = new String[4];
            var all = text.toString();
            for (var n = 0; n < 4; n++) {
                pieces[n] = all.substring(all.length() * n / 4, all.length() * (n + 1) / 4);
            }
            console(pieces);
            var from = random.nextInt(4) * 100L;
            var shown =
                    cut(from, from + 100, secret).stream()
                            .flatMap(c -> c.lines().stream())
                            .toList();
            assertThat(shown)
                    .as("seed %d", seed)
                    .allSatisfy(line -> {
                        assertThat(line).doesNotContain("S3c", "ret");
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                                .isLessThan(4 * Clips.MAX_LINE);
                    });
        }
    }
}
