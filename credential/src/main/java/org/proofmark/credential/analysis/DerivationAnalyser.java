package org.proofmark.credential.analysis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.search.Detector;
import org.proofmark.credential.search.Searches;
import org.proofmark.credential.search.Trials;
import org.proofmark.credential.strength.Keyspace;
import org.proofmark.credential.strength.SamplingBounds;
import org.proofmark.credential.strength.StrengthLimits;

/// Says of a list of units whether any rule is broken, what explains the passwords, and how hard
/// was looked. Pure, stateless, thread-safe; the same list gives the same answer.
///
/// Nobody is accused by chance: a derivation wants two units or more and a probability of
/// coincidence below 10^-6 after correction for every transform that was tried.
public final class DerivationAnalyser {
    /// Name and version of the rules: to be raised whenever a result could change.
    public static final String VERSION = "derivation/4";

    /// More units than this add nothing to a deep search: larger lists are sampled.
    public static final int MAXIMUM_STUDY = 2_000;

    private final StrengthLimits limits;

    public DerivationAnalyser() {
        this(StrengthLimits.DEFAULT);
    }

    public DerivationAnalyser(StrengthLimits limits) {
        this.limits = limits;
    }

    /// Analyses a list that the study holds whole.
    public PopulationReport analyse(Study study, Claim claim) {
        return judge(study, ListFacts.of(study), claim, search(study));
    }

    /// What the searches found, and how many transforms they tried.
    public record Searched(List<PopulationFinding> findings, Trials trials, Keyspace keyspace) {
        /// Where no password is looked at.
        public static final Searched NOTHING =
                new Searched(List.of(), new Trials(), Keyspace.of(new Study(List.of(), List.of())));

        public Searched {
            findings = List.copyOf(findings);
        }

        /// The same with other findings, such as those confirmed over a whole list.
        public Searched with(List<PopulationFinding> confirmed) {
            return new Searched(confirmed, trials, keyspace);
        }
    }

    /// Searches a study of at most [#MAXIMUM_STUDY] units.
    public Searched search(Study study) {
        if (study.all().size() > MAXIMUM_STUDY) {
            throw new IllegalArgumentException(
                    "a study has at most " + MAXIMUM_STUDY + " units, got " + study.all().size());
        }
        var trials = new Trials();
        var found = new ArrayList<PopulationFinding>();
        // Side by side, then in their order: the answer does not depend on which is done first.
        for (Looked looked :
                Searches.all().parallelStream().map(d -> Looked.by(d, study)).toList()) {
            trials.addAll(looked.trials);
            found.addAll(looked.findings);
        }
        return new Searched(oneOfEachClass(found), trials, Keyspace.of(study));
    }

    private record Looked(List<PopulationFinding> findings, Trials trials) {
        static Looked by(Detector detector, Study study) {
            var trials = new Trials();
            return new Looked(detector.look(study, trials), trials);
        }
    }

    /// Verdicts from a search and the facts of the whole list.
    public PopulationReport judge(Study study, ListFacts facts, Claim claim, Searched searched) {
        var findings = new ArrayList<>(SharedFindings.of(study, facts));
        if (facts.plain()) {
            findings.addAll(searched.findings);
            StrengthFindings.of(study, searched.keyspace, limits).ifPresent(findings::add);
        }
        findings.sort(java.util.Comparator.comparing(PopulationFinding::weight));
        var effort = effort(study, facts, searched);
        return new Verdicts(study, facts, claim, findings, effort).report();
    }

    private static PopulationReport.Effort effort(Study study, ListFacts facts, Searched searched) {
        int batches =
                (int)
                        study.all().stream()
                                .flatMap(unit -> unit.field("batch").stream())
                                .distinct()
                                .count();
        return new PopulationReport.Effort(
                facts.units(),
                facts.plain() ? study.all().size() : 0,
                batches,
                study.fields(),
                facts.plain() ? searched.trials.byKind() : java.util.Map.of("equal values", 1L),
                SamplingBounds.faultyBelow(searched(study, facts)),
                facts.groups() > 0 ? 0 : SamplingBounds.keyspaceAbove(facts.units()),
                searched.keyspace);
    }

    /// Units that a rare fault would have shown on: those of the sample, where there is one.
    static long searched(Study study, ListFacts facts) {
        return facts.plain() ? Math.min(study.all().size(), facts.units()) : facts.units();
    }

    /// The first of each class, which explains it best; a published family says more than the
    /// transform that it is.
    private static List<PopulationFinding> oneOfEachClass(List<PopulationFinding> found) {
        var classes = new HashSet<FindingClass>();
        var kept = new ArrayList<PopulationFinding>();
        for (PopulationFinding finding : found) {
            var breaking =
                    found.stream()
                            .anyMatch(f ->
                                    f.kind() == finding.kind()
                                            && f.weight() == PopulationFinding.Weight.BREAKS);
            boolean weaker = breaking && finding.weight() != PopulationFinding.Weight.BREAKS;
            if (!weaker && classes.add(finding.kind())) {
                kept.add(finding);
            }
        }
        return kept;
    }
}
