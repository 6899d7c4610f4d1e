package org.proofmark.certification.passwords;

import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceSpec;

/// Whether a changed password is dead: the factory's and the user's former one, on every interface,
/// also after a power cycle (EN 303 645 5.1-4).
final class PasswordChange {
    private final Run run;
    private final Life life;

    PasswordChange(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// On a device that a user has just set up.
    void probe() {
        for (var credential : run.profile().credentials()) {
            changeAgain(credential);
        }
        afterPowerCycle();
        run.ended(Observation.CaseEnded.CHANGE);
    }

    /// What the profile calls a change wants the present password and so works again and again; a
    /// set-up is gone through once.
    private void changeAgain(CredentialSpec credential) {
        var former = life.usersOwn(credential);
        boolean can =
                run.profile()
                        .changeOf(credential)
                        .filter(c -> c.dialogue().equals(InterfaceSpec.CHANGE_PASSWORD))
                        .isPresent();
        if (former.isEmpty() || !can) {
            return;
        }
        run.progress("change the user's password");
        if (life.define(credential, former, false)) {
            run.tryFormer(credential, SecretRole.FORMER_USER, life.stage(), former.get());
        }
    }

    private void afterPowerCycle() {
        boolean any =
                run.profile().credentials().stream().anyMatch(c -> life.usersOwn(c).isPresent());
        if (!any) {
            return;
        }
        run.progress("power cycle: do old passwords come back?");
        run.device().coldStart();
        run.logins().booted();
        for (var credential : run.profile().credentials()) {
            life.usersOwn(credential)
                    .ifPresent(own ->
                            run.tryAll(credential, SecretRole.USER, life.stage(), own, true));
            life.factory(credential)
                    .filter(_ -> life.usersOwn(credential).isPresent())
                    .ifPresent(old ->
                            run.tryAll(credential, SecretRole.FACTORY, life.stage(), old, false));
        }
    }
}
