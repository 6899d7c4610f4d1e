package org.proofmark.certification.passwords;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.bench.ConsoleText;
import org.proofmark.bench.Noise;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.InterfaceSpec;

/// Tries what the console printed like a password and nobody has declared.
final class Printed {
    private static final Pattern PASSWORD =
            Pattern.compile(
                    "(?i)(?:pass(?:word|phrase|code|wd)?|pwd|pin|key|secret|code|credentials?)"
                            + "[ \t]*(?:is|[:=])[ \t]*[\"'<(]?([^\\s\"'<>()]+?)[\"'>).,;]*(?=\\s|$)");

    /// A device prints few passwords and many other things.
    private static final int MAX_PRINTED = 8;

    /// Shorter ones are more often a status or a country than a password.
    private static final int SHORTEST = 4;

    private final Run run;
    private ConsoleText heard = ConsoleText.quiet("", Noise.none());

    Printed(Run run) {
        this.run = run;
    }

    /// A value that opened something.
    record Opening(Held held, InterfaceSpec spec) {}

    /// Remembers what the console has said, before anything is typed there.
    ///
    /// @param from where on the console the present state began
    void listen(long from) {
        heard = run.said(from);
    }

    /// Tries them on the interfaces of a credential, under its account and as root.
    ///
    /// @param known values that need no trying
    Optional<Opening> opens(CredentialSpec credential, Stage stage, Collection<String> known) {
        var values = values(known);
        for (var spec : values.isEmpty() ? List.<InterfaceSpec>of() : run.interfaces(credential)) {
            var guesses = new ArrayList<Logins.Try>();
            for (var value : values) {
                accounts(credential)
                        .forEach(account -> guesses.add(guess(spec, stage, account, value)));
            }
            run.progress("what the console printed, on " + spec.name());
            var hit = new Probe(run, spec, stage).make(guesses).hit();
            if (hit.isPresent()) {
                var held =
                        new Held(
                                hit.get().username(),
                                hit.get().value(),
                                run.bench().recorder().secret(hit.get().value()));
                run.control(spec, credential.name().value(), held.username(), stage);
                return Optional.of(new Opening(held, spec));
            }
        }
        return Optional.empty();
    }

    private Set<String> values(Collection<String> known) {
        var values = new LinkedHashSet<String>();
        heard.values(PASSWORD, true).stream()
                .map(ConsoleText.Value::text)
                .filter(v -> v.length() >= SHORTEST && !known.contains(v))
                .distinct()
                .limit(MAX_PRINTED)
                .forEach(values::add);
        values.forEach(run.masks()::add);
        return values;
    }

    private static Set<String> accounts(CredentialSpec credential) {
        var accounts = new LinkedHashSet<String>();
        accounts.add(credential.username());
        if (!credential.username().isEmpty()) {
            accounts.add("root");
        }
        return accounts;
    }

    private Logins.Try guess(InterfaceSpec spec, Stage stage, String account, String value) {
        return new Logins.Try(
                spec,
                "",
                SecretRole.FACTORY,
                stage,
                account,
                value,
                run.bench().recorder().secret(value).id(),
                "",
                false);
    }
}
