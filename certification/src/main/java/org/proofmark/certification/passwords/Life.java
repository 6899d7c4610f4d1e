package org.proofmark.certification.passwords;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.CredentialSpec.Opens;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.ResetPath;

/// The life of a unit's credentials: where they come from, what opens the device at present, and
/// what each set-up and reset makes of that. Every try that it makes is on record.
final class Life {
    private final Run run;
    private final InterfaceSearch search;
    private final CredentialSources sources;
    private final Dictionary dictionary;
    private final Printed printed;
    private final Sightings sightings;
    private final Map<CredentialName, Held> factory = new HashMap<>();
    private final Map<CredentialName, Held> user = new HashMap<>();
    private final Map<CredentialName, Access> access = new HashMap<>();
    private Stage stage = Stage.delivered(DeviceState.FACTORY_DEFAULT);
    private long since;
    private boolean wasSetUp;

    /// What opens the device at present.
    private record Access(Held held, SecretRole role) {}

    Life(Run run, InterfaceSearch search) {
        this.run = run;
        this.search = search;
        this.sources = new CredentialSources(run.bench(), run.device(), run.masks());
        this.dictionary = new Dictionary(run);
        this.printed = new Printed(run);
        this.sightings = new Sightings(run);
    }

    /// The device was just powered.
    void powered() {
        since = run.device().poweredAt();
    }

    /// Where on the console the present state began.
    long since() {
        return since;
    }

    /// Where the device is in its life.
    Stage stage() {
        return stage;
    }

    /// What the user has defined at present.
    Optional<Held> usersOwn(CredentialSpec credential) {
        return Optional.ofNullable(user.get(credential.name()));
    }

    /// The factory value that is known at present.
    Optional<Held> factory(CredentialSpec credential) {
        return Optional.ofNullable(factory.get(credential.name()));
    }

    /// What opens the device at present, for paths back to factory-default that want a login.
    Map<CredentialName, Held> opening() {
        var present = new HashMap<CredentialName, Held>();
        access.forEach((name, known) -> present.put(name, known.held()));
        return present;
    }

    /// An earlier attempt may have left the device in any state: a reset brings it back, before
    /// this attempt begins to observe.
    void recover(ResetPath path) {
        since = run.resets().unrecorded(path, Map.of());
        run.logins().booted();
        run.logins().changed();
    }

    /// A reset that is not counted, after a procedure that left the device in any state. What the
    /// device is opened by afterwards is taken and proven anew.
    void startAfresh(ResetPath path) {
        run.progress("back to factory-default by " + path.name());
        since = run.resets().unrecorded(path, opening());
        run.logins().booted();
        run.logins().changed();
        stage = stage.in(DeviceState.FACTORY_DEFAULT);
        access.clear();
        takeAll();
        for (var credential : run.profile().credentials()) {
            if (!proveFactory(credential)) {
                openAnyhow(credential);
            }
        }
        user.clear();
    }

    /// What opened the device after a reset before opens it now.
    private void openAnyhow(CredentialSpec credential) {
        var own = user.get(credential.name());
        if (own != null
                && accepted(run.tryAll(credential, SecretRole.USER, stage, own, false).values())) {
            access.put(credential.name(), new Access(own, SecretRole.USER));
        } else {
            lookFurther(credential);
        }
    }

    /// Factory values that stand on pages which nobody logged in for.
    void lookAtPages() {
        for (var credential : run.profile().credentials()) {
            factory(credential).ifPresent(held -> sightings.onPages(credential, stage, held));
        }
    }

    /// The user has this value from now on.
    void usersOwn(CredentialSpec credential, Held held) {
        user.put(credential.name(), held);
        access.put(credential.name(), new Access(held, SecretRole.USER));
        stage = stage.in(DeviceState.INITIALISED);
    }

    /// Before anybody has set anything up.
    void firstLook() {
        run.progress("factory credential");
        run.useWithoutLogin(search.everywhere(), stage);
        takeAll();
        for (var credential : run.profile().credentials()) {
            if (opensUse(credential)) {
                boolean works = proveFactory(credential);
                wrongOnes(credential);
                if (works) {
                    printed(credential);
                } else {
                    lookFurther(credential);
                }
            }
        }
    }

    /// What the console says before anything is typed there is the device's own word.
    private void takeAll() {
        run.profile().credentials().forEach(this::take);
        printed.listen(since);
    }

    private void take(CredentialSpec credential) {
        factory.remove(credential.name());
        sources.take(credential, stage, since)
                .ifPresent(held -> {
                    factory.put(credential.name(), held);
                    sightings.onConsole(credential, SecretRole.FACTORY, stage, held, "", since);
                });
    }

    static boolean opensUse(CredentialSpec credential) {
        return credential.opens() == Opens.USE
                && !(credential.factory() instanceof FactorySource.UserDefined);
    }

