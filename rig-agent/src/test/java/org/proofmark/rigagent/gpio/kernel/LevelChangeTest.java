package org.proofmark.rigagent.gpio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.testng.annotations.Test;

public class LevelChangeTest {
    @Test
    public void anEdgeIsTheFirstLookAtTheNewLevelAndSaysHowUnsureItIs() {
        var change = new LevelChange(false, Duration.ZERO, 1000);
        assertThat(change.look(false, 3000, 3000)).isEmpty();
        assertThat(change.look(true, 5500, 5500)).contains(new LineEdge(true, 5500, 1, 2500));
        assertThat(change.look(true, 6000, 6000)).isEmpty();
        assertThat(change.look(false, 7000, 7000)).contains(new LineEdge(false, 7000, 2, 1000));
    }

    /// A look may be interrupted between the reading and the clock.
    @Test
    public void theUncertaintyReachesBackToBeforeTheLastLook() {
        var change = new LevelChange(false, Duration.ZERO, 1000);
        assertThat(change.look(false, 2000, 9000)).isEmpty();
        assertThat(change.look(true, 10_000, 12_000))
                .contains(new LineEdge(true, 12_000, 1, 10_000));
    }

    @Test
    public void aLevelThatDoesNotStandForTheDebounceIsNoEdge() {
        var change = new LevelChange(false, Duration.ofNanos(100), 0);
        assertThat(change.look(true, 10, 10)).isEmpty();
        assertThat(change.look(true, 109, 109)).isEmpty();
        assertThat(change.look(false, 110, 110)).isEmpty();
        assertThat(change.look(true, 200, 200)).isEmpty();
        assertThat(change.look(true, 300, 300)).contains(new LineEdge(true, 200, 1, 90));
    }

    @Test
    public void edgesAlternateAndCountWithoutGapsWhateverTheLevelsAre() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var change = new LevelChange(false, Duration.ofNanos(random.nextInt(50)), 0);
        var edges = new ArrayList<LineEdge>();
        boolean level = false;
        for (long now = 1; now < 50_000; now += 1 + random.nextInt(20)) {
            level ^= random.nextInt(8) == 0;
            change.look(level, now, now).ifPresent(edges::add);
        }
        assertThat(edges).as("seed %d", seed).isNotEmpty();
        for (int i = 0; i < edges.size(); i++) {
            assertThat(edges.get(i).active()).as("seed %d", seed).isEqualTo(i % 2 == 0);
            assertThat(edges.get(i).sequence()).as("seed %d", seed).isEqualTo(i + 1L);
        }
    }
}
