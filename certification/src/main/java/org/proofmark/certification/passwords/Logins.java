package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.proofmark.bench.Recorder;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceSpec;

/// Tries logins and records how the device answered. A lock-out is never taken for a refusal: it is
/// waited for, or cleared by a power cycle, and the try is made again. A right credential that is
/// refused after wrong ones is tried again in the same way before it is believed.
final class Logins {
    /// How long a lock-out is waited for, one wait after the other. The first comes after a power
    /// cycle, which clears what a device keeps in memory.
    private static final List<Duration> WAITS =
            List.of(
                    Duration.ZERO,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(65),
                    Duration.ofSeconds(130));

    /// A device that says that it is locked for longer is not waited for.
    private static final Duration LONGEST_LOCK = Duration.ofMinutes(6);

    /// No device locks earlier.
    static final int MANY = 3;

    /// How often a try that nobody answered, or not in words that the profile knows, is made again.
    private static final int SILENT_TRIES = 2;

    /// How long a change of a password may take until it is kept and every service has heard of it.
    static final Duration SETTLING = Duration.ofSeconds(10);

    private static final Duration SILENT_PAUSE = Duration.ofSeconds(2);

    private final Device device;
    private final Recorder recorder;
    private final Pacing pacing;
    private boolean settling;
    private final List<Refused> refusedSinceBoot = new ArrayList<>();
    private final Map<InterfaceName, Try> opening = new HashMap<>();

    private record Refused(String username, String value) {}

    Logins(Device device, Recorder recorder, Pacing pacing) {
        this.device = device;
        this.recorder = recorder;
        this.pacing = pacing;
    }

    /// One try.
    ///
    /// @param secretId what the value is called in records
    /// @param right whether this credential is the one that should work
    record Try(
            InterfaceSpec spec,
            String credential,
            SecretRole role,
            Stage stage,
            String username,
            String value,
            String secretId,
            String otherUnit,
            boolean right) {
        /// The same at another moment of the device's life.
        Try at(Stage now) {
            return new Try(
                    spec, credential, role, now, username, value, secretId, otherUnit, right);
        }

        /// Without the value.
        @Override
        public String toString() {
            return "Try[" + spec.name() + ", " + role + ", " + username + ", " + secretId + "]";
        }
    }

    /// How a login stands after guesses.
    enum Standing {
        /// The right credential opened at once: the guesses before it were answered for what they
        /// were.
        OPEN,
        /// It was refused, and opened after a power cycle or a wait: the guesses before it may have
        /// been refused because the device was locked.
        WAS_LOCKED,
        /// It does not open any more, however long anybody waits.
        LOCKED,
        /// Nobody can tell: no answer, or none that the profile knows.
        UNKNOWN
    }

    /// The device was booted: what it held in memory is gone.
    void booted() {
        refusedSinceBoot.clear();
        settling = false;
    }

    /// The device was reset, or a user's password was set: what opened it may open it no more.
    void changed() {
        opening.clear();
    }

    /// A user's password was set this moment: the first refusal of a right one is waited out before
    /// anything else, since a power cycle now could undo the change.
    void justChanged() {
        changed();
        settling = true;
    }

    /// Lets a change take effect.
    void settle() {
        recorder.progress(
                "the change is not in effect yet: waiting " + SETTLING.toSeconds() + " s");
        pacing.pause(SETTLING);
        settling = false;
    }

    /// The login that opened this interface last and should still do so.
    Optional<Try> opening(InterfaceSpec spec) {
        return Optional.ofNullable(opening.get(spec.name()));
    }

    /// How many tries were refused since the last boot, on any interface.
    int refused() {
        return refusedSinceBoot.size();
    }

    /// How many tries for an account were refused since the last boot.
    int refusedFor(String username) {
        return (int) refusedSinceBoot.stream().filter(r -> r.username().equals(username)).count();
    }

    /// Makes the try, as often as a lock-out asks for, and records it.
    DialogueResult attempt(Try one) {
        var result = insist(one).result();
        note(one, result);
        return result;
    }

    /// The same, but a refusal is left to the caller to note: a device that is locked and does not
    /// say so refuses everything.
    DialogueResult guess(Try one) {
        var result = insist(one).result();
        if (result.outcome() != LoginOutcome.REFUSED) {
            note(one, result);
        }
        return result;
    }

    /// Tries a right credential after guesses, and records it.
    ///
    /// @param right what [#opening] gave
    Standing standing(Try right) {
        var made = insist(right);
        note(right, made.result());
        return switch (made.result().outcome()) {
            case ACCEPTED -> made.again() ? Standing.WAS_LOCKED : Standing.OPEN;
            case REFUSED, LOCKED -> Standing.LOCKED;
            case UNREADABLE, UNREACHABLE -> Standing.UNKNOWN;
        };
    }

