package org.proofmark.credential.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Shape;
import org.proofmark.credential.population.Study;

/// Turns what a transform explains into a finding, or into nothing where chance may have done it.
///
/// Bonferroni over the kinds of search: each has an equal share of the error, and divides it among
/// the transforms that it tried.
final class Chance {
    /// Searches that share the error: lattice in five tiers, alphabets, arithmetic, positions,
    /// families, seeds, dictionary, dates.
    static final double LOG10_SEARCHES = Math.log10(12);

    private Chance() {}

    /// What a search claims.
    ///
    /// @param trials how many transforms this search tried
    /// @param log10PerUnit logarithm of the chance that an honest unit is explained
    /// @param free how many of the explained units were needed to fit the transform
    /// @param whole whether all that differs between the passwords is explained
    /// @param log10Rest logarithm of the values that the unexplained part has; 0 where whole
    record Claim(
            FindingClass kind,
            String transform,
            String explanation,
            List<PopulationUnit> explained,
            double trials,
            double log10PerUnit,
            int free,
            boolean whole,
            double log10Rest,
            Optional<Predicate<PopulationUnit>> test) {}

    /// The finding, if there is one.
    static Optional<PopulationFinding> judge(Study study, Claim claim) {
        int units = study.size();
        int explained = claim.explained.size();
        if (explained == 0 || explained <= claim.free) {
            return Optional.empty();
        }
        double log10 = log10(study, claim, units, explained);
        if (log10 > PopulationFinding.LOG10_ASKS) {
            return Optional.empty();
        }
        boolean certain = explained >= 2 && log10 < PopulationFinding.LOG10_ACCUSES;
        boolean restIsShort = claim.log10Rest < Math.log10(Shape.HONEST_KEYSPACE);
        var weight = certain && restIsShort ? Weight.BREAKS : Weight.ASKS;
        return Optional.of(
                new PopulationFinding(
                        claim.kind,
                        weight,
                        claim.transform,
                        claim.explanation + question(claim, certain, restIsShort, units),
                        explained,
                        claim.explained.stream().map(PopulationUnit::id).toList(),
                        missed(study, claim.explained),
                        log10,
                        claim.test));
    }

    private static double log10(Study study, Claim claim, int units, int explained) {
        double log10 =
                LOG10_SEARCHES
                        + Math.log10(Math.max(1, claim.trials))
                        + Shape.log10Choose(units, explained)
                        + (explained - claim.free) * Math.min(0, claim.log10PerUnit);
        return explained == units && claim.whole
                ? log10 + Math.min(0, study.shape().log10ChanceOfFrame())
                : log10;
    }

    private static String question(Claim claim, boolean certain, boolean restIsShort, int units) {
        if (!certain) {
            return String.format(
                    Locale.ROOT,
                    " Chance may have done it: %d units that are explained in the same way would"
                            + " settle it; the list has %d.",
                    unitsNeeded(claim),
                    units);
        }
        return restIsShort
                ? ""
                : String.format(
                        Locale.ROOT,
                        " The rest of the password still has about 2^%.0f values: is this part there"
                                + " by intention?",
                        claim.log10Rest / Math.log10(2));
    }

    private static int unitsNeeded(Claim claim) {
        double missing =
                -PopulationFinding.LOG10_ACCUSES
                        + LOG10_SEARCHES
                        + Math.log10(Math.max(1, claim.trials));
        double each = Math.max(0.1, -claim.log10PerUnit);
        return Math.max(2, claim.free + (int) Math.ceil(missing / each));
    }

    private static Optional<String> missed(Study study, List<PopulationUnit> explained) {
        var ids =
                explained.stream()
                        .map(PopulationUnit::id)
                        .collect(java.util.stream.Collectors.toSet());
        return study.units().stream()
                .map(PopulationUnit::id)
                .filter(id -> !ids.contains(id))
                .findFirst();
    }
}
