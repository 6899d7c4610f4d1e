package org.proofmark.credential.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.analysis.PopulationReport.RuleVerdict;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.finding.Rule;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.strength.SamplingBounds;
import org.proofmark.domain.verdict.Outcome;

/// From findings to verdicts.
final class Verdicts {
    /// With fewer units the searches that need no formula say little (standards: 8.2).
    static final int LEAST_UNITS = 10;

    private final Study study;
    private final ListFacts facts;
    private final Claim claim;
    private final List<PopulationFinding> findings;
    private final PopulationReport.Effort effort;

    Verdicts(
            Study study,
            ListFacts facts,
            Claim claim,
            List<PopulationFinding> findings,
            PopulationReport.Effort effort) {
        this.study = study;
        this.facts = facts;
        this.claim = claim;
        this.findings = findings;
        this.effort = effort;
    }

    PopulationReport report() {
        var verdicts = Arrays.stream(Rule.values()).map(this::verdict).toList();
        var asked =
                claim instanceof Claim.Unique
                        ? verdicts.stream().filter(v -> v.rule() == Rule.EN_5_1_1).toList()
                        : verdicts;
        var outcome =
                asked.stream()
                        .map(RuleVerdict::outcome)
                        .max(java.util.Comparator.comparingInt(Outcome::ordinal))
                        .orElse(Outcome.INCONCLUSIVE);
        return new PopulationReport(outcome, verdicts, findings, effort);
    }

    private RuleVerdict verdict(Rule rule) {
        var breaking = texts(rule, Weight.BREAKS);
        if (!breaking.isEmpty()) {
            return new RuleVerdict(rule, Outcome.FAIL, breaking);
        }
        var open = new ArrayList<>(texts(rule, Weight.ASKS));
        tooFew(rule).ifPresent(open::add);
        unread().ifPresent(open::add);
        unmetClaim().ifPresent(open::add);
        if (!open.isEmpty()) {
            return new RuleVerdict(rule, Outcome.INCONCLUSIVE, open);
        }
        return new RuleVerdict(rule, Outcome.PASS, List.of(passText(rule)));
    }

    private List<String> texts(Rule rule, Weight weight) {
        return findings.stream()
                .filter(f -> f.weight() == weight && f.kind().rules().contains(rule))
                .map(PopulationFinding::explanation)
                .toList();
    }

    private Optional<String> tooFew(Rule rule) {
        boolean uniqueOnly = rule == Rule.EN_5_1_1;
        if (!facts.plain() && !uniqueOnly && claim instanceof Claim.Unique) {
            return Optional.of("The claim is 'unique': nothing else was looked at.");
        }
        if (!facts.plain() && !uniqueOnly) {
            return Optional.of(
                    "The list has keyed digests, which show equal passwords and nothing else: the"
                            + " passwords themselves would settle this rule.");
        }
        if (facts.units() < LEAST_UNITS) {
            return Optional.of(
                    "The list has "
                            + count(facts.units(), "unit")
                            + "; "
                            + LEAST_UNITS
                            + " are the least that say something.");
        }
        return Optional.empty();
    }

    private Optional<String> unread() {
        return facts.unread() == 0
                ? Optional.empty()
                : Optional.of(
                        count(facts.unread(), "row")
                                + " of the list could not be used: nothing is known of their units. Correct"
                                + " or remove them.");
    }

    private Optional<String> unmetClaim() {
        return switch (claim) {
            case Claim.NoRuleBroken _, Claim.Unique _ -> Optional.empty();
            case Claim.FaultyBelow below -> {
                long needed =
                        SamplingBounds.unitsToFind(below.fraction(), SamplingBounds.CONFIDENCE);
                yield DerivationAnalyser.searched(study, facts) >= needed
                        ? Optional.empty()
                        : Optional.of(
                                needed(needed, "fewer than " + below.fraction() + " are faulty"));
            }
            case Claim.KeyspaceAbove above -> {
                long needed = SamplingBounds.unitsForDuplicate(above.values());
                yield facts.units() >= needed
                        ? Optional.empty()
                        : Optional.of(
                                needed(
                                        needed,
                                        String.format(
                                                Locale.ROOT,
                                                "there are more than %.4g values",
                                                above.values())));
            }
        };
    }

    private String needed(long units, String what) {
        return String.format(
                Locale.ROOT,
                "That %s wants %,d clean units for 95 %% confidence; the list has %s.",
                what,
                units,
                count(facts.units(), "unit"));
    }

    private String passText(Rule rule) {
        if (rule == Rule.EN_5_1_1) {
            return String.format(
                    Locale.ROOT,
                    "No password stands twice among the %,d units of this list; with 95 %% confidence"
                            + " the generator has more than %.3g values.",
                    facts.units(),
                    effort.keyspaceAbove());
        }
        return String.format(
                Locale.ROOT,
                "No breach found: %,d units, %,d of them searched with %,d transforms of %s. With 95 %%"
                        + " confidence fewer than %.2g %% of units of this kind break it in a way that"
                        + " the searches know.",
                facts.units(),
                study.all().size(),
                effort.transformsTried(),
                effort.fields().isEmpty()
                        ? "no identifier (the list has none)"
                        : String.join(", ", effort.fields()),
                100 * effort.faultyBelow());
    }

    private static String count(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
