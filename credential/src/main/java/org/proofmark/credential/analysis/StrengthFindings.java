package org.proofmark.credential.analysis;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.Keyspace;
import org.proofmark.credential.strength.StrengthLimits;

/// Whether there are enough passwords to choose from.
final class StrengthFindings {
    private StrengthFindings() {}

    /// The finding; none where the passwords are long enough, or there are too few units to say
    /// anything.
    static Optional<PopulationFinding> of(Study study, Keyspace keyspace, StrengthLimits limits) {
        if (study.size() < 2) {
            return Optional.empty();
        }
        if (keyspace.log10Above() < Math.log10(limits.failBelow()) - 1e-9) {
            return Optional.of(
                    finding(
                            study,
                            Weight.BREAKS,
                            String.format(
                                    Locale.ROOT,
                                    "By what is the same on all units, there are at most about 10^%.1f"
                                            + " different passwords; %.0e are the least (%s). Use more"
                                            + " characters that are drawn at random.",
                                    keyspace.log10Above(),
                                    limits.failBelow(),
                                    limits.reason())));
        }
        if (keyspace.bitsBelow() >= limits.passFromBits()) {
            return Optional.empty();
        }
        return Optional.of(finding(study, Weight.ASKS, question(study, keyspace, limits)));
    }

    private static String question(Study study, Keyspace keyspace, StrengthLimits limits) {
        long needed = keyspace.unitsFor(limits.passFromBits(), study.size());
        var bound =
                String.format(
                        Locale.ROOT,
                        "With 95 %% confidence there are more than 2^%.1f different passwords (%s); from"
                                + " 2^%.0f on nothing else is asked. ",
                        keyspace.bitsBelow(),
                        keyspace.how(),
                        limits.passFromBits());
        return needed > 0
                ? bound
                        + "The bound is too wide to say: about "
                        + needed
                        + " units would settle it."
                : bound
                        + String.format(
                                Locale.ROOT,
                                "They look like about 2^%.0f: which lock-out was measured on the device?",
                                keyspace.bitsExpected());
    }

    private static PopulationFinding finding(Study study, Weight weight, String text) {
        return new PopulationFinding(
                FindingClass.SMALL_KEYSPACE,
                weight,
                "characters at each position",
                text,
                study.all().size(),
                List.of(),
                study.all().stream().map(PopulationUnit::id).findFirst().filter(id -> false),
                weight == Weight.BREAKS ? PopulationFinding.LOG10_ACCUSES : 0,
                Optional.empty());
    }
}
