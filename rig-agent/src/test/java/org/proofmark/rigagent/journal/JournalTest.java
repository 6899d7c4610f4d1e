package org.proofmark.rigagent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class JournalTest {
    private static final Optional<SlotName> SLOT = Optional.of(new SlotName("a"));
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private Path folder;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("journal");
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        Folders.remove(folder);
    }

    private Journal open() throws IOException {
        return Journal.open(folder.resolve("journal"), () -> 42, () -> NOW);
    }

    private static Attempt attempt(int number) {
        return new Attempt(new RunId("run-" + number), number);
    }

    @Test
    public void remembersWhatWasLeftOpenAndWithWhichSuite() throws IOException {
        try (var journal = open()) {
            journal.write(Kind.ATTEMPT_OPENED, SLOT, Optional.of(attempt(1)), Map.of());
            journal.write(Kind.ATTEMPT_OPENED, SLOT, Optional.of(attempt(2)), Map.of());
            journal.write(
                    Kind.SUITE_STARTED,
                    SLOT,
                    Optional.of(attempt(2)),
                    Map.of("pid", "77", "start", "then"));
            journal.write(Kind.ATTEMPT_ENDED, SLOT, Optional.of(attempt(1)), Map.of());
        }
        try (var journal = open()) {
            assertThat(journal.leftOpen())
                    .containsExactly(
                            new Journal.OpenAttempt(
                                    attempt(2),
                                    SLOT.orElseThrow(),
                                    Optional.of(new Journal.ProcessMark(77, "then"))));
            assertThat(journal.lastAttempt(new RunId("run-1"))).isEqualTo(1);
            assertThat(journal.lastAttempt(new RunId("run-2"))).isEqualTo(2);
            assertThat(journal.lastAttempt(new RunId("run-3"))).isZero();
        }
    }

    @Test
    public void theExcerptHasOneAttemptsLinesAndNoOther() throws IOException {
        try (var journal = open()) {
            journal.write(Kind.POWER_ON, SLOT, Optional.of(attempt(1)), Map.of("step", "a \"b\""));
            journal.write(Kind.POWER_OFF, SLOT, Optional.of(attempt(2)), Map.of());
            journal.write(Kind.POWER_OFF, SLOT, Optional.empty(), Map.of("step", "run-1"));
            assertThat(journal.excerpt(attempt(1)))
                    .containsExactly(
                            "{\"time\":\"2026-11-22T12:00:00Z\",\"monotonicNanos\":42,"
                                    + "\"kind\":\"power-on\",\"slot\":\"a\",\"run\":\"run-1\","
                                    + "\"attempt\":1,\"step\":\"a \\\"b\\\"\"}");
            assertThat(journal.excerpt(attempt(3))).isEmpty();
        }
    }

    @Test
    public void everyKindOfEntryReadsBackAsItWas() {
        for (var kind : Kind.values()) {
            var entry =
                    new JournalEntry(NOW, 7, kind, SLOT, Optional.of(attempt(1)), Map.of("k", "v"));
            assertThat(JournalEntry.parse(entry.toJson())).contains(entry);
            var bare = new JournalEntry(NOW, 7, kind, Optional.empty(), Optional.empty(), Map.of());
            assertThat(JournalEntry.parse(bare.toJson())).contains(bare);
        }
        assertThat(JournalEntry.parse("{}")).isEmpty();
        assertThat(JournalEntry.parse("no json")).isEmpty();
    }

    @Test
    public void aJournalCutAtAnyByteIsReadAsItWasBefore() throws IOException {
        try (var journal = open()) {
            journal.write(Kind.ATTEMPT_OPENED, SLOT, Optional.of(attempt(1)), Map.of());
            journal.write(Kind.ATTEMPT_ENDED, SLOT, Optional.of(attempt(1)), Map.of());
        }
        var file = folder.resolve("journal");
        var whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int cut = 0; cut <= whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try (var journal = open()) {
                boolean expected = cut >= first && cut < whole.length;
                assertThat(journal.leftOpen()).as("cut at %d", cut).hasSize(expected ? 1 : 0);
            }
        }
    }

    @Test
    public void aKilledWriterLosesNothingThatItWasToldIsOnTheDisk() throws Exception {
        var writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SpoolWriter.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        long told = 0;
        try (var out =
                new BufferedReader(
                        new InputStreamReader(
                                writer.getInputStream(), StandardCharsets.US_ASCII))) {
            for (int i = 0; i < 50; i++) {
                told = Long.parseLong(out.readLine());
            }
            // through its handle: the process' own method would close its output unread
            writer.toHandle().destroyForcibly();
            // what it said before it died counts too
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                told = Long.parseLong(line);
            }
        }
        writer.waitFor();

        var spool = Spool.open(folder.resolve("spool")).all().getFirst();
        var records = spool.unacknowledged();
        assertThat(records.size()).isGreaterThanOrEqualTo((int) told);
        for (int i = 0; i < records.size(); i++) {
            assertThat(new String(records.get(i), StandardCharsets.UTF_8))
                    .isEqualTo("record " + (i + 1));
        }
        try (var journal = open()) {
            assertThat(journal.leftOpen()).hasSize(1);
            assertThat(journal.excerpt(new Attempt(new RunId("run-1"), 1)))
                    .hasSizeGreaterThanOrEqualTo(records.size() + 1);
        }
    }

    @Test
    public void aRunWithoutRoomIsRefusedAndTheReserveIsKeptForItsEnd() throws IOException {
        var free = new long[] {100L << 20};
        var guard = new DiskGuard(folder, () -> free[0], 50L << 20);
        assertThat(guard.refusal()).isEmpty();
        assertThat(folder.resolve("reserve")).hasSize(DiskGuard.RESERVE_BYTES);
        free[0] = (50L << 20) - 1;
        assertThat(guard.refusal().orElseThrow()).contains("disk full", "49 MiB free", "50 MiB");
        guard.releaseReserve();
        assertThat(folder.resolve("reserve")).doesNotExist();
        assertThat(guard.refusal()).isPresent();
        assertThat(folder.resolve("reserve")).doesNotExist();
        free[0] = 100L << 20;
        assertThat(guard.refusal()).isEmpty();
        assertThat(folder.resolve("reserve")).exists();
    }

    @Test
    public void whatCannotBeWrittenIsAStorageFault() throws IOException {
        var journal = open();
        journal.close();
        assertThatThrownBy(() -> journal.write(Kind.POWER_ON, SLOT, Optional.empty(), Map.of()))
                .isInstanceOf(StorageFault.class)
                .hasMessageContaining("journal");
    }
}
