package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.proofmark.bench.Recorder;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
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
    private static final int MANY = 3;

    /// How often a try that nobody answered, or not in words that the profile knows, is made again.
    private static final int SILENT_TRIES = 2;

    private static final Duration SILENT_PAUSE = Duration.ofSeconds(2);

    private final Device device;
    private final Recorder recorder;
    private final Pacing pacing;
    private final List<String> refusedSinceBoot = new ArrayList<>();

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
            boolean right) {}

    /// The device was booted or reset: what it held in memory is gone.
    void booted() {
        refusedSinceBoot.clear();
    }

    /// Makes the try, as often as a lock-out asks for, and records it.
    DialogueResult attempt(Try one) {
        var result = once(one);
        for (int round = 0; round < WAITS.size() && again(one, result); round++) {
            var locked = result;
            waitOut(result, round);
            result = once(one);
            if (result.outcome() != LoginOutcome.REFUSED
                    || locked.outcome() == LoginOutcome.LOCKED) {
                // a refusal that did not last was a lock-out, whatever the device called it
                record(one, LoginOutcome.LOCKED, locked.detail() + "; tried again");
            }
        }
        record(one, result.outcome(), result.detail());
        if (result.outcome() == LoginOutcome.REFUSED) {
            refusedSinceBoot.add(one.value());
        }
        return result;
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
        long same = refusedSinceBoot.stream().filter(value::equals).count();
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
