package org.proofmark.credential.family;

import java.util.List;
import java.util.function.Function;
import org.proofmark.credential.population.PopulationUnit;

/// A published generator.
///
/// @param name as it is known
/// @param formula in short, for people
/// @param generate the passwords that it may have given a unit; empty where the unit lacks what the
///   generator starts from
public record NamedFamily(String name, String formula, Function<Facts, List<String>> generate) {
    /// The passwords that the generator may have given this unit.
    public List<String> candidates(PopulationUnit unit) {
        return generate.apply(Facts.of(unit));
    }

    /// Whether the generator gives this unit its password.
    public boolean explains(PopulationUnit unit) {
        return candidates(unit).contains(unit.password());
    }
}
