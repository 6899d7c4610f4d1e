package org.proofmark.credential.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.domain.scheme.UniversalDefaults;

/// Findings that need no search: shared, listed and empty passwords. They are facts: chance has no
/// part in them, save in a single value of the list of universal defaults.
final class SharedFindings {
    private SharedFindings() {}

    static List<PopulationFinding> of(Study study, ListFacts facts) {
        var found = new ArrayList<PopulationFinding>();
        duplicates(study, facts).ifPresent(found::add);
        empty(facts).ifPresent(found::add);
        if (facts.plain()) {
            universal(study).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<PopulationFinding> duplicates(Study study, ListFacts facts) {
        if (facts.groups() == 0) {
            return Optional.empty();
        }
        var largest = facts.duplicates().getFirst();
        var text =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d units share their password with another unit (%,d %s; the"
                                + " largest: %s)%s. Whoever has one of them can open the others: refuse"
                                + " values that were given before, and draw from more.",
                        facts.unitsInGroups(),
                        facts.units(),
                        facts.groups(),
                        facts.groups() == 1 ? "group" : "groups",
                        String.join(", ", largest.subList(0, Math.min(4, largest.size()))),
                        byBatch(study));
        return Optional.of(
                fact(FindingClass.DUPLICATE, "equal values", text, facts.unitsInGroups(), largest));
    }

    /// Whether equal passwords go with equal batches.
    private static String byBatch(Study study) {
        if (study.duplicates().isEmpty()) {
            return "";
        }
        boolean oneBatchEach =
                study.duplicates().stream()
                        .allMatch(group ->
                                group.stream().allMatch(u -> u.field("batch").isPresent())
                                        && group.stream()
                                                        .map(u -> u.field("batch").orElse(""))
                                                        .distinct()
                                                        .count()
                                                == 1);
        return oneBatchEach ? "; each value stands in one batch" : "";
    }

    private static Optional<PopulationFinding> empty(ListFacts facts) {
        return facts.emptyPasswords() == 0
                ? Optional.empty()
                : Optional.of(
                        fact(
                                FindingClass.EMPTY,
                                "empty value",
                                String.format(
                                        Locale.ROOT,
                                        "%,d %s an empty password. Give each unit a password, or"
                                                + " leave the row out where the user defines it.",
                                        facts.emptyPasswords(),
                                        facts.emptyPasswords() == 1 ? "unit has" : "units have"),
                                facts.emptyPasswords(),
                                facts.emptyExamples()));
    }

    private static Optional<PopulationFinding> universal(Study study) {
        var listed =
                study.all().stream()
                        .filter(u -> !u.password().isEmpty())
                        .filter(u -> UniversalDefaults.withPassword(u.password()).isPresent())
                        .toList();
        if (listed.isEmpty()) {
            return Optional.empty();
        }
        double symbols = Math.log10(Math.max(10, study.shape().symbols()));
        int shortest = listed.stream().mapToInt(u -> u.password().length()).min().orElse(0);
        double log10 =
                Math.log10(study.all().size() * (double) UniversalDefaults.passwords().size())
                        - shortest * symbols;
        boolean certain = listed.size() > 1 || log10 < PopulationFinding.LOG10_ACCUSES;
        return Optional.of(
                new PopulationFinding(
                        FindingClass.UNIVERSAL_DEFAULT,
                        certain ? Weight.BREAKS : Weight.ASKS,
                        "list of 61 universal defaults",
                        "The list of universal defaults (Mirai's) has these passwords; every attacker"
                                + " tries them first. Draw passwords at random and refuse such values.",
                        listed.size(),
                        listed.stream().map(PopulationUnit::id).toList(),
                        Optional.empty(),
                        certain && listed.size() > 1 ? Double.NEGATIVE_INFINITY : log10,
                        Optional.of(
                                u -> UniversalDefaults.withPassword(u.password()).isPresent())));
    }

    private static PopulationFinding fact(
            FindingClass kind, String transform, String text, long units, List<String> examples) {
        return new PopulationFinding(
                kind,
                Weight.BREAKS,
                transform,
                text,
                units,
                examples,
                Optional.empty(),
                Double.NEGATIVE_INFINITY,
                Optional.empty());
    }
}
