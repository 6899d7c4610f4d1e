package org.proofmark.controller.report;

import java.util.List;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Bounds;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Verdict;

/// Verdicts in words that need no knowledge of the standards.
final class Sentences {
    private Sentences() {}

    /// What came out, over all products.
    static String headline(List<Subject> subjects) {
        if (subjects.isEmpty()) {
            return "Nothing was tested";
        }
        if (subjects.size() == 1) {
            return of(subjects.getFirst());
        }
        var failed = count(Outcome.FAIL, subjects);
        var open = count(Outcome.INCONCLUSIVE, subjects);
        if (failed > 0) {
            return failed
                    + " of "
                    + count(subjects.size(), "product")
                    + (failed == 1 ? " does" : " do")
                    + " not meet the requirements";
        }
        return open > 0
                ? open + " of " + count(subjects.size(), "product") + " could not be decided"
                : "No breach was found on " + count(subjects.size(), "product");
    }

    private static String of(Subject subject) {
        return switch (subject.outcome()) {
            case FAIL -> subject.name() + " does not meet the requirements";
            case INCONCLUSIVE -> subject.name() + " could not be decided";
            case PASS -> "No breach was found on " + subject.name();
        };
    }

    private static int count(Outcome outcome, List<Subject> subjects) {
        return (int) subjects.stream().filter(s -> s.outcome() == outcome).count();
    }

    static String requirement(Requirement requirement) {
        return Demands.TITLES.getOrDefault(
                requirement, requirement.name() + " (" + requirement.scheme() + ")");
    }

    /// What the requirement asks for; that a user's suite is the user's own for all others.
    static String demand(Requirement requirement) {
        return Demands.ASKED.getOrDefault(
                requirement,
                "What the user's own suite asserts; no law and no standard is behind it.");
    }

    /// Where the requirement stands; empty for a user's own suite.
    static String source(Requirement requirement) {
        return Demands.SOURCES.getOrDefault(requirement, "");
    }

    /// The verdict in a sentence that names the behaviour.
    static String why(Verdict verdict) {
        var explanation = Explanations.of(verdict.outcome(), verdict.reasons().getFirst().code());
        return switch (verdict.outcome()) {
            case PASS ->
                    published(verdict)
                            ? explanation.plain()
                            : "No breach was found at preset ‘"
                                    + verdict.effort().preset()
                                    + "’."
                                    + bound(verdict);
            case FAIL -> explanation.plain();
            case INCONCLUSIVE -> explanation.plain() + " Neither passed nor failed.";
        };
    }

    /// What a PASS on units leaves open; empty where no units were counted on.
    private static String bound(Verdict verdict) {
        var effort = verdict.effort();
        if (effort.units() == 0 || !Requirement.ON_UNITS.contains(verdict.requirement())) {
            return "";
        }
        return " A breach shows on less than "
                + Bounds.percent(Bounds.faultyBelow(effort.units()))
                + " of units"
                + (effort.resets() == 0
                        ? "; nothing was reset"
                        : " and in less than " + effort.resetsBelow(" of resets"))
                + " (95 % confidence).";
    }

    /// True for requirements on what is published.
    static boolean published(Verdict verdict) {
        return !Requirement.ON_UNITS.contains(verdict.requirement())
                && Requirement.ALL.contains(verdict.requirement());
    }

    static String effort(Verdict verdict) {
        if (published(verdict)) {
            return "Decided by what is published, not by tests on units.";
        }
        var effort = verdict.effort();
        return "Preset ‘"
                + effort.preset()
                + "’: "
                + count(effort.units(), "unit")
                + ", "
                + count(effort.resets(), "proven factory reset")
                + (effort.resetPaths().isEmpty()
                        ? ""
                        : " (" + String.join(", ", effort.resetPaths()) + ")")
                + ", "
                + count(effort.tries(), "answered try", "answered tries")
                + " with passwords that everybody knows.";
    }

    static String count(int number, String noun) {
        return count(number, noun, noun + "s");
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
