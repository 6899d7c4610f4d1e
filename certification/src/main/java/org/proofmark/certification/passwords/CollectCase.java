package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.proofmark.certification.dialogue.DialogueResult;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.BootSpec.FirmwareSource;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.CredentialSpec.Opens;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceProtocol;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ResetPath;

/// What one unit shows alone: TS 103 701 test groups 5.1-1 and 5.1-2, the bench procedure of the
/// credential's life. Ends with the device powered, in factory-default state, its last credential
/// known.
final class CollectCase {
    private final Run run;
    private final CredentialSources sources;
    private final Dictionary dictionary;
    private final Printed printed;
    private final Sightings sightings;
    private final Map<CredentialName, Held> factory = new HashMap<>();
    private final Map<CredentialName, Held> user = new HashMap<>();
    private final Map<CredentialName, Access> access = new HashMap<>();
    private final List<InterfaceSpec> unknown = new ArrayList<>();
    private final Set<Integer> knownPorts = new HashSet<>();
    private Stage stage = Stage.delivered(DeviceState.FACTORY_DEFAULT);
    private long since;
    private boolean wasSetUp;

    /// What opens the device at present.
    private record Access(Held held, SecretRole role) {}

    CollectCase(Run run) {
        this.run = run;
        this.sources = new CredentialSources(run.bench(), run.device(), run.masks());
        this.dictionary = new Dictionary(run);
        this.printed = new Printed(run);
        this.sightings = new Sightings(run);
    }

    void run() {
        run.progress("power off, on, boot");
        run.device().coldStart();
        since = run.device().poweredAt();
        firmware();
        var paths = run.profile().resetPaths();
        if (run.bench().run().attempt().number() > 1) {
            recover(paths.getFirst());
        }
        interfaces();
        firstLook();
        int resets = run.bench().run().preset().resets();
        int left = paths.size() * resets;
        for (var path : paths) {
            for (int i = 0; i < resets; i++) {
                left--;
                setUp();
                reset(path);
                afterReset(left == 0);
            }
        }
        for (var credential : run.profile().credentials()) {
            Optional.ofNullable(factory.get(credential.name()))
                    .ifPresent(held -> sightings.onPages(credential, stage, held));
        }
        run.bench()
                .recorder()
                .observe(new Observation.CaseEnded(Observation.CaseEnded.PASSWORDS_COLLECT));
    }

    /// An earlier attempt may have left the device in any state: a reset brings it back, before
    /// this attempt begins to observe.
    private void recover(ResetPath path) {
        run.progress("an earlier attempt was broken off: first back to factory-default");
        since = run.resets().unrecorded(path);
        run.logins().booted();
        run.logins().changed();
    }

    private void firmware() {
        var source = run.profile().boot().firmware();
        Optional<String> version =
                source.flatMap(s ->
                        switch (s) {
                            case FirmwareSource.OnConsole console -> {
                                var found =
                                        console.pattern()
                                                .matcher(run.bench().console().since(since));
                                yield found.find()
                                        ? Optional.ofNullable(found.group(1))
                                        : Optional.empty();
                            }
                            case FirmwareSource.Page page -> {
                                var at =
                                        run.profile()
                                                .interfaceOf(page.interfaceName())
                                                .orElseThrow();
                                yield Optional.ofNullable(
                                        run.device()
                                                .hold(at, page.dialogue(), Map.of())
                                                .variables()
                                                .get("firmware"));
                            }
                        });
        version.filter(v -> !v.isBlank())
                .ifPresent(v ->
                        run.bench().recorder().observe(new Observation.FirmwareRead(v.strip())));
    }

    /// What is open now and was not seen before.
    private void interfaces() {
        run.progress("find interfaces");
        for (var spec : run.profile().interfaces()) {
            if (spec.protocol() == InterfaceProtocol.UART && knownPorts.add(0)) {
                found(spec.name().value(), Protocol.UART, 0, true);
            }
        }
        if (!run.profile().wiring().contains("network")) {
            return;
        }
        var finder = new UnknownInterfaces();
        for (var port : run.device().openPorts()) {
            if (!knownPorts.add(port.nominal())) {
                continue;
            }
            var documented =
                    run.profile().interfaces().stream()
                            .filter(i -> i.protocol() != InterfaceProtocol.UART)
                            .filter(i -> i.port() == port.nominal())
                            .findFirst();
            if (documented.isPresent()) {
                var spec = documented.get();
                found(spec.name().value(), Protocol.of(spec.protocol()), port.nominal(), true);
            } else {
                var seen = finder.identify(run.bench().network().address(), port);
                found(seen.name(), seen.protocol(), port.nominal(), false);
                seen.spec().ifPresent(unknown::add);
            }
        }
    }

    private void found(String name, Protocol protocol, int port, boolean documented) {
        run.bench()
                .recorder()
                .observe(new Observation.InterfaceFound(name, protocol, port, documented));
    }

    private List<InterfaceSpec> everywhere() {
        var all = new ArrayList<>(run.profile().interfaces());
        all.addAll(unknown);
        return all;
    }

    /// Before anybody has set anything up.
    private void firstLook() {
        run.progress("factory credential");
        run.useWithoutLogin(everywhere(), stage);
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

    private static boolean opensUse(CredentialSpec credential) {
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

    private static boolean accepted(Collection<LoginOutcome> outcomes) {
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
    private void setUp() {
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
        run.useWithoutLogin(everywhere(), stage);
        if (run.profile().credentials().stream().noneMatch(CollectCase::opensUse)) {
            // before set-up there is nothing to log in to
            run.profile().credentials().forEach(this::wrongOnes);
            dictionary.probe(everywhere(), stage);
            stillThere();
        }
    }

    /// What opens the device, or its set-up.
    private Optional<Held> present(CredentialSpec credential) {
        return opensUse(credential)
                ? Optional.ofNullable(access.get(credential.name())).map(Access::held)
                : Optional.ofNullable(factory.get(credential.name()));
    }

    private void define(CredentialSpec credential, Optional<Held> present, boolean first) {
        var password = run.freshPassword();
        var username = present.map(Held::username).orElse(credential.username());
        var held = new Held(username, password, run.bench().recorder().secret(password));
        long from = run.device().hasConsole() ? run.bench().console().position() : 0;
        var answer = run.define(credential, present, password);
        if (answer.outcome() != LoginOutcome.REFUSED) {
            run.logins().changed();
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
            user.put(credential.name(), held);
            access.put(credential.name(), new Access(held, SecretRole.USER));
            stage = now;
            if (first) {
                present.ifPresent(
                        old -> run.tryAll(credential, SecretRole.FACTORY, now, old, false));
            }
        }
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

    private void reset(ResetPath path) {
        int number = stage.resets() + 1;
        run.progress("reset " + number + " by " + path.name());
        var present = new HashMap<CredentialName, Held>();
        access.forEach((name, known) -> present.put(name, known.held()));
        since = run.resets().reset(path, number, present);
        run.logins().booted();
        run.logins().changed();
        stage = new Stage(DeviceState.FACTORY_DEFAULT, number, path.name());
        access.clear();
    }

    private void afterReset(boolean last) {
        run.progress("after reset " + stage.resets());
        var former = Map.copyOf(factory);
        run.useWithoutLogin(everywhere(), stage);
        takeAll();
        for (var credential : run.profile().credentials()) {
            takeAgain(credential, former);
        }
        if (stage.resets() == 1 || last) {
            interfaces();
        }
        dictionary.probe(everywhere(), stage);
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
    private void stillThere() {
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
