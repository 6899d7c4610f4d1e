package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.proofmark.bench.RunContext.KnownSecret;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec.Opens;

/// Whether one unit's credential opens another: each other unit's on each interface, between two
/// proofs that this unit's own works.
final class CrossCase {
    private final Run run;
    private final Set<String> refused = new HashSet<>();
    private final Stage stage = Stage.delivered(DeviceState.FACTORY_DEFAULT);

    CrossCase(Run run) {
        this.run = run;
    }

    void run() {
        var context = run.bench().run();
        var all = new ArrayList<>(context.ownSecrets());
        all.addAll(context.otherSecrets());
        all.forEach(s -> run.masks().add(s.value()));
        run.progress("power off, on, boot");
        run.device().coldStart();
        run.progress("own credential");
        // what is refused before any wrong try is refused, and not locked out
        context.ownSecrets().forEach(own -> attempt(own, SecretRole.FACTORY, "", true));
        run.progress("credentials of other units");
        context.otherSecrets()
                .forEach(other ->
                        attempt(other, SecretRole.OTHER_UNIT, other.unit().value(), false));
        run.progress("own credential again");
        context.ownSecrets().forEach(own -> attempt(own, SecretRole.FACTORY, "", true));
        run.bench()
                .recorder()
                .observe(new Observation.CaseEnded(Observation.CaseEnded.PASSWORDS_CROSS));
    }

    private void attempt(KnownSecret known, SecretRole role, String otherUnit, boolean right) {
        // what opens only the set-up opens no device that is in use
        run.credential(known.credential())
                .filter(c -> c.opens() == Opens.USE)
                .ifPresent(credential -> {
                    var held = new Held(known.username(), known.value(), known.secret());
                    for (var spec : run.interfaces(credential)) {
                        var key = spec.name() + " " + known.secret().id();
                        boolean patient = right && !refused.contains(key);
                        var result =
                                run.tryOne(credential, spec, role, stage, held, otherUnit, patient);
                        if (right && result.outcome() == LoginOutcome.REFUSED) {
                            refused.add(key);
                        }
                    }
                });
    }
}
