package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.SetUpSkipped;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.scheme.UniversalDefaults.Entry;

/// Ways around a set-up in which the user is to define a password: those that the profile names,
/// what its pages offer to skip it, an empty password, a power cut in the middle, a call of a
/// function directly and on another interface (TS 103 701 5.1-1; EN 303 645 5.1-1: a device in use
/// without a password of its own).
final class SetUpSkipping {
    /// The likeliest ones; the whole list is the dictionary's.
    private static final int GUESSES = 2;

    private final Run run;
    private final Life life;

    /// How the device could be used.
    private record Use(InterfaceSpec spec, LoginOutcome outcome, String detail) {}

    SetUpSkipping(Run run, Life life) {
        this.run = run;
        this.life = life;
    }

    /// On a device in factory-default state.
    ///
    /// @return true where the device may be in another state now
    boolean probe() {
        var wanted = run.profile().credentials().stream().filter(c -> !Life.opensUse(c)).toList();
        if (wanted.isEmpty()) {
            return false;
        }
        var before = use(wanted);
        if (before.isPresent()) {
            afterPowerCycle(wanted);
            run.ended(Observation.CaseEnded.SET_UP);
            return true;
        }
        boolean touched = dialogues(wanted);
        for (var credential : wanted) {
            touched |= pages(credential, wanted);
            touched |= emptyPassword(credential, wanted);
            touched |= lastStep(credential, wanted);
            touched |= powerCut(credential, wanted);
        }
        run.ended(Observation.CaseEnded.SET_UP);
        return touched;
    }

    /// What is served before anybody has set the device up: for good, where it is served after a
    /// power cycle, too.
    private void afterPowerCycle(List<CredentialSpec> wanted) {
        run.progress("power cycle: is it still usable before any set-up?");
        run.device().coldStart();
        run.logins().booted();
        use(wanted).ifPresent(u -> note(SetUpSkipped.DIRECTLY, u));
    }

    /// The ways that the profile names, each on a device in factory-default state.
    private boolean dialogues(List<CredentialSpec> wanted) {
        boolean touched = false;
        for (var spec : run.profile().interfaces()) {
            for (var purpose : spec.skips()) {
                if (touched) {
                    life.startAfresh(run.profile().resetPaths().getFirst());
                }
                touched = true;
                run.progress("around the set-up: the dialogue " + purpose);
                var answer =
                        run.logins()
                                .patiently(() ->
                                        run.device()
                                                .hold(
                                                        spec,
                                                        purpose,
                                                        run.definition(
                                                                wanted.getFirst(),
                                                                life.present(wanted.getFirst()),
                                                                run.freshPassword())));
                var nothing = "nothing was served; the dialogue itself: " + answer.outcome();
                note(
                        "dialogue " + purpose,
                        use(wanted).orElse(new Use(spec, LoginOutcome.REFUSED, nothing)));
            }
        }
        if (touched) {
            life.startAfresh(run.profile().resetPaths().getFirst());
        }
        return touched;
    }

    private boolean pages(CredentialSpec credential, List<CredentialSpec> wanted) {
        var spec = setUp(credential).filter(s -> s.protocol() == InterfaceProtocol.HTTP);
        var place = spec.flatMap(run.device()::place);
        if (spec.isEmpty() || place.isEmpty()) {
            return false;
        }
        var pages = run.conversations().setUpPages(spec.get(), place.get());
        boolean touched = false;
        for (var way : pages.ways()) {
            run.progress("around the set-up: " + way.label());
            touched |= pages.follow(way);
            judge(way.label(), spec.get(), wanted);
        }
        return touched;
    }

    private boolean emptyPassword(CredentialSpec credential, List<CredentialSpec> wanted) {
        var spec = setUp(credential);
        if (spec.isEmpty()) {
            return false;
        }
        run.progress("the set-up with a password that is none");
        boolean taken = false;
        for (var value : List.of("1", "")) {
            var said = run.define(credential, life.present(credential), value).outcome();
            var held =
                    new Held(
                            life.present(credential)
                                    .map(Held::username)
                                    .orElse(credential.username()),
                            value,
                            run.bench().recorder().secret(value));
            var opened =
                    said == LoginOutcome.ACCEPTED
                            ? WeakPasswords.opens(run, credential, held)
                            : LoginOutcome.UNREACHABLE;
            run.bench()
                    .recorder()
                    .observe(
                            new Observation.WeakPasswordTried(
                                    spec.get().name().value(),
                                    credential.name().value(),
                                    life.stage(),
                                    value.length(),
                                    said,
                                    opened));
            if (value.isEmpty()) {
                judge(SetUpSkipped.EMPTY_PASSWORD, spec.get(), wanted);
            }
            if (said == LoginOutcome.ACCEPTED) {
                taken = true;
                life.startAfresh(run.profile().resetPaths().getFirst());
            }
        }
        return taken;
    }

