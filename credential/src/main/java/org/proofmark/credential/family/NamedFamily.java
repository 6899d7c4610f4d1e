package org.proofmark.credential.family;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.proofmark.credential.population.PopulationUnit;

/// A published generator.
///
/// @param name as it is known
/// @param form what all of its passwords look like: others need no computation
/// @param formula in short, for people
/// @param generate the passwords that it may have given a unit; empty where the unit lacks what the
///   generator starts from
public record NamedFamily(
        String name, Pattern form, String formula, Function<Facts, List<String>> generate) {
    /// The passwords that the generator may have given this unit.
    public List<String> candidates(PopulationUnit unit) {
        return generate.apply(Facts.of(unit));
    }

    /// Whether the unit's password looks like the generator's.
    public boolean mayExplain(PopulationUnit unit) {
        return form.matcher(unit.password()).matches();
    }

    /// Whether the generator gives this unit its password.
    public boolean explains(PopulationUnit unit) {
        return mayExplain(unit) && candidates(unit).contains(unit.password());
    }
}