    /// True where the factory credential opened an interface, or is not meant to.
    private boolean proveFactory(CredentialSpec credential) {
        var held = factory.get(credential.name());
        if (!opensUse(credential)) {
            return true;
        }
        if (held == null) {
            return false;
        }
        boolean works =
                accepted(run.tryAll(credential, SecretRole.FACTORY, stage, held, true).values());
        if (works) {
            access.put(credential.name(), new Access(held, SecretRole.FACTORY));
        }
        return works;
    }

    static boolean accepted(Collection<LoginOutcome> outcomes) {
        return outcomes.contains(LoginOutcome.ACCEPTED);
    }

    private void wrongOnes(CredentialSpec credential) {
        var username =
                Optional.ofNullable(factory.get(credential.name()))
                        .map(Held::username)
                        .orElse(credential.username());
        for (var value : List.of(run.freshPassword(), "")) {
            var role = value.isEmpty() ? SecretRole.NONE : SecretRole.WRONG;
            var held = new Held(username, value, run.bench().recorder().secret(value));
            run.tryAll(credential, role, stage, held, false);
        }
    }

    /// A user takes the device into use.
    void setUp() {
        run.progress("set a user password");
        user.clear();
        boolean first = !wasSetUp;
        for (var credential : run.profile().credentials()) {
            var present = present(credential);
            boolean possible =
                    run.profile().changeOf(credential).isPresent()
                            && (present.isPresent()
                                    || credential.factory() instanceof FactorySource.UserDefined);
            if (possible) {
                define(credential, present, first);
            }
        }
        if (first && !user.isEmpty()) {
            afterFirstSetUp();
        }
    }

    private void afterFirstSetUp() {
        wasSetUp = true;
        run.useWithoutLogin(search.everywhere(), stage);
        if (run.profile().credentials().stream().noneMatch(Life::opensUse)) {
            // before set-up there is nothing to log in to
            run.profile().credentials().forEach(this::wrongOnes);
            dictionary.probe(search.everywhere(), stage);
            stillThere();
        }
    }

    /// What opens the device, or its set-up.
    Optional<Held> present(CredentialSpec credential) {
        return opensUse(credential)
                ? Optional.ofNullable(access.get(credential.name())).map(Access::held)
                : Optional.ofNullable(factory.get(credential.name()));
    }

    /// Has the user define a fresh password.
    ///
    /// @param present what opens the device, or its set-up
    /// @param first whether the factory value is tried afterwards
    /// @return whether the new one opens an interface
    boolean define(CredentialSpec credential, Optional<Held> present, boolean first) {
        for (var password : run.freshPasswords()) {
            var answer = define(credential, present, first, password);
            if (answer.outcome() != LoginOutcome.REFUSED) {
                break;
            }
            run.progress("the device refused that password: another of other characters");
        }
        return usersOwn(credential).filter(own -> !own.equals(present.orElse(null))).isPresent();
    }

    private DialogueResult define(
            CredentialSpec credential, Optional<Held> present, boolean first, String password) {
        run.masks().add(password);
        var username = present.map(Held::username).orElse(credential.username());
        var held = new Held(username, password, run.bench().recorder().secret(password));
        long from = run.device().hasConsole() ? run.bench().console().position() : 0;
        var answer = run.define(credential, present, password);
        if (answer.outcome() != LoginOutcome.REFUSED) {
            run.logins().justChanged();
        }
        var now = stage.in(DeviceState.INITIALISED);
        if (!changedOnUart(credential)) {
            sightings.onConsole(credential, SecretRole.USER, now, held, "", from);
            present.ifPresent(
                    old -> sightings.onConsole(credential, SecretRole.FACTORY, now, old, "", from));
        }
        boolean works =
                answer.outcome() != LoginOutcome.REFUSED
                        && accepted(
                                run.tryAll(credential, SecretRole.USER, now, held, true).values());
        recordDefined(credential, answer, works, now, held);
        if (works) {
            usersOwn(credential, held);
            if (first) {
                present.ifPresent(old -> run.tryFormer(credential, SecretRole.FACTORY, now, old));
            }
        }
        return answer;
    }

    private boolean changedOnUart(CredentialSpec credential) {
        return run.profile()
                .changeOf(credential)
                .flatMap(c -> run.profile().interfaceOf(c.interfaceName()))
                .map(i -> i.protocol() == InterfaceProtocol.UART)
                .orElse(false);
    }

    /// An answer that could not be read, and a password that does not open anything, are no
    /// statement of the device.
    private void recordDefined(
            CredentialSpec credential, DialogueResult answer, boolean works, Stage now, Held held) {
        boolean said =
                answer.outcome() == LoginOutcome.ACCEPTED
                        || answer.outcome() == LoginOutcome.REFUSED;
        if (!said && !works) {
            run.progress("the answer to the new password could not be read: " + answer);
            return;
        }
        var change = run.profile().changeOf(credential).orElseThrow();
        run.bench()
                .recorder()
                .observe(
                        new Observation.PasswordDefined(
                                change.interfaceName().value(),
                                credential.name().value(),
                                now,
                                works || answer.outcome() == LoginOutcome.ACCEPTED,
                                held.secret()));
    }

