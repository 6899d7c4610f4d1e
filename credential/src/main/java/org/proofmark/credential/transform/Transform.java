package org.proofmark.credential.transform;

import java.util.Optional;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// A way from what is known of a unit to its password, as data: input, normaliser, function,
/// encoding, and the window of the result that is the password or a part of it.
///
/// Without regard to case. Stateless and thread-safe.
public record Transform(
        Input input,
        Normaliser normaliser,
        Digester digester,
        Encoding encoding,
        Window window,
        PasswordPart part) {
    /// The characters before the window is put over them; empty where the unit has no such input.
    public Optional<String> text(PopulationUnit unit) {
        return input.value().apply(unit).map(this::written);
    }

    private String written(String value) {
        var bytes = normaliser.bytes().apply(value);
        return Study.fold(encoding.text().apply(digester.apply().apply(bytes)));
    }

    /// Whether it explains the unit's password.
    public boolean explains(PopulationUnit unit) {
        return part.of(unit.password())
                .flatMap(wanted -> text(unit).map(text -> window.matches(text, wanted)))
                .orElse(false);
    }

    /// In short, such as `mac, lower case → MD5 → hexadecimal → characters 1 to 8`.
    public String describe(int length) {
        var text = new StringBuilder(input.name());
        if (!normaliser.name().isEmpty()) {
            text.append(", ").append(normaliser.name());
        }
        if (digester.kind() != Digester.Kind.IDENTITY) {
            text.append(" → ").append(digester.name());
        }
        if (!encoding.name().isEmpty()) {
            text.append(" → ").append(encoding.name());
        }
        return text.append(" → ").append(window.describe(length)).toString();
    }
}