    /// A device that believes whoever says that the set-up is done.
    private boolean lastStep(CredentialSpec credential, List<CredentialSpec> wanted) {
        var change = run.profile().changeOf(credential);
        var spec = setUp(credential).filter(s -> s.protocol() == InterfaceProtocol.HTTP);
        var place = spec.flatMap(run.device()::place);
        if (change.isEmpty() || spec.isEmpty() || place.isEmpty()) {
            return false;
        }
        boolean any =
                run.conversations()
                        .finish(
                                spec.get(),
                                place.get(),
                                change.get().dialogue(),
                                run.definition(
                                        credential, life.present(credential), run.freshPassword()));
        if (any) {
            run.progress("the last step of the set-up without those before it");
            judge(SetUpSkipped.LAST_STEP, spec.get(), wanted);
        }
        return any;
    }

    private boolean powerCut(CredentialSpec credential, List<CredentialSpec> wanted) {
        var change = run.profile().changeOf(credential);
        var spec = setUp(credential).filter(s -> s.protocol() == InterfaceProtocol.HTTP);
        var place = spec.flatMap(run.device()::place);
        if (change.isEmpty() || spec.isEmpty() || place.isEmpty()) {
            return false;
        }
        run.progress("power cut in the middle of the set-up");
        run.conversations()
                .begin(
                        spec.get(),
                        place.get(),
                        change.get().dialogue(),
                        run.definition(credential, life.present(credential), run.freshPassword()));
        run.device().coldStart();
        run.logins().booted();
        judge(SetUpSkipped.POWER_CUT, spec.get(), wanted);
        return true;
    }

    /// Where the set-up of a credential is, if it is one: a change of a password is none.
    private Optional<InterfaceSpec> setUp(CredentialSpec credential) {
        return run.profile()
                .changeOf(credential)
                .filter(c -> !c.dialogue().equals(InterfaceSpec.CHANGE_PASSWORD))
                .flatMap(c -> run.profile().interfaceOf(c.interfaceName()));
    }

    private void judge(String way, InterfaceSpec at, List<CredentialSpec> wanted) {
        note(way, use(wanted).orElse(new Use(at, LoginOutcome.REFUSED, "nothing was served")));
    }

    private void note(String way, Use use) {
        run.bench()
                .recorder()
                .observe(
                        new SetUpSkipped(
                                use.spec().name().value(),
                                way,
                                life.stage(),
                                use.outcome(),
                                use.detail()));
    }

    /// Whether somebody without a password of their own can use the device now.
    private Optional<Use> use(List<CredentialSpec> wanted) {
        for (var spec : run.profile().interfaces()) {
            boolean asks =
                    spec.protocol() != InterfaceProtocol.SSH
                            && spec.dialogue(InterfaceSpec.USE).isPresent();
            if (asks) {
                var answer = run.device().hold(spec, InterfaceSpec.USE, Map.of());
                if (answer.outcome() == LoginOutcome.ACCEPTED) {
                    return Optional.of(new Use(spec, answer.outcome(), answer.detail()));
                }
            }
        }
        return wanted.stream().flatMap(c -> login(c).stream()).findFirst();
    }

    private Optional<Use> login(CredentialSpec credential) {
        if (credential.opens() == CredentialSpec.Opens.SET_UP) {
            // a login that opens the set-up is what it is for
            return Optional.empty();
        }
        for (var spec : run.interfaces(credential)) {
            for (var guess : guesses(credential)) {
                boolean opens =
                        run.patientLogin(spec, guess.username(), guess.password())
                                == LoginOutcome.ACCEPTED;
                if (opens
                        && run.patientLogin(spec, guess.username(), run.freshPassword())
                                == LoginOutcome.REFUSED) {
                    var what =
                            guess.password().isEmpty()
                                    ? "the empty password opened it"
                                    : "'" + guess.name() + "' opened it";
                    return Optional.of(new Use(spec, LoginOutcome.ACCEPTED, what));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Entry> guesses(CredentialSpec credential) {
        var guesses = new ArrayList<Entry>();
        guesses.add(new Entry(credential.username(), ""));
        Guesses.inOrder(Set.of(credential.username())).stream()
                .filter(e -> e.username().equals(credential.username()))
                .limit(GUESSES)
                .forEach(guesses::add);
        return guesses;
    }
}
