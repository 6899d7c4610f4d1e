package org.proofmark.cli.population;

import java.io.PrintWriter;
import java.util.Locale;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;

/// The result for people.
public final class ReportText {
    private final PrintWriter out;

    public ReportText(PrintWriter out) {
        this.out = out;
    }

    /// Prints it: the verdict, the rules, what was found, how hard was looked, what could not be
    /// read.
    public void print(ListAnalysis.Result result) {
        var report = result.report();
        out.println(report.outcome() + ": " + sentence(report));
        out.println();
        report.verdicts().forEach(this::verdict);
        if (!report.findings().isEmpty()) {
            out.println();
            out.println("Found:");
            report.findings().forEach(this::finding);
        }
        out.println();
        effort(report.effort());
        problems(result);
    }

    private static String sentence(PopulationReport report) {
        return switch (report.outcome()) {
            case PASS -> "no rule is broken in this list, at the stated effort.";
            case FAIL -> "a rule is broken in this list.";
            case INCONCLUSIVE -> "the list does not settle it; what is missing stands below.";
        };
    }

    private void verdict(PopulationReport.RuleVerdict verdict) {
        out.printf(
                Locale.ROOT,
                "%-13s %-7s %s%n",
                verdict.outcome(),
                verdict.rule().label(),
                verdict.rule().text());
        verdict.reasons().forEach(reason -> out.println("              - " + reason));
    }

    private void finding(PopulationFinding finding) {
        out.println("- " + finding.kind().label() + ": " + finding.transform());
        out.printf(
                Locale.ROOT,
                "  explains %,d units%s%s%n",
                finding.unitsExplained(),
                finding.examples().isEmpty()
                        ? ""
                        : ", such as " + String.join(", ", finding.examples()),
                finding.counterExample().map(unit -> "; not " + unit).orElse(""));
        out.printf(
                Locale.ROOT,
                "  probability of a coincidence, corrected for all that was tried: %.1e%n",
                finding.coincidenceProbability());
    }

    private void effort(PopulationReport.Effort effort) {
        out.printf(
                Locale.ROOT,
                "Effort: %,d units, %,d of them searched deeply, %,d transforms; identifiers: %s.%n",
                effort.units(),
                effort.studied(),
                effort.transformsTried(),
                effort.fields().isEmpty() ? "none" : String.join(", ", effort.fields()));
        out.printf(
                Locale.ROOT,
                "With 95 %% confidence: fewer than %.3g %% of units are faulty; more than %.3g values by"
                        + " absence of duplicates, more than 2^%.1f by their characters.%n",
                100 * effort.faultyBelow(),
                effort.keyspaceAbove(),
                effort.keyspace().bitsBelow());
    }

    private void problems(ListAnalysis.Result result) {
        if (result.leftOut() + result.odd() == 0) {
            return;
        }
        out.printf(
                Locale.ROOT,
                "%nOf %,d rows %,d were left out and %,d are odd:%n",
                result.rows(),
                result.leftOut(),
                result.odd());
        result.problems().forEach(p -> out.println("  line " + p.line() + ": " + p.text()));
        long more = result.leftOut() + result.odd() - result.problems().size();
        if (more > 0) {
            out.println("  and " + more + " more");
        }
    }
}
