package org.proofmark.rigagent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.slot.ConsoleRecording.Piece;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class ConsoleRecordingTest {
    private Path folder;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("console");
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        Folders.remove(folder);
    }

    private ConsoleRecording open() throws IOException {
        return new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
    }

    @Test
    public void everySplitIntoReadsGivesTheSameFromEveryPosition() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            var raw = new StringBuilder();
            int gapAt = -1;
            try (var recording = open()) {
                for (int i = 0; i < 12; i++) {
                    if (i == 5 && random.nextBoolean()) {
                        gapAt = raw.length();
                        recording.gap(3, "lost \"some\"");
                    }
                    var part = "abcdefghij".substring(random.nextInt(10));
                    recording.bytes(part.getBytes(StandardCharsets.ISO_8859_1), part.length());
                    raw.append(part);
                }
                assertThat(recording.position()).isEqualTo(raw.length());
            }
            assertThat(Files.readString(folder.resolve("console.raw"))).isEqualTo(raw.toString());
            try (var recording = open()) {
                var all = raw.toString();
                for (int i = 0; i < all.length(); i++) {
                    if (i == gapAt) {
                        recording.gap(3, "x");
                    }
                    recording.bytes(new byte[] {(byte) all.charAt(i)}, 1);
                }
                for (int from = 0; from <= all.length(); from++) {
                    var want =
                            gapAt >= from
                                    ? all.substring(from, gapAt) + "<3>" + all.substring(gapAt)
                                    : all.substring(from);
                    var cursor = recording.from(from);
                    var got = new StringBuilder();
                    while (got.length() < want.length()) {
                        switch (cursor.next(() -> false).orElseThrow()) {
                            case Piece.Bytes bytes ->
                                    got.append(
                                            new String(bytes.data(), StandardCharsets.ISO_8859_1));
                            case Piece.Gap gap -> got.append('<').append(gap.lost()).append('>');
                        }
                    }
                    assertThat(got.toString()).as("seed %d from %d", seed, from).isEqualTo(want);
                }
            }
        }
    }

    @Test
    public void theIndexSaysWhereWhenAndWhatWasLost() throws Exception {
        try (var recording = open()) {
            recording.bytes(new byte[] {'a', 'b'}, 2);
            recording.gap(-1, "the \"port\"\nhung up");
            recording.note("back after 3000 ms");
        }
        assertThat(Files.readAllLines(folder.resolve("console.index")))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"position\":0,\"length\":2,\"monotonicNanos\":"),
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"position\":2,\"lost\":-1,\"gap\":\"the \\\"port\\\" hung up\""),
                        line ->
                                assertThat(line)
                                        .contains(
                                                "\"note\":\"back after 3000 ms\"", "\"time\":\"2"));
    }

    @Test
    public void aReaderWaitsAndIsWokenByBytesAStopAndTheEnd() throws Exception {
        var recording = open();
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var waiting =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                    try {
                        return recording.from(0).next(stop::get).isPresent();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        stop.set(true);
        recording.wake();
        assertThat(waiting.get()).isFalse();
        recording.close();
        assertThat(recording.from(0).next(() -> false)).isEmpty();
    }

    @Test
    public void portsOfTheDeviceAreThoseThatWereClosedWhileItWasOff() {
        assertThat(DevicePorts.of(Set.of(22, 80, 8080), Set.of(22), true))
                .extracting(DevicePorts.Port::nominal)
                .containsExactly(80, 8080);
        // 80 is not the device's: 8080 stands for it, whether the host has 80 or nobody
        assertThat(DevicePorts.of(Set.of(80, 8080), Set.of(80), true))
                .containsExactly(new DevicePorts.Port(80, 8080));
        assertThat(DevicePorts.of(Set.of(8080, 8022), Set.of(), true))
                .containsExactly(new DevicePorts.Port(22, 8022), new DevicePorts.Port(80, 8080));
        // open in both states: nobody's finding
        assertThat(DevicePorts.of(Set.of(8080), Set.of(8080), true)).isEmpty();
        // the limits of the shift: 1 to 1023
        assertThat(DevicePorts.of(Set.of(8000, 8001, 9023, 9024, 65535), Set.of(), true))
                .extracting(DevicePorts.Port::nominal)
                .containsExactly(8000, 1, 1023, 9024, 65535);
    }

    @Test
    public void aPortOfACopperDeviceIsWhatItIs() {
        assertThat(DevicePorts.of(Set.of(8080, 8443), Set.of(), false))
                .containsExactly(
                        new DevicePorts.Port(8080, 8080), new DevicePorts.Port(8443, 8443));
    }
}