    /// Records how a guess was answered, now that it is known.
    void note(Try one, LoginOutcome outcome, String detail) {
        record(one, outcome, detail);
    }

    private void note(Try one, DialogueResult result) {
        if (result.outcome() == LoginOutcome.REFUSED && worked(one)) {
            record(one, LoginOutcome.LOCKED, result.detail() + "; it opened before wrong tries");
            return;
        }
        record(one, result.outcome(), result.detail());
        if (one.right() && result.outcome() == LoginOutcome.ACCEPTED) {
            opening.put(one.spec().name(), one);
        }
    }

    /// True where this very credential opened this interface, and only wrong tries came since.
    private boolean worked(Try one) {
        var known = opening.get(one.spec().name());
        return one.right()
                && known != null
                && known.username().equals(one.username())
                && known.value().equals(one.value());
    }

    /// A try as it came out.
    ///
    /// @param again it was made more than once
    private record Insisted(DialogueResult result, boolean again) {}

    private Insisted insist(Try one) {
        var result = once(one);
        if (settling && one.right() && result.outcome() == LoginOutcome.REFUSED) {
            record(one, LoginOutcome.REFUSED, result.detail());
            settle();
            result = once(one);
        }
        int round = 0;
        for (; round < WAITS.size() && again(one, result); round++) {
            var locked = result;
            waitOut(result, round);
            result = once(one);
            if (result.outcome() != LoginOutcome.REFUSED
                    || locked.outcome() == LoginOutcome.LOCKED) {
                // a refusal that did not last was a lock-out, whatever the device called it
                record(one, LoginOutcome.LOCKED, locked.detail() + "; tried again");
            }
        }
        if (result.outcome() == LoginOutcome.REFUSED) {
            refusedSinceBoot.add(new Refused(one.username(), one.value()));
        }
        return new Insisted(result, round > 0);
    }

    /// Makes something else than a login, as often as a lock-out asks for.
    DialogueResult patiently(Supplier<DialogueResult> talk) {
        var result = talk.get();
        for (int round = 0;
                round < WAITS.size() && result.outcome() == LoginOutcome.LOCKED;
                round++) {
            waitOut(result, round);
            result = talk.get();
        }
        return result;
    }

    /// Once, but for an answer to a right credential that says nothing: a service that was not up
    /// yet, or a line of noise in the middle of a prompt, is given another chance before it decides
    /// the attempt. Guesses are not: many of them would take for ever.
    private DialogueResult once(Try one) {
        var result = held(one);
        for (int round = 0; one.right() && round < SILENT_TRIES && saysNothing(result); round++) {
            pacing.pause(SILENT_PAUSE);
            result = held(one);
        }
        return result;
    }

    private static boolean saysNothing(DialogueResult result) {
        return switch (result.outcome()) {
            case UNREACHABLE, UNREADABLE -> true;
            case ACCEPTED, REFUSED, LOCKED -> false;
        };
    }

    private DialogueResult held(Try one) {
        return device.hold(
                one.spec(),
                InterfaceSpec.LOGIN,
                Map.of("username", one.username(), "password", one.value()));
    }

    private boolean again(Try one, DialogueResult result) {
        return switch (result.outcome()) {
            case LOCKED -> true;
            case REFUSED -> one.right() && mayBeLocked(one.value());
            case ACCEPTED, UNREADABLE, UNREACHABLE -> false;
        };
    }

    /// Other values were refused before, or this one so often that it may have caused a lock-out.
    private boolean mayBeLocked(String value) {
        long same = refusedSinceBoot.stream().filter(r -> r.value().equals(value)).count();
        return refusedSinceBoot.size() > same || same >= MANY;
    }

    private void waitOut(DialogueResult result, int round) {
        var stated = result.retryAfter().filter(d -> d.compareTo(LONGEST_LOCK) <= 0);
        if (stated.isPresent()) {
            recorder.progress("waiting " + stated.get().toSeconds() + " s for a lock-out to end");
            pacing.pause(stated.get().plusSeconds(1));
        } else if (round == 0) {
            recorder.progress("power cycle to end a lock-out");
            device.coldStart();
            booted();
        } else {
            recorder.progress(
                    "waiting " + WAITS.get(round).toSeconds() + " s for a lock-out to end");
            pacing.pause(WAITS.get(round));
        }
    }

    private void record(Try one, LoginOutcome outcome, String detail) {
        recorder.observe(
                new Observation.LoginTried(
                        one.spec().name().value(),
                        one.credential(),
                        one.role(),
                        one.stage(),
                        outcome,
                        one.username(),
                        one.secretId(),
                        one.otherUnit(),
                        detail));
    }
}
