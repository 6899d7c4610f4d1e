package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.bench.RunContext.KnownSecret;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.CredentialSpec.Opens;
import org.proofmark.domain.profile.InterfaceSpec;

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
        lookAtConsole();
        run.progress("own credential");
        // what is refused before any wrong try is refused, and not locked out
        context.ownSecrets().forEach(this::own);
        run.progress("credentials of other units");
        others().forEach((spec, guesses) -> new Probe(run, spec, stage).make(guesses));
        run.progress("own credential again");
        context.ownSecrets().forEach(this::own);
        run.bench()
                .recorder()
                .observe(new Observation.CaseEnded(Observation.CaseEnded.PASSWORDS_CROSS));
    }

    /// Before anything is typed: another unit's password here says that they share it.
    private void lookAtConsole() {
        var sightings = new Sightings(run);
        for (var other : run.bench().run().otherSecrets()) {
            run.credential(other.credential())
                    .ifPresent(credential ->
                            sightings.onConsole(
                                    credential,
                                    SecretRole.OTHER_UNIT,
                                    stage,
                                    new Held(other.username(), other.value(), other.secret()),
                                    other.unit().value(),
                                    run.device().poweredAt()));
        }
    }

    /// By interface, so that a lock-out which nobody states is seen by the unit's own credential.
    private Map<InterfaceSpec, List<Logins.Try>> others() {
        var guesses = new LinkedHashMap<InterfaceSpec, List<Logins.Try>>();
        for (var other : run.bench().run().otherSecrets()) {
            forUse(other)
                    .ifPresent(credential -> {
                        for (var spec : run.interfaces(credential)) {
                            guesses.computeIfAbsent(spec, _ -> new ArrayList<>())
                                    .add(guess(spec, other));
                        }
                    });
        }
        return guesses;
    }

    private Logins.Try guess(InterfaceSpec spec, KnownSecret other) {
        return new Logins.Try(
                spec,
                other.credential(),
                SecretRole.OTHER_UNIT,
                stage,
                other.username(),
                other.value(),
                other.secret().id(),
                other.unit().value(),
                false);
    }

    /// What opens only the set-up opens no device that is in use.
    private Optional<CredentialSpec> forUse(KnownSecret known) {
        return run.credential(known.credential()).filter(c -> c.opens() == Opens.USE);
    }

    private void own(KnownSecret known) {
        forUse(known)
                .ifPresent(credential -> {
                    var held = new Held(known.username(), known.value(), known.secret());
                    for (var spec : run.interfaces(credential)) {
                        var key = spec.name() + " " + known.secret().id();
                        boolean patient = !refused.contains(key);
                        var result =
                                run.tryOne(
                                        credential,
                                        spec,
                                        SecretRole.FACTORY,
                                        stage,
                                        held,
                                        "",
                                        patient);
                        if (result.outcome() == LoginOutcome.REFUSED) {
                            refused.add(key);
                        }
                    }
                });
    }
}
