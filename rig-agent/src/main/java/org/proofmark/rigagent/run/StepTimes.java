package org.proofmark.rigagent.run;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.run.v1.LoginOutcome;
import org.proofmark.rigagent.slot.Operation;
import org.proofmark.rigagent.slot.OperationListener;

/// Tells from a suite's calls how long boots and logins took. A suite says nothing while it waits
/// for a boot, so the boot has ended where it records something again. Thread-safe.
final class StepTimes {
    private final SlotName slot;
    private final Ticker ticker;
    private final OperationListener listener;
    // guarded by this
    private OptionalLong poweredNanos = OptionalLong.empty();
    private OptionalLong recordNanos = OptionalLong.empty();

    StepTimes(SlotName slot, Ticker ticker, OperationListener listener) {
        this.slot = slot;
        this.ticker = ticker;
        this.listener = listener;
    }

    /// The suite's power-on was carried out.
    synchronized void poweredOn() {
        poweredNanos = OptionalLong.of(ticker.nanos());
    }

    /// The suite's power-off was carried out: a boot that nobody saw the end of is none.
    synchronized void poweredOff() {
        poweredNanos = OptionalLong.empty();
    }

    /// The suite recorded something.
    synchronized void recorded() {
        endBoot(OperationListener.DONE);
        recordNanos = OptionalLong.of(ticker.nanos());
    }

    /// The suite recorded a login's outcome. The first record after a power-on says more of the
    /// boot than of the login and counts as a boot.
    synchronized void login(LoginOutcome outcome) {
        if (poweredNanos.isEmpty() && recordNanos.isPresent()) {
            listener.done(slot, Operation.LOGIN, since(recordNanos.getAsLong()), word(outcome));
        }
        recorded();
    }

    /// The attempt met its first fault.
    synchronized void broken() {
        endBoot(OperationListener.FAULT);
    }

    private void endBoot(String outcome) {
        if (poweredNanos.isPresent()) {
            listener.done(slot, Operation.BOOT, since(poweredNanos.getAsLong()), outcome);
            poweredNanos = OptionalLong.empty();
        }
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(ticker.nanos() - nanos);
    }

    private static String word(LoginOutcome outcome) {
        return outcome.name().replaceFirst("LOGIN_OUTCOME_", "").toLowerCase(Locale.ROOT);
    }
}
