package org.proofmark.credential.analysis;

import java.util.List;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// What is known of the whole list, where the study is a sample of it.
///
/// @param units in the list
/// @param plain whether passwords themselves were looked at; else there are keyed digests of them,
///   or the claim asks for no more than that they differ
/// @param duplicates the groups of units with one password that are shown, the largest first
/// @param groups how many such groups there are
/// @param unitsInGroups how many units are in one
/// @param emptyPasswords units with an empty password
/// @param emptyExamples ids of some of them
/// @param unread rows that could not be read, so that nothing is known of their units
public record ListFacts(
        long units,
        boolean plain,
        List<List<String>> duplicates,
        long groups,
        long unitsInGroups,
        long emptyPasswords,
        List<String> emptyExamples,
        long unread) {
    public ListFacts {
        duplicates = duplicates.stream().map(List::copyOf).toList();
        emptyExamples = List.copyOf(emptyExamples);
    }

    /// Those of a study that is the whole list.
    public static ListFacts of(Study study) {
        var groups =
                study.duplicates().stream()
                        .filter(group -> !group.getFirst().password().isEmpty())
                        .map(group -> group.stream().map(PopulationUnit::id).toList())
                        .toList();
        var empty =
                study.all().stream()
                        .filter(unit -> unit.password().isEmpty())
                        .map(PopulationUnit::id)
                        .toList();
        return new ListFacts(
                study.all().size(),
                true,
                groups,
                groups.size(),
                groups.stream().mapToLong(List::size).sum(),
                empty.size(),
                empty,
                0);
    }
}
