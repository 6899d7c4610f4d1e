package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.testng.annotations.Test;

/// What a measurement computes from the evidence of an attempt.
public class AttemptLogTest {
    private static final Offset<Double> EXACT = within(1e-6);

    private static String line(String kind, double at) {
        return "{\"kind\":\"%s\",\"monotonicNanos\":%d}".formatted(kind, nanos(at));
    }

    private static long nanos(double at) {
        return Math.round(at * 1e9);
    }

    private static String step(int sequence, double at, String step) {
        return "{\"sequence\":%d,\"monotonicNanos\":%d,\"what\":{\"kind\":\"Progress\",\"step\":\"%s\"}}"
                .formatted(sequence, nanos(at), step);
    }

    private static String read(int position, int length, double at) {
        return "{\"position\":%d,\"length\":%d,\"monotonicNanos\":%d}"
                .formatted(position, length, nanos(at));
    }

    private static Path attempt() throws IOException {
        var folder = Files.createTempDirectory("attempt");
        Files.writeString(
                folder.resolve("actuations.jsonl"),
                String.join(
                        "\n",
                        line("attempt-opened", 1),
                        line("power-on", 3),
                        line("button-press", 10),
                        line("button-release", 15.5)));
        // the second marker comes in two reads
        Files.writeString(folder.resolve("console.raw"), "boot READY\nREADY\n");
        Files.writeString(
                folder.resolve("console.index"),
                String.join("\n", read(0, 11, 4.25), read(11, 2, 16), read(13, 4, 17)));
        Files.writeString(
                folder.resolve("observations.jsonl"),
                String.join(
                        "\n",
                        step(1, 2, "boot"),
                        step(2, 9, "reset 1"),
                        step(3, 18, "reset 2"),
                        "{\"sequence\":4,\"monotonicNanos\":%d,\"what\":{\"kind\":\"Ended\"}}"
                                .formatted(nanos(20))));
        return folder;
    }

    @Test
    public void theDevicesOwnTimeIsItsBootsHoldsAndRestarts() throws IOException {
        var log = AttemptLog.read(attempt(), "READY");
        assertThat(log.boots()).hasSize(1);
        assertThat(log.boots().getFirst().length()).isCloseTo(1.25, EXACT);
        assertThat(log.holds().getFirst().length()).isCloseTo(5.5, EXACT);
        assertThat(log.restarts().getFirst().length()).isCloseTo(1.5, EXACT);
        assertThat(log.device()).isCloseTo(8.25, EXACT);
        assertThat(log.whole()).isCloseTo(19, EXACT);
    }

    @Test
    public void aDeviceThatIsUpAgainWhileItsButtonIsHeldNeedsNoRestartAfterwards()
            throws IOException {
        var folder = attempt();
        Files.writeString(
                folder.resolve("console.index"),
                String.join("\n", read(0, 11, 4.25), read(11, 2, 12), read(13, 4, 13)));
        var log = AttemptLog.read(folder, "READY");
        assertThat(log.restarts()).isEmpty();
        assertThat(log.device()).isCloseTo(6.75, EXACT);
    }

    @Test
    public void aReleaseOfWhatIsNotPressedIsNeitherHoldNorRestart() throws IOException {
        var folder = attempt();
        Files.writeString(
                folder.resolve("actuations.jsonl"),
                String.join(
                        "\n",
                        line("attempt-opened", 1),
                        line("power-on", 3),
                        line("button-release", 15.5)));
        assertThat(AttemptLog.read(folder, "READY").device()).isCloseTo(1.25, EXACT);
    }

    @Test
    public void aPressThatRestartsNothingHasNoShareInTheNextBoot() throws IOException {
        var folder = attempt();
        Files.writeString(
                folder.resolve("actuations.jsonl"),
                String.join(
                        "\n",
                        line("attempt-opened", 1),
                        line("button-press", 2),
                        line("button-release", 2.5),
                        line("power-off", 10),
                        line("power-on", 12)));
        Files.writeString(folder.resolve("console.raw"), "READY\n");
        Files.writeString(folder.resolve("console.index"), read(0, 6, 13));
        var log = AttemptLog.read(folder, "READY");
        assertThat(log.restarts()).isEmpty();
        assertThat(log.device()).isCloseTo(1.5, EXACT);
    }

    @Test
    public void aBootThatWasCutOffIsNone() throws IOException {
        var folder = attempt();
        Files.writeString(
                folder.resolve("actuations.jsonl"),
                String.join(
                        "\n",
                        line("attempt-opened", 1),
                        line("power-on", 2),
                        line("power-off", 3),
                        line("power-on", 12)));
        Files.writeString(folder.resolve("console.raw"), "READY\n");
        Files.writeString(folder.resolve("console.index"), read(0, 6, 13));
        assertThat(AttemptLog.read(folder, "READY").device()).isCloseTo(1, EXACT);
    }

    @Test
    public void whatOverlapsCountsOnce() throws IOException {
        var folder = attempt();
        Files.writeString(
                folder.resolve("actuations.jsonl"),
                String.join(
                        "\n",
                        line("attempt-opened", 1),
                        line("button-press", 3),
                        line("power-on", 3.5),
                        line("button-release", 6)));
        Files.writeString(folder.resolve("console.raw"), "READY\n");
        Files.writeString(folder.resolve("console.index"), read(0, 6, 4.25));
        assertThat(AttemptLog.read(folder, "READY").device()).isCloseTo(3, EXACT);
    }

    @Test
    public void stepsOfOneKindAreAddedUp() throws IOException {
        var log = AttemptLog.read(attempt(), "READY");
        var boot = Objects.requireNonNull(log.steps().get("boot"));
        var resets = Objects.requireNonNull(log.steps().get("reset"));
        assertThat(AttemptLog.sum(boot)).isCloseTo(7, EXACT);
        assertThat(log.harness(boot)).isCloseTo(5.75, EXACT);
        assertThat(AttemptLog.sum(resets)).isCloseTo(11, EXACT);
        assertThat(log.harness(resets)).isCloseTo(4, EXACT);
    }

    @Test
    public void aPercentileIsAValueThatWasMeasured() {
        var values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);
        assertThat(Figures.percentile(values, 50)).isEqualTo(3);
        assertThat(Figures.percentile(values, 99)).isEqualTo(5);
        assertThat(Figures.percentile(values, 1)).isEqualTo(1);
    }
}
