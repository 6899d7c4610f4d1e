package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.Test;

/// What is counted, what is locked, and for how long.
public final class LoginGateTest {
    private static final Duration LOCK = Duration.ofSeconds(10);

    private final AtomicLong now = new AtomicLong();

    private LoginGate gate(int tries, boolean everywhere) {
        return new LoginGate(new Protection(tries, LOCK, everywhere, Duration.ZERO), now::get);
    }

    private static void wrong(LoginGate gate, Door door, int times) {
        for (int i = 0; i < times; i++) {
            var outcome = gate.attempt(door, () -> false);
            assertThat(outcome.isLocked()).as("try " + (i + 1)).isFalse();
            assertThat(outcome.open()).isFalse();
        }
    }

    @Test
    public void theTryThatFillsTheCountIsAnsweredAndTheNextIsNotLookedAt() {
        var gate = gate(3, false);
        wrong(gate, Door.WEB, 3);
        var looked = new AtomicLong();
        var outcome = gate.attempt(Door.WEB, () -> looked.incrementAndGet() > 0);
        assertThat(outcome.isLocked()).isTrue();
        assertThat(outcome.open()).isFalse();
        assertThat(outcome.seconds()).isEqualTo(10);
        assertThat(looked).hasValue(0);
    }

    @Test
    public void aLockEndsByItselfAndTheCountBeginsAnew() {
        var gate = gate(3, false);
        wrong(gate, Door.WEB, 3);
        now.addAndGet(LOCK.toNanos() - 1);
        assertThat(gate.attempt(Door.WEB, () -> true).seconds()).isEqualTo(1);
        now.addAndGet(1);
        wrong(gate, Door.WEB, 2);
        assertThat(gate.attempt(Door.WEB, () -> true).open()).isTrue();
    }

    @Test
    public void aRightLoginForgivesTheWrongOnes() {
        var gate = gate(3, false);
        for (int i = 0; i < 4; i++) {
            wrong(gate, Door.WEB, 2);
            assertThat(gate.attempt(Door.WEB, () -> true).open()).isTrue();
        }
    }

    @Test
    public void doorsAreCountedApartOrTogether() {
        var apart = gate(3, false);
        wrong(apart, Door.WEB, 3);
        assertThat(apart.attempt(Door.TELNET, () -> true).open()).isTrue();
        var together = gate(3, true);
        wrong(together, Door.WEB, 2);
        wrong(together, Door.UART, 1);
        assertThat(together.attempt(Door.TELNET, () -> true).isLocked()).isTrue();
    }

    @Test
    public void noProtectionNeverLocks() {
        var gate = new LoginGate(Protection.NONE, now::get);
        wrong(gate, Door.WEB, 1000);
        assertThat(gate.attempt(Door.WEB, () -> true).open()).isTrue();
    }

    @Test
    public void aBootForgets() {
        var gate = gate(3, false);
        wrong(gate, Door.WEB, 3);
        gate.clear();
        assertThat(gate.attempt(Door.WEB, () -> true).open()).isTrue();
    }

    @Test
    public void aDoorWithoutAWordForItHoldsItsAnswersBack() {
        var slow = Duration.ofMillis(2);
        var steps = new AtomicLong();
        // time that goes on only while somebody waits for it
        var gate =
                new LoginGate(new Protection(3, LOCK, false, slow), () -> steps.addAndGet(100_000));
        for (int i = 0; i < 3; i++) {
            assertThat(gate.attemptSlowly(Door.SSH, () -> false)).isFalse();
        }
        assertThat(steps).hasValueLessThan(slow.toNanos());
        long before = steps.get();
        assertThat(gate.attemptSlowly(Door.SSH, () -> true)).isTrue();
        assertThat(steps.get() - before).isGreaterThanOrEqualTo(slow.toNanos());
        before = steps.get();
        assertThat(gate.attemptSlowly(Door.SSH, () -> true)).isTrue();
        assertThat(steps.get() - before).isLessThan(slow.toNanos());
    }
}
