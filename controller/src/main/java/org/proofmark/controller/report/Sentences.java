package org.proofmark.controller.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Verdict;

/// Verdicts in words that need no knowledge of the standards.
final class Sentences {
    private static final Map<Requirement, String> TITLES =
            Map.of(
                    Requirement.PASSWORDS, "Passwords",
                    Requirement.REPORTING, "Reporting of security problems",
                    Requirement.SUPPORT_PERIOD, "Support period for security updates");

    private static final Map<Requirement, String> DEMANDS =
            Map.of(
                    Requirement.PASSWORDS,
                    "every device has a password of its own or lets its owner choose one, and a"
                            + " reset brings back no password that other devices have",
                    Requirement.REPORTING,
                    "the maker publishes where to report a security problem, and when an answer"
                            + " and news can be expected",
                    Requirement.SUPPORT_PERIOD,
                    "the maker publishes until which date security updates are sure to come");

    private Sentences() {}

    static String whatWasTested(ReportContent content) {
        var units = content.assessments().stream().mapToInt(a -> a.units().size()).sum();
        var products =
                content.assessments().stream()
                        .flatMap(a -> a.verdicts().stream())
                        .map(Verdict::population)
                        .distinct()
                        .toList();
        return count(products.size(), "product")
                + " ("
                + String.join(", ", products)
                + ") "
                + (products.size() == 1 ? "was" : "were")
                + " tested on "
                + count(units, "unit")
                + ".";
    }

    static String whatCameOut(ReportContent content) {
        var verdicts = content.assessments().stream().flatMap(a -> a.verdicts().stream()).toList();
        if (verdicts.isEmpty()) {
            return "There is no verdict.";
        }
        var failed = of(Outcome.FAIL, verdicts);
        var open = of(Outcome.INCONCLUSIVE, verdicts);
        if (failed.isEmpty() && open.isEmpty()) {
            return "No breach of any requirement was found.";
        }
        return (failed.isEmpty() ? "" : "Not met: " + failed + ". ")
                + (open.isEmpty() ? "" : "Could not be decided: " + open + ".");
    }

    private static String of(Outcome outcome, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(v -> v.outcome() == outcome)
                .map(v ->
                        requirement(v.requirement()).toLowerCase(java.util.Locale.ROOT)
                                + " by "
                                + v.device())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    static String product(Verdict verdict) {
        var population = verdict.population();
        var profile = population.substring(0, Math.max(0, population.lastIndexOf('@')));
        return verdict.device().equals(profile)
                ? population
                : verdict.device() + " (" + population + ")";
    }

    static String requirement(Requirement requirement) {
        return TITLES.getOrDefault(
                requirement, requirement.name() + " (" + requirement.scheme() + ")");
    }

    /// The demand and what came of it.
    static String meaning(Verdict verdict) {
        var demand = DEMANDS.get(verdict.requirement());
        if (demand == null) {
            return switch (verdict.outcome()) {
                case PASS -> "The suite's assertions held.";
                case FAIL -> "An assertion of the suite did not hold.";
                case INCONCLUSIVE -> "The suite came to no result.";
            };
        }
        return "Asked for: "
                + demand
                + ". "
                + switch (verdict.outcome()) {
                    case PASS -> "No breach of this was found.";
                    case FAIL -> "This is not met.";
                    case INCONCLUSIVE ->
                            "Whether this is met could not be decided: it is neither passed nor"
                                    + " failed.";
                };
    }

    static String effort(Verdict verdict) {
        var effort = verdict.effort();
        var published =
                verdict.requirement().equals(Requirement.REPORTING)
                        || verdict.requirement().equals(Requirement.SUPPORT_PERIOD);
        if (published) {
            return "Decided by what is published, not by tests on units.";
        }
        return "Effort: preset "
                + effort.preset()
                + ", "
                + count(effort.units(), "unit")
                + ", "
                + count(effort.resets(), "proven reset")
                + (effort.resetPaths().isEmpty()
                        ? ""
                        : " (" + String.join(", ", effort.resetPaths()) + ")")
                + ", "
                + count(effort.tries(), "answered try", "answered tries")
                + " with universal defaults.";
    }

    static String count(int number, String noun) {
        return count(number, noun, noun + "s");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
