package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import org.testng.annotations.Test;

public class ConsumerNameTest {
    private static String of(String slot, String role) {
        return ConsumerName.of(ContractChip.slot(slot), role);
    }

    @Test
    public void whatFitsStaysWhole() {
        assertThat(of("a", "power")).isEqualTo("proofmark:a:power");
        assertThat(of("bench-3", "button:reset")).isEqualTo("proofmark:bench-3:button:reset");
        assertThat(of("a-slot-of-15-ch", "power")).isEqualTo("proofmark:a-slot-of-15-ch:power");
    }

    @Test
    public void whatDoesNotKeepsItsBeginningAndADigest() {
        assertThat(of("third-rack-second-shelf-1", "power"))
                .matches("proofmark:third-rack~[0-9a-f]{4}:power");
        assertThat(of("third-rack-second-shelf-1", "button:factory-reset"))
                .matches("proofmark:third~[0-9a-f]{4}:butto~[0-9a-f]{4}");
    }

    @Test
    public void namesFitAndDifferWhereSlotsOrRolesDiffer() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var seen = new HashSet<String>();
        for (int i = 0; i < 300; i++) {
            var slot = "s".repeat(random.nextInt(40)) + i;
            var name = of(slot, "button:" + "b".repeat(random.nextInt(60)));
            assertThat(name.getBytes(StandardCharsets.UTF_8).length)
                    .as("seed %d: %s", seed, name)
                    .isLessThanOrEqualTo(31);
            assertThat(name).startsWith("proofmark:");
            seen.add(of(slot, "power"));
        }
        assertThat(seen).as("seed %d", seed).hasSizeGreaterThan(290);
    }
}
