package org.proofmark.certification.passwords;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.proofmark.bench.ConsoleText;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceProtocol;

/// Looks for passwords that stand in clear where nobody asked for them. Only what the device said
/// before this suite typed the value is looked at: a line that echoes shows what was typed.
final class Sightings {
    /// Shorter values stand in many a text by chance.
    private static final int SHORTEST = 6;

    private final Run run;
    private final Set<String> told = new HashSet<>();

    Sightings(Run run) {
        this.run = run;
    }

    /// Looks at the console.
    ///
    /// @param from where on the console what may show it begins
    /// @param otherUnit whose it is, or empty
    void onConsole(
            CredentialSpec credential,
            SecretRole role,
            Stage stage,
            Held held,
            String otherUnit,
            long from) {
        boolean meant =
                role == SecretRole.FACTORY && credential.factory() instanceof FactorySource.Uart;
        if (!meant && run.device().hasConsole() && shows(held, run.said(from))) {
            seen(Observation.SecretSeen.CONSOLE, credential, role, stage, held, otherUnit);
        }
    }

    /// Looks at all pages that came without a login and without the value in the request.
    void onPages(CredentialSpec credential, Stage stage, Held held) {
        if (held.value().length() < SHORTEST
                || credential.factory() instanceof FactorySource.Page) {
            return;
        }
        var ports = run.portsTelling(held.value());
        run.profile().interfaces().stream()
                .filter(i -> i.protocol() == InterfaceProtocol.HTTP && ports.contains(i.port()))
                .forEach(i ->
                        seen(i.name().value(), credential, SecretRole.FACTORY, stage, held, ""));
    }

    private static boolean shows(Held held, ConsoleText text) {
        return held.value().length() >= SHORTEST
                && text.shows(
                        Pattern.compile(
                                "(?<![A-Za-z0-9])"
                                        + Pattern.quote(held.value())
                                        + "(?![A-Za-z0-9])"));
    }

    private void seen(
            String place,
            CredentialSpec credential,
            SecretRole role,
            Stage stage,
            Held held,
            String otherUnit) {
        if (told.add(place + " " + held.secret().id() + " " + stage)) {
            run.bench()
                    .recorder()
                    .observe(
                            new Observation.SecretSeen(
                                    place,
                                    credential.name().value(),
                                    role,
                                    stage,
                                    held.secret().id(),
                                    otherUnit));
        }
    }
}
