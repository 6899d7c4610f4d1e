package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.IncomingRecord;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.Test;

/// SIGKILL loses no record that was acknowledged: a child JVM stores records and says which it has
/// stored, until it is killed in the middle of it.
public class DurabilityTest {
    private static final RigId RIG = new RigId("rig-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c");
    private static final Attempt ATTEMPT = new Attempt(new RunId("c-collect-1"), 1);

    @Test
    public void whatWasAcknowledgedSurvivesSigkill() throws Exception {
        try (var scratch = new Scratch()) {
            var database = scratch.path().resolve("db");
            var child = child(database);
            long acknowledged = 0;
            try (var said =
                    new BufferedReader(
                            new InputStreamReader(
                                    child.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = said.readLine(); line != null; line = said.readLine()) {
                    if (line.startsWith("stored ")) {
                        acknowledged = Long.parseLong(line.substring(7));
                        if (acknowledged >= 200) {
                            // in the middle of the next commits
                            child.toHandle().destroyForcibly();
                        }
                    }
                }
            } finally {
                child.destroyForcibly();
                child.waitFor();
            }
            assertThat(acknowledged).isGreaterThanOrEqualTo(200);
            try (var store = SqlStore.open(database)) {
                var records = store.records().records(ATTEMPT.run());
                assertThat(records).hasSizeGreaterThanOrEqualTo((int) acknowledged);
                for (var i = 0; i < records.size(); i++) {
                    assertThat(records.get(i).record().sequence()).isEqualTo(i + 1);
                }
                var attempt =
                        store.campaigns().run(ATTEMPT.run()).orElseThrow().attempts().getFirst();
                assertThat(attempt.lastSequence()).isEqualTo(records.size());
            }
        }
    }

    private static Process child(Path database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Writer.class.getName(),
                        database.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// The child: stores until it is killed.
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            // the store's libraries print nothing there; the parent reads it
            var out = System.out;
            try (var store = SqlStore.open(Path.of(args[0]))) {
                store.campaigns()
                        .addCampaign(
                                CAMPAIGN,
                                new CampaignRow.Order(
                                        "r",
                                        "d",
                                        "p",
                                        "f",
                                        Digest.of(new byte[1]),
                                        "s",
                                        Digest.of(new byte[1]),
                                        true,
                                        Preset.QUICK,
                                        0,
                                        new byte[0]),
                                List.of(
                                        new UnitRow(
                                                new UnitId("u"),
                                                new SlotId(RIG, new SlotName("a")),
                                                "",
                                                new byte[0])),
                                Instant.EPOCH);
                store.campaigns().takeSlots(CAMPAIGN, Instant.EPOCH, Duration.ofMinutes(20));
                store.campaigns().startAttempt(ATTEMPT, Instant.EPOCH);
                for (long sequence = 1; ; sequence++) {
                    store.records().append(List.of(record(sequence)), Instant.EPOCH);
                    out.println("stored " + sequence);
                }
            }
        }

        private static IncomingRecord record(long sequence) {
            return new IncomingRecord(
                    RIG,
                    new RunRecord(
                            ATTEMPT,
                            sequence,
                            Instant.EPOCH,
                            sequence,
                            new RunRecord.What.Progress("step " + sequence)),
                    List.of());
        }
    }
}
