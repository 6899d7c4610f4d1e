package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

public class LineFaultsTest {
    @Test
    public void lossIsTheSameHoweverTheReadsSplit() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            int after = random.nextInt(60);
            int count = 1 + random.nextInt(60);
            var sent = new byte[random.nextInt(150)];
            random.nextBytes(sent);
            var faults = new LineFaults(List.of(new LabFault.ConsoleLoss(1, after, count)));
            faults.powerOn();
            var out = new ByteArrayOutputStream();
            int lost = 0;
            for (int at = 0; at < sent.length; ) {
                int end = Math.min(sent.length, at + 1 + random.nextInt(20));
                var part = Arrays.copyOfRange(sent, at, end);
                var effect = faults.next(part, part.length);
                out.write(part, 0, effect.kept());
                lost += effect.lost();
                at = end;
            }
            var expected = new ByteArrayOutputStream();
            for (int i = 0; i < sent.length; i++) {
                if (i < after || i >= after + count) {
                    expected.write(sent[i]);
                }
            }
            assertThat(out.toByteArray()).as("seed %s", seed).isEqualTo(expected.toByteArray());
            assertThat(lost).as("seed %s", seed).isEqualTo(sent.length - out.size());
        }
    }

    @Test
    public void cableFallsOutOnceInItsCycle() {
        var faults =
                new LineFaults(List.of(new LabFault.ConsoleUnplug(2, 4, Duration.ofSeconds(3))));
        faults.powerOn();
        assertThat(faults.next(new byte[10], 10).unplug()).isEmpty();
        faults.powerOn();
        assertThat(faults.next(new byte[4], 4).unplug()).isEmpty();
        assertThat(faults.next(new byte[1], 1).unplug()).contains(Duration.ofSeconds(3));
        assertThat(faults.next(new byte[9], 9).unplug()).isEmpty();
        faults.powerOn();
        assertThat(faults.next(new byte[10], 10).unplug()).isEmpty();
    }

    @Test
    public void cableOfTheNetworkFallsOutOnceInItsCycleAndNothingIsLostOnTheConsole() {
        var faults = new LineFaults(List.of(new LabFault.CableOut(2, 4, Duration.ofSeconds(3))));
        faults.powerOn();
        assertThat(faults.next(new byte[10], 10).cableOut()).isEmpty();
        faults.powerOn();
        assertThat(faults.next(new byte[4], 4).cableOut()).isEmpty();
        var effect = faults.next(new byte[2], 2);
        assertThat(effect.cableOut()).contains(Duration.ofSeconds(3));
        assertThat(effect.kept()).isEqualTo(2);
        assertThat(effect.unplug()).isEmpty();
        assertThat(faults.next(new byte[9], 9).cableOut()).isEmpty();
    }
}
