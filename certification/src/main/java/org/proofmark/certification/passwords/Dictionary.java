package org.proofmark.certification.passwords;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.plan.DictionaryLimit;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.scheme.UniversalDefaults.Entry;

/// Tries universal defaults: on each interface as many as the preset says, and no more once one has
/// opened it.
final class Dictionary {
    private final Run run;
    private final Set<String> probed = new HashSet<>();
    private final Set<String> further = new HashSet<>();
    private final Map<String, Entry> opening = new HashMap<>();

    Dictionary(Run run) {
        this.run = run;
    }

    /// What opened an interface earlier.
    Optional<Entry> opening(InterfaceSpec spec) {
        return Optional.ofNullable(opening.get(spec.name().value()));
    }

    /// Probes the interfaces that were not probed yet in this kind of state.
    void probe(List<InterfaceSpec> specs, Stage stage) {
        for (var spec : specs) {
            if (canLogIn(spec)
                    && hasDoor(spec)
                    && probed.add(spec.name().value() + " " + stage.state())) {
                run.progress("universal defaults on " + spec.name());
                probe(spec, stage, run.bench().run().preset().dictionary());
            }
        }
    }

    /// Probes interfaces whose own credential was refused, with the whole list: something must open
    /// them, and this is no sample. Once for each way into this state, since each reset path may
    /// leave something else. A UART beside other interfaces gets the preset's tries, since each
    /// takes seconds.
    void probeRefused(List<InterfaceSpec> specs, Stage stage) {
        for (var spec : specs) {
            if (canLogIn(spec) && further.add(spec.name().value() + " " + stage.resetPath())) {
                probed.add(spec.name().value() + " " + stage.state());
                run.progress("every universal default on " + spec.name());
                boolean slow = spec.protocol() == InterfaceProtocol.UART && specs.size() > 1;
                probe(
                        spec,
                        stage,
                        slow
                                ? run.bench().run().preset().dictionary()
                                : DictionaryLimit.wholeList());
            }
        }
    }

    /// A shell that is open to everybody asks for no password.
    private boolean hasDoor(InterfaceSpec spec) {
        return run.profile().interfaceOf(spec.name()).isPresent() || !run.isOpen(spec);
    }

    private static boolean canLogIn(InterfaceSpec spec) {
        return spec.protocol() == InterfaceProtocol.SSH
                || spec.dialogue(InterfaceSpec.LOGIN).isPresent();
    }

    private void probe(InterfaceSpec spec, Stage stage, DictionaryLimit limit) {
        var guesses =
                Guesses.inOrder(accounts(spec)).stream().map(e -> guess(spec, e, stage)).toList();
        var outcome = new Probe(run, spec, stage).make(guesses, limit);
        outcome.hit()
                .ifPresent(hit -> {
                    opening.put(spec.name().value(), new Entry(hit.username(), hit.value()));
                    run.control(spec, "", hit.username(), stage);
                });
        run.bench()
                .recorder()
                .observe(
                        new Observation.DictionaryProbed(
                                spec.name().value(),
                                stage,
                                outcome.tries(),
                                outcome.locked(),
                                guesses.size()));
    }

    private static Logins.Try guess(InterfaceSpec spec, Entry entry, Stage stage) {
        return new Logins.Try(
                spec,
                "",
                SecretRole.DICTIONARY,
                stage,
                entry.username(),
                entry.password(),
                entry.name(),
                "",
                false);
    }

    /// One entry on one interface.
    LoginOutcome attempt(InterfaceSpec spec, Entry entry, Stage stage) {
        var outcome = run.logins().attempt(guess(spec, entry, stage)).outcome();
        if (outcome == LoginOutcome.ACCEPTED) {
            opening.put(spec.name().value(), entry);
        } else {
            opening.remove(spec.name().value(), entry);
        }
        return outcome;
    }

    private Set<String> accounts(InterfaceSpec spec) {
        return run.profile().credentials().stream()
                .filter(c -> c.interfaces().contains(spec.name()))
                .map(CredentialSpec::username)
                .collect(Collectors.toSet());
    }
}
