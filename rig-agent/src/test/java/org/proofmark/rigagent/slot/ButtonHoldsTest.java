package org.proofmark.rigagent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.testng.annotations.Test;

public class ButtonHoldsTest {
    private final ButtonHolds holds = new ButtonHolds();

    @Test
    public void aHoldIsBetweenTheCallsThatBeganAndEndedIt() {
        assertThat(holds.changed("reset", true, 1_000_000, 1_010_000)).isEmpty();
        assertThat(holds.changed("reset", false, 6_000_000, 6_030_000))
                .isEqualTo(
                        Map.of("held-microseconds", "5010", "held-uncertainty-microseconds", "21"));
    }

    @Test
    public void eachButtonHasItsOwnHoldAndAReleaseAloneHasNone() {
        holds.changed("a", true, 0, 0);
        holds.changed("b", true, 1_000_000, 1_000_000);
        assertThat(holds.changed("c", false, 2_000_000, 2_000_000)).isEmpty();
        assertThat(holds.changed("b", false, 3_000_000, 3_000_000))
                .containsEntry("held-microseconds", "2000");
        // pressed while it is pressed: one hold
        holds.changed("a", true, 4_000_000, 4_000_000);
        assertThat(holds.changed("a", false, 5_000_000, 5_000_000))
                .containsEntry("held-microseconds", "5000");
        assertThat(holds.changed("a", false, 6_000_000, 6_000_000)).isEmpty();
    }

    @Test
    public void theTrueHoldIsWithinTheUncertaintyWhereverTheLineMoved() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            long pressBefore = random.nextInt(1_000_000);
            long down = pressBefore + random.nextInt(200_000);
            long pressAfter = down + random.nextInt(200_000);
            long releaseBefore = pressAfter + random.nextInt(5_000_000);
            long up = releaseBefore + random.nextInt(200_000);
            long releaseAfter = up + random.nextInt(200_000);
            holds.changed("x", true, pressBefore, pressAfter);
            var said = holds.changed("x", false, releaseBefore, releaseAfter);
            long held = Long.parseLong(said.getOrDefault("held-microseconds", "")) * 1000;
            long unsure =
                    Long.parseLong(said.getOrDefault("held-uncertainty-microseconds", "")) * 1000;
            assertThat(up - down)
                    .as("seed %d", seed)
                    .isBetween(held - unsure, held + unsure + 1000);
        }
    }
}
