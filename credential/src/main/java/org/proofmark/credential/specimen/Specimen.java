package org.proofmark.credential.specimen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.proofmark.credential.population.PopulationUnit;

/// A generator whose nature is known.
///
/// @param name for messages
/// @param kind what the analyser may say of it
/// @param salts strings of its firmware
/// @param generator gives a unit its password
/// @param scattered whether serial numbers have gaps, addresses are drawn and rows stand in no
///   order
public record Specimen(
        String name, Kind kind, List<String> salts, Generator generator, boolean scattered) {
    /// What the analyser may say of a generator.
    public enum Kind {
        /// Never FAIL.
        HONEST,
        /// FAIL with enough units, INCONCLUSIVE with fewer; never PASS.
        FLAWED
    }

    /// Gives units their passwords.
    @FunctionalInterface
    interface Generator {
        String password(Identities unit, RandomGenerator random);
    }

    public Specimen {
        salts = List.copyOf(salts);
    }

    Specimen(String name, Kind kind, List<String> salts, Generator generator) {
        this(name, kind, salts, generator, false);
    }

    /// The same generator for units that were put together from several lines.
    Specimen inScatteredLine() {
        return new Specimen(name + ", scattered", kind, salts, generator, true);
    }

    /// A list of so many units. Honest generators give no value twice: their makers see to it.
    public List<PopulationUnit> list(int units, RandomGenerator random) {
        var list = new ArrayList<PopulationUnit>();
        var given = new HashSet<String>();
        var line = scattered ? Identities.scattered(units, random) : Identities.line(units, random);
        for (Identities unit : line) {
            var password = generator.password(unit, random);
            while (kind == Kind.HONEST && !given.add(password)) {
                password = generator.password(unit, random);
            }
            list.add(new PopulationUnit(unit.serial(), unit.fields(), password));
        }
        return list;
    }

    @Override
    public String toString() {
        return name;
    }
}
