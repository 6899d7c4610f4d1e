package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import org.testng.annotations.Test;

public class ByteRingTest {
    @Test
    public void behavesAsAQueueThatDropsTheNewestAndCounts() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int capacity = 1 + random.nextInt(40);
            var ring = new ByteRing(capacity);
            var model = new ArrayDeque<Byte>();
            for (int step = 0; step < 100; step++) {
                var bytes = new byte[random.nextInt(50)];
                random.nextBytes(bytes);
                int offset = random.nextInt(bytes.length + 1);
                int dropped = ring.add(bytes, offset, bytes.length - offset);
                int expected = Math.max(0, bytes.length - offset - (capacity - model.size()));
                assertThat(dropped).as("seed %s", seed).isEqualTo(expected);
                for (int i = offset; i < bytes.length - dropped; i++) {
                    model.add(bytes[i]);
                }
                var out = new byte[random.nextInt(50)];
                int seen = ring.peek(out);
                assertThat(seen).isEqualTo(Math.min(out.length, model.size()));
                int taken = random.nextInt(seen + 1);
                for (int i = 0; i < taken; i++) {
                    assertThat(out[i]).as("seed %s", seed).isEqualTo(model.remove());
                }
                ring.remove(taken);
                assertThat(ring.size()).isEqualTo(model.size());
                assertThat(ring.isEmpty()).isEqualTo(model.isEmpty());
            }
            assertThat(ring.clear()).isEqualTo(model.size());
            assertThat(ring.isEmpty()).isTrue();
        }
    }

    @Test
    public void takesNoMoreThanItHas() {
        var ring = new ByteRing(4);
        ring.add(new byte[] {1, 2}, 0, 2);
        assertThatThrownBy(() -> ring.remove(3)).isInstanceOf(IllegalArgumentException.class);
    }
}
