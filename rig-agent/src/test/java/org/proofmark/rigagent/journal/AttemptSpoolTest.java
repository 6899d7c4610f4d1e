package org.proofmark.rigagent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class AttemptSpoolTest {
    private static final Attempt ATTEMPT = new Attempt(new RunId("run-1"), 3);
    private static final SlotName SLOT = new SlotName("a");
    private Path folder;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("spool");
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        Folders.remove(folder);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long append(AttemptSpool spool, String text) {
        return spool.append(false, sequence -> bytes(sequence + " " + text));
    }

    private static List<String> texts(AttemptSpool spool) {
        return spool.unacknowledged().stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    private AttemptSpool only(Spool spool) {
        assertThat(spool.all()).hasSize(1);
        return spool.all().getFirst();
    }

    @Test
    public void numbersAreWithoutHolesAndSurviveARestart() throws IOException {
        var spool = Spool.open(folder).create(ATTEMPT, SLOT);
        assertThat(append(spool, "a")).isEqualTo(1);
        assertThat(append(spool, "b")).isEqualTo(2);
        spool.close();

        var again = only(Spool.open(folder));
        assertThat(again.attempt()).isEqualTo(ATTEMPT);
        assertThat(again.slot()).isEqualTo(SLOT);
        assertThat(again.ended()).isFalse();
        assertThat(texts(again)).containsExactly("1 a", "2 b");
        assertThat(append(again, "c")).isEqualTo(3);
        assertThat(again.append(true, sequence -> bytes("end"))).isEqualTo(4);
        assertThatThrownBy(() -> append(again, "late")).isInstanceOf(IllegalStateException.class);
        again.close();
        assertThat(only(Spool.open(folder)).ended()).isTrue();
    }

    @Test
    public void aSpoolCutAtAnyByteKeepsItsWholeRecordsAndCountsOn() throws IOException {
        var spool = Spool.open(folder).create(ATTEMPT, SLOT);
        long seed = System.nanoTime();
        var random = new Random(seed);
        var written = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            append(spool, "x".repeat(random.nextInt(20)));
        }
        written.addAll(texts(spool));
        spool.close();
        var file = spool.folder().resolve("records");
        var whole = Files.readAllBytes(file);
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            var again = only(Spool.open(folder));
            int kept = texts(again).size();
            assertThat(texts(again))
                    .as("seed %d cut %d", seed, cut)
                    .isEqualTo(written.subList(0, kept));
            assertThat(append(again, "next")).as("seed %d cut %d", seed, cut).isEqualTo(kept + 1);
            again.close();
        }
    }

    @Test
    public void whatIsAcknowledgedIsNotHandedOutAgainAndTheEndRemovesAll() throws Exception {
        var spools = Spool.open(folder);
        var spool = spools.create(ATTEMPT, SLOT);
        append(spool, "a");
        append(spool, "b");
        spool.append(true, sequence -> bytes("end"));
        spools.acknowledge(ATTEMPT, 2);
        assertThat(spool.await(1).orElseThrow().sequence()).isEqualTo(3);
        // numbers from the past or that no record has change nothing
        spools.acknowledge(ATTEMPT, 1);
        spools.acknowledge(ATTEMPT, 99);
        assertThat(spools.waitingRecords()).isEqualTo(1);
        assertThat(spool.folder()).exists();
        spools.acknowledge(ATTEMPT, 3);
        assertThat(spools.all()).isEmpty();
        assertThat(folder).isEmptyDirectory();
        spools.acknowledge(ATTEMPT, 3);
    }

    @Test
    public void theWindowHoldsBackUntilSomethingIsAcknowledged() throws Exception {
        var spool = Spool.open(folder).create(ATTEMPT, SLOT);
        for (int i = 0; i < AttemptSpool.WINDOW + 1; i++) {
            append(spool, "r");
        }
        assertThat(spool.await(AttemptSpool.WINDOW).orElseThrow().sequence())
                .isEqualTo(AttemptSpool.WINDOW);
        var beyond =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                    try {
                        return spool.await(AttemptSpool.WINDOW + 1).orElseThrow().sequence();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThat(beyond.isDone()).isFalse();
        spool.acknowledge(1);
        assertThat(beyond.get()).isEqualTo(AttemptSpool.WINDOW + 1L);
    }

    @Test
    public void blobsAreStoredByDigestOnce() throws IOException {
        var spool = Spool.open(folder).create(ATTEMPT, SLOT);
        var digest = spool.addBlob(bytes("evidence"));
        assertThat(digest).isEqualTo(Digest.of(bytes("evidence")));
        assertThat(spool.addBlob(bytes("evidence"))).isEqualTo(digest);
        assertThat(spool.blob(digest)).hasBinaryContent(bytes("evidence"));
        try (var blobs = Files.list(spool.folder().resolve("blobs"))) {
            assertThat(blobs).hasSize(1);
        }
    }

    @Test
    public void aSpoolWithAHoleIsPutAsideAndTheOthersAreFine() throws IOException {
        var spools = Spool.open(folder);
        var spool = spools.create(ATTEMPT, SLOT);
        append(spool, "a");
        append(spool, "b");
        var fine = spools.create(new Attempt(new RunId("run-2"), 1), SLOT);
        append(fine, "c");
        var file = spool.folder().resolve("records");
        var bytes = Files.readAllBytes(file);
        bytes[10] ^= 1;
        Files.write(file, bytes);
        assertThat(only(Spool.open(folder)).attempt()).isEqualTo(fine.attempt());
        assertThat(folder.resolve("unreadable-run-1-3-a/records")).exists();
    }

    @Test
    public void nobodyElseMayReadIt() throws IOException {
        var spool = Spool.open(folder).create(ATTEMPT, SLOT);
        append(spool, "a");
        assertThat(
                        java.nio.file.attribute.PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(spool.folder())))
                .isEqualTo("rwx------");
        assertThat(
                        java.nio.file.attribute.PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(spool.folder().resolve("records"))))
                .isEqualTo("rw-------");
    }
}
