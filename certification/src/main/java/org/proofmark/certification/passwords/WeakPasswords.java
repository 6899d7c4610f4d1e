package org.proofmark.certification.passwords;

import java.util.Optional;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceSpec;

/// Whether a user may define a password that is none: empty, or one character. Tried where a user
/// changes a password; what a set-up takes is tried by [SetUpSkipping].
final class WeakPasswords {
    private final Run run;
    private final Life life;

    WeakPasswords(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// On a device that a user has set up. Leaves the user's password as it was, where the device
    /// lets it be set again.
    void probe() {
        for (var credential : run.profile().credentials()) {
            boolean can =
                    run.profile()
                            .changeOf(credential)
                            .filter(c -> c.dialogue().equals(InterfaceSpec.CHANGE_PASSWORD))
                            .isPresent();
            if (can && life.usersOwn(credential).isPresent()) {
                run.progress("does the device take a password that is none?");
                weak(credential, "1");
                weak(credential, "");
            }
        }
        run.ended(Observation.CaseEnded.WEAK_PASSWORDS);
    }

    private void weak(CredentialSpec credential, String value) {
        var own = life.usersOwn(credential);
        if (own.isEmpty()) {
            return;
        }
        var said = run.define(credential, own, value).outcome();
        var held = new Held(own.get().username(), value, run.bench().recorder().secret(value));
        var opened =
                said == LoginOutcome.ACCEPTED || said == LoginOutcome.UNREADABLE
                        ? opens(run, credential, held)
                        : LoginOutcome.UNREACHABLE;
        var change = run.profile().changeOf(credential).orElseThrow();
        run.bench()
                .recorder()
                .observe(
                        new Observation.WeakPasswordTried(
                                change.interfaceName().value(),
                                credential.name().value(),
                                life.stage(),
                                value.length(),
                                said,
                                opened));
        if (opened == LoginOutcome.ACCEPTED) {
            life.usersOwn(credential, held);
            boolean good = life.define(credential, Optional.of(held), false);
            run.progress(good ? "the user's password is set again" : "no good password was taken");
        }
    }

    /// Whether a value opens one of the interfaces that takes no random password.
    static LoginOutcome opens(Run run, CredentialSpec credential, Held held) {
        var answer = LoginOutcome.UNREACHABLE;
        for (var spec : run.interfaces(credential)) {
            var outcome = run.patientLogin(spec, held.username(), held.value());
            if (outcome == LoginOutcome.ACCEPTED
                    && run.patientLogin(spec, held.username(), run.freshPassword())
                            == LoginOutcome.REFUSED) {
                return LoginOutcome.ACCEPTED;
            }
            answer = outcome == LoginOutcome.ACCEPTED ? LoginOutcome.UNREADABLE : outcome;
        }
        return answer;
    }
}