    void reset(ResetPath path) {
        int number = stage.resets() + 1;
        run.progress("reset " + number + " by " + path.name());
        since = run.resets().reset(path, number, opening());
        run.logins().booted();
        run.logins().changed();
        stage = new Stage(DeviceState.FACTORY_DEFAULT, number, path.name());
        access.clear();
    }

    void afterReset(boolean last) {
        run.progress("after reset " + stage.resets());
        var former = Map.copyOf(factory);
        run.useWithoutLogin(search.everywhere(), stage);
        takeAll();
        for (var credential : run.profile().credentials()) {
            takeAgain(credential, former);
        }
        if (stage.resets() == 1 || last) {
            search.look();
        }
        dictionary.probe(search.everywhere(), stage);
        if (stage.resets() == 1) {
            stillThere();
        }
    }

    private void takeAgain(CredentialSpec credential, Map<CredentialName, Held> former) {
        // the one that should work comes first, before any wrong one can cause a lock-out
        boolean works = proveFactory(credential);
        boolean usersWorks = tryUsers(credential);
        tryFormer(credential, former);
        if (usersWorks && !works) {
            access.put(
                    credential.name(),
                    new Access(
                            Objects.requireNonNull(user.get(credential.name())), SecretRole.USER));
        } else if (!works) {
            lookFurther(credential);
        } else if (stage.resets() == 1 && opensUse(credential)) {
            printed(credential);
        }
    }

    private boolean tryUsers(CredentialSpec credential) {
        var held = user.get(credential.name());
        if (held == null) {
            return false;
        }
        var outcomes = run.tryAll(credential, SecretRole.USER, stage, held, false);
        for (var spec : run.interfaces(credential)) {
            if (outcomes.get(spec.name()) == LoginOutcome.ACCEPTED) {
                run.control(spec, credential.name().value(), held.username(), stage);
            }
        }
        return accepted(outcomes.values());
    }

    private void tryFormer(CredentialSpec credential, Map<CredentialName, Held> former) {
        var before = former.get(credential.name());
        var now = factory.get(credential.name());
        if (before != null && (now == null || !before.value().equals(now.value()))) {
            run.tryAll(credential, SecretRole.FORMER_FACTORY, stage, before, false);
        }
    }

    /// The credential that the profile declares does not open the device after the reset: something
    /// else must, and a universal value is what one looks for first.
    private void lookFurther(CredentialSpec credential) {
        run.progress("the declared credential is refused: look for what opens the device");
        for (var spec : run.interfaces(credential)) {
            dictionary.opening(spec).ifPresent(entry -> dictionary.attempt(spec, entry, stage));
        }
        dictionary.probeRefused(run.interfaces(credential), stage);
        for (var spec : run.interfaces(credential)) {
            var entry = dictionary.opening(spec);
            if (entry.isPresent()) {
                opened(
                        credential,
                        "dictionary",
                        entry.get().username(),
                        entry.get().password(),
                        SecretRole.DICTIONARY);
                return;
            }
        }
        printed(credential);
    }

    private void opened(
            CredentialSpec credential,
            String source,
            String username,
            String value,
            SecretRole role) {
        var held = sources.taken(credential, stage, source, username, value);
        factory.put(credential.name(), held);
        access.put(credential.name(), new Access(held, role));
    }

    /// What nobody declared and the console prints may open the device as well.
    private void printed(CredentialSpec credential) {
        var known = new HashSet<String>();
        factory.values().forEach(h -> known.add(h.value()));
        user.values().forEach(h -> known.add(h.value()));
        printed.opens(credential, stage, known)
                .ifPresent(opening -> {
                    var declared = Optional.ofNullable(access.get(credential.name()));
                    opened(
                            credential,
                            "uart",
                            opening.held().username(),
                            opening.held().value(),
                            SecretRole.FACTORY);
                    sightings.onConsole(
                            credential, SecretRole.FACTORY, stage, opening.held(), "", since);
                    run.tryOne(
                            credential,
                            opening.spec(),
                            SecretRole.FACTORY,
                            stage,
                            opening.held(),
                            "",
                            declared.isEmpty());
                    declared.filter(a -> a.role() == SecretRole.FACTORY)
                            .ifPresent(a -> restore(credential, a));
                });
    }

    /// The declared value stays the one that the unit is known by: it is on record last.
    private void restore(CredentialSpec credential, Access declared) {
        var held = declared.held();
        opened(
                credential,
                CredentialSources.source(credential.factory()),
                held.username(),
                held.value(),
                SecretRole.FACTORY);
    }

    /// Shows that the device was there after tries that were refused.
    void stillThere() {
        for (var credential : run.profile().credentials()) {
            var known = access.get(credential.name());
            if (known != null) {
                var role =
                        known.role() == SecretRole.DICTIONARY ? SecretRole.FACTORY : known.role();
                run.tryAll(credential, role, stage, known.held(), true);
            }
        }
    }
}
