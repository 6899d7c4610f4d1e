package org.proofmark.certification.passwords;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.bench.Bench;
import org.proofmark.bench.ConsoleText;
import org.proofmark.bench.Noise;
import org.proofmark.certification.dialogue.Masks;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.FactorySource;

/// Takes factory credentials from where the profile says that they are, and records what it took.
final class CredentialSources {
    /// What is printed on the console is printed by the end of the boot, or a little later.
    private static final Duration PRINTED = Duration.ofSeconds(15);

    private final Bench bench;
    private final Device device;
    private final Masks masks;
    private final Noise noise;
    private boolean identified;

    CredentialSources(Bench bench, Device device, Masks masks) {
        this.bench = bench;
        this.device = device;
        this.masks = masks;
        this.noise = Noise.of(bench.run().profile().console());
    }

    /// The factory value, or empty where there is none or none was found.
    ///
    /// @param since where on the console the present state began
    Optional<Held> take(CredentialSpec spec, Stage stage, long since) {
        identify();
        return switch (spec.factory()) {
            case FactorySource.Label label -> label(spec, label, stage);
            case FactorySource.Uart uart -> uart(spec, uart, stage, since);
            case FactorySource.Page page -> page(spec, page, stage);
            case FactorySource.Stated stated ->
                    Optional.of(taken(spec, stage, "stated", spec.username(), stated.value()));
            case FactorySource.UserDefined _ -> Optional.empty();
        };
    }

    /// Records once what the label says beside secrets, and what the network shows: passwords are
    /// compared with it.
    private void identify() {
        if (identified) {
            return;
        }
        identified = true;
        if (bench.run().profile().wiring().contains("network")) {
            bench.network()
                    .mac()
                    .ifPresent(mac -> bench.recorder().observe(new Observation.MacSeen(mac)));
        }
        if (bench.run().profile().wiring().contains("label")) {
            var profile = bench.run().profile();
            var secrets =
                    profile.credentials().stream()
                            .map(CredentialSpec::factory)
                            .filter(FactorySource.Label.class::isInstance)
                            .map(f -> ((FactorySource.Label) f).key())
                            .collect(Collectors.toSet());
            bench.recorder()
                    .observe(
                            Observation.LabelRead.of(
                                    bench.label(), Set.copyOf(profile.identifiers()), secrets));
        }
    }

    /// How a source is called in records.
    static String source(FactorySource source) {
        return switch (source) {
            case FactorySource.Label _ -> "label";
            case FactorySource.Uart _ -> "uart";
            case FactorySource.Page _ -> "page";
            case FactorySource.Stated _ -> "stated";
            case FactorySource.UserDefined _ -> "user";
        };
    }

    private Optional<Held> label(CredentialSpec spec, FactorySource.Label source, Stage stage) {
        var label = bench.label();
        var value = label.get(source.key());
        if (value == null) {
            return missing(spec, stage, "label", "the label has no '" + source.key() + "'");
        }
        var username =
                source.usernameKey().map(k -> label.getOrDefault(k, "")).orElse(spec.username());
        return Optional.of(taken(spec, stage, "label", username, value));
    }

    private Optional<Held> uart(
            CredentialSpec spec, FactorySource.Uart source, Stage stage, long since) {
        var text = ConsoleText.growing(bench.console().since(since), noise);
        var values = text.meant(source.pattern(), false, true);
        if (values.isEmpty()) {
            var match =
                    bench.console()
                            .await(
                                    "credential " + spec.name() + " on the console",
                                    List.of(source.pattern()),
                                    since,
                                    PRINTED);
            var all = bench.console().since(since);
            values = ConsoleText.growing(all, noise).meant(source.pattern(), false, true);
            if (values.isEmpty() && match.isPresent()) {
                // found at the very end, behind which the console was quiet
                values = ConsoleText.quiet(all, noise).meant(source.pattern(), true, true);
            }
        }
        return switch (values.size()) {
            case 0 -> missing(spec, stage, "uart", "the console did not show it");
            case 1 ->
                    Optional.of(
                            taken(spec, stage, "uart", spec.username(), values.iterator().next()));
            default ->
                    missing(
                            spec,
                            stage,
                            "uart",
                            "a line of the kernel's log shows another value than the console does"
                                    + " beside it");
        };
    }

    private Optional<Held> page(CredentialSpec spec, FactorySource.Page source, Stage stage) {
        var at = bench.run().profile().interfaceOf(source.interfaceName()).orElseThrow();
        var result = device.hold(at, source.dialogue(), Map.of("username", spec.username()));
        var value = result.variables().get("password");
        if (result.outcome() != LoginOutcome.ACCEPTED || value == null) {
            return missing(spec, stage, "page", result.detail());
        }
        var username = result.variables().getOrDefault("username", spec.username());
        return Optional.of(taken(spec, stage, "page", username, value));
    }

    /// Records a value that was found, and from now on masks it.
    Held taken(CredentialSpec spec, Stage stage, String source, String username, String value) {
        masks.add(value);
        var held = new Held(username, value, bench.recorder().secret(value));
        bench.recorder()
                .observe(
                        new Observation.CredentialTaken(
                                spec.name().value(), stage, source, username, held.secret()));
        return held;
    }

    private Optional<Held> missing(CredentialSpec spec, Stage stage, String source, String detail) {
        bench.recorder()
                .observe(
                        new Observation.CredentialNotFound(
                                spec.name().value(), stage, source, detail));
        return Optional.empty();
    }
}
