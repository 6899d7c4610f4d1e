package org.proofmark.credential.finding;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.proofmark.credential.population.PopulationUnit;

/// Something that explains passwords of a list. It carries no password.
///
/// @param kind what it is
/// @param weight what follows from it
/// @param transform how to get from what is known to the password, in short
/// @param explanation the same for people, with what to do
/// @param unitsExplained how many units it explains
/// @param examples ids of a few of them
/// @param counterExample the first unit that it does not explain
/// @param log10Coincidence logarithm to base 10 of the probability that chance did it, corrected
///   for the number of transforms tried; 0 or less
/// @param test whether it explains a unit; empty where a unit alone cannot tell
public record PopulationFinding(
        FindingClass kind,
        Weight weight,
        String transform,
        String explanation,
        long unitsExplained,
        List<String> examples,
        Optional<String> counterExample,
        double log10Coincidence,
        Optional<Predicate<PopulationUnit>> test) {
    /// More examples help nobody.
    public static final int MAX_EXAMPLES = 5;

    /// Chance must be less likely than this before anybody is accused (standards: 8.2).
    public static final double LOG10_ACCUSES = -6;

    /// Chance must be less likely than this before a person is asked.
    public static final double LOG10_ASKS = -4;

    /// What follows from a finding.
    public enum Weight {
        /// The rule is broken.
        BREAKS,
        /// A person must judge.
        ASKS,
        /// Nothing; it is said.
        NOTES
    }

    public PopulationFinding {
        examples = List.copyOf(examples.subList(0, Math.min(MAX_EXAMPLES, examples.size())));
        log10Coincidence = Math.min(0, log10Coincidence);
    }

    /// The probability that chance did it; 0 where it is below what a double can say.
    public double coincidenceProbability() {
        return Math.pow(10, log10Coincidence);
    }

    /// The same with the count over a whole list instead of its sample.
    public PopulationFinding over(long units, Optional<String> firstMissed) {
        return new PopulationFinding(
                kind,
                weight,
                transform,
                explanation,
                units,
                examples,
                firstMissed,
                log10Coincidence,
                test);
    }
}
