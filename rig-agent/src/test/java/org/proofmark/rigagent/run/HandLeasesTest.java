package org.proofmark.rigagent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.testing.SkipTicker;
import org.testng.annotations.Test;

public class HandLeasesTest {
    private static final SlotName SLOT = new SlotName("a");
    private static final Duration TERM = Duration.ofMinutes(15);

    private final SkipTicker ticker = new SkipTicker();

    @Test
    public void aLeaseThatIsAtItsEndWaitsForItsOrder() {
        var leases = new HandLeases(ticker);
        assertThat(leases.begin(SLOT, "l1", "anna", TERM)).isEqualTo(new HandStart.Begun(true));
        ticker.skip(TERM);
        assertThat(leases.overdue()).isEmpty();
        leases.finish(SLOT, "l1");
        assertThat(leases.overdue()).containsOnlyKeys(SLOT);
        assertThat(leases.begin(SLOT, "l1", "anna", TERM)).isEqualTo(new HandStart.Begun(false));
        leases.finish(SLOT, "l1");
        assertThat(leases.overdue()).as("renewed").isEmpty();
    }

    @Test
    public void aShorterRenewalTakesNothingAway() {
        var leases = new HandLeases(ticker);
        leases.begin(SLOT, "l1", "anna", TERM);
        leases.begin(SLOT, "l1", "anna", Duration.ofMinutes(1));
        leases.finish(SLOT, "l1");
        leases.finish(SLOT, "l1");
        ticker.skip(TERM.minusMinutes(1));
        assertThat(leases.overdue()).isEmpty();
    }

    @Test
    public void anEndedLeaseNeverComesBack() {
        var leases = new HandLeases(ticker);
        leases.begin(SLOT, "l1", "anna", TERM);
        assertThat(leases.end(SLOT, "other")).isFalse();
        assertThat(leases.end(SLOT, "l1")).isTrue();
        assertThat(leases.end(SLOT, "l1")).as("once").isFalse();
        assertThat(leases.refusal(SLOT)).as("on the way to the safe state").isPresent();
        assertThat(leases.begin(SLOT, "l2", "ben", TERM))
                .isInstanceOfSatisfying(
                        HandStart.Refused.class,
                        r -> assertThat(r.code()).isEqualTo("slot-ending"));
        leases.ended(SLOT, "l1");
        assertThat(leases.refusal(SLOT)).isEmpty();
        assertThat(leases.begin(SLOT, "l1", "anna", TERM))
                .isInstanceOfSatisfying(
                        HandStart.Refused.class,
                        r -> assertThat(r.code()).isEqualTo("lease-ended"));
        assertThat(leases.begin(SLOT, "l2", "ben", TERM)).isEqualTo(new HandStart.Begun(true));
    }

    /// What the leases of one slot should be, in the plainest way.
    private static final class Model {
        private final Set<String> over = new HashSet<>();
        private @Nullable String id;
        private long end;
        private int orders;
        private boolean ending;
    }

    @Test
    public void anyCourseOfEventsIsThatOfTheModel() {
        for (long seed = 1; seed <= 300; seed++) {
            var random = new Random(seed);
            var model = new Model();
            var leases = new HandLeases(() -> 0);
            var now = new long[1];
            leases = new HandLeases(() -> now[0]);
            for (int step = 0; step < 200; step++) {
                play(random, model, leases, now);
                var where = "seed " + seed + ", step " + step;
                assertThat(leases.holds(SLOT)).as(where).isEqualTo(model.id != null);
                assertThat(leases.refusal(SLOT).isPresent()).as(where).isEqualTo(model.id != null);
                boolean due =
                        model.id != null
                                && !model.ending
                                && model.orders == 0
                                && now[0] >= model.end;
                assertThat(leases.overdue().containsKey(SLOT)).as(where).isEqualTo(due);
            }
        }
    }

    private static void play(Random random, Model model, HandLeases leases, long[] now) {
        var id = "l" + random.nextInt(12);
        switch (random.nextInt(5)) {
            case 0 -> {
                var term = Duration.ofNanos(1 + random.nextInt(50));
                var begun = leases.begin(SLOT, id, "anna", term);
                if (model.over.contains(id) || model.ending) {
                    assertThat(begun).isInstanceOf(HandStart.Refused.class);
                    return;
                }
                var fresh = !id.equals(model.id);
                assertThat(begun).isEqualTo(new HandStart.Begun(fresh));
                if (fresh) {
                    if (model.id != null) {
                        model.over.add(model.id);
                    }
                    model.id = id;
                    model.orders = 0;
                    model.end = now[0] + term.toNanos();
                }
                model.orders++;
                model.end = Math.max(model.end, now[0] + term.toNanos());
            }
            case 1 -> {
                if (model.id != null && model.orders > 0) {
                    leases.finish(SLOT, model.id);
                    model.orders--;
                }
            }
            case 2 -> {
                var ends = id.equals(model.id) && !model.ending;
                assertThat(leases.end(SLOT, id)).isEqualTo(ends);
                if (ends) {
                    model.ending = true;
                    model.over.add(id);
                }
            }
            case 3 -> {
                if (model.ending && model.id != null) {
                    leases.ended(SLOT, model.id);
                    model.id = null;
                    model.ending = false;
                }
            }
            default -> now[0] += random.nextInt(40);
        }
    }
}
