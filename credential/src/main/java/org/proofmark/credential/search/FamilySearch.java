package org.proofmark.credential.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.credential.family.ArrisDay;
import org.proofmark.credential.family.NamedFamilies;
import org.proofmark.credential.family.NamedFamily;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// Published generators, and passwords of the day.
final class FamilySearch implements Detector {
    private static final LocalDate FIRST_DAY = LocalDate.of(2005, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2040, 1, 1);
    private static final Set<String> DAYS = days();

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        var families = NamedFamilies.all();
        trials.add("named families", families.size());
        var found = new ArrayList<PopulationFinding>();
        for (NamedFamily family : families) {
            search(study, family, families.size()).ifPresent(found::add);
        }
        trials.add("passwords of the day", DAYS.size());
        ofTheDay(study).ifPresent(found::add);
        return found;
    }

    private static Set<String> days() {
        return FIRST_DAY
                .datesUntil(LAST_DAY)
                .map(day -> ArrisDay.password(day, ArrisDay.DEFAULT_SEED))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The same value on all units of a day: looked for in the whole list.
    private static Optional<PopulationFinding> ofTheDay(Study study) {
        var explained = study.all().stream().filter(u -> DAYS.contains(u.password())).toList();
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        double perUnit = Math.log10(DAYS.size()) - 10 * Math.log10(36);
        return Optional.of(
                new PopulationFinding(
                        FindingClass.NAMED_FAMILY,
                        explained.size() > 1
                                ? PopulationFinding.Weight.BREAKS
                                : PopulationFinding.Weight.ASKS,
                        "Arris password of the day: the date and a seed",
                        "Arris' password of the day with the seed that devices come with: whoever knows"
                                + " the date has the password of every unit. Give each unit its own.",
                        explained.size(),
                        explained.stream().map(PopulationUnit::id).toList(),
                        study.all().stream()
                                .filter(u -> !DAYS.contains(u.password()))
                                .map(PopulationUnit::id)
                                .findFirst(),
                        perUnit,
                        Optional.of(unit -> DAYS.contains(unit.password()))));
    }

    private static Optional<PopulationFinding> search(Study study, NamedFamily family, int tried) {
        int candidates = 0;
        var explained = new ArrayList<PopulationUnit>();
        int shortest = Integer.MAX_VALUE;
        for (var unit : study.units()) {
            if (!family.mayExplain(unit)) {
                continue;
            }
            var passwords = family.candidates(unit);
            candidates = Math.max(candidates, passwords.size());
            if (passwords.contains(unit.password())) {
                explained.add(unit);
                shortest = Math.min(shortest, study.core(unit).length());
            }
        }
        if (explained.isEmpty()) {
            return Optional.empty();
        }
        double perUnit = Math.log10(candidates) - shortest * Math.log10(study.shape().symbols());
        return Chance.judge(
                study,
                new Chance.Claim(
                        FindingClass.NAMED_FAMILY,
                        family.name() + ": " + family.formula(),
                        "These are the passwords of the published generator '"
                                + family.name()
                                + "' ("
                                + family.formula()
                                + "); tools that compute them are freely available. Replace the"
                                + " generator by random numbers.",
                        explained,
                        tried,
                        perUnit,
                        0,
                        true,
                        0,
                        Optional.of(family::explains)));
    }
}
