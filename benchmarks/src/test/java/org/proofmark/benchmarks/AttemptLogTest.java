package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(log.boots().getFirst()).isCloseTo(1.25, EXACT);
        assertThat(log.holds().getFirst()).isCloseTo(5.5, EXACT);
        assertThat(log.restarts().getFirst()).isCloseTo(1.5, EXACT);
        assertThat(log.device()).isCloseTo(8.25, EXACT);
        assertThat(log.whole()).isCloseTo(19, EXACT);
    }

    @Test
    public void stepsOfOneKindAreAddedUp() throws IOException {
        var steps = AttemptLog.read(attempt(), "READY").steps();
        assertThat(steps.get("boot")).isCloseTo(7, EXACT);
        assertThat(steps.get("reset")).isCloseTo(11, EXACT);
    }

    @Test
    public void aPercentileIsAValueThatWasMeasured() {
        var values = List.of(5.0, 1.0, 4.0, 2.0, 3.0);
        assertThat(Figures.percentile(values, 50)).isEqualTo(3);
        assertThat(Figures.percentile(values, 99)).isEqualTo(5);
        assertThat(Figures.percentile(values, 1)).isEqualTo(1);
    }
}
