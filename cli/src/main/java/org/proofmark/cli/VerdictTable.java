package org.proofmark.cli;

import java.io.PrintWriter;
import java.util.List;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.output.OutputFormat;

/// A verdict per product and requirement, for people.
final class VerdictTable {
    private static final List<String> COLUMNS =
            List.of("device", "population", "requirement", "verdict", "reasons");

    private VerdictTable() {}

    static void print(ReportView view, PrintWriter out) {
        var rows =
                view.verdicts().stream()
                        .map(line ->
                                Listing.row(
                                        COLUMNS,
                                        line.device(),
                                        line.population(),
                                        line.requirement(),
                                        line.outcome(),
                                        line.codes()))
                        .toList();
        out.println();
        Listing.of("verdicts", COLUMNS, rows).print(out, OutputFormat.TEXT);
        out.println();
    }

    /// The sentences behind the verdicts of one kind, a line each.
    static void explain(List<VerdictLine> lines, PrintWriter out) {
        for (VerdictLine line : lines) {
            line.reasons()
                    .forEach(reason ->
                            out.printf(
                                    "%s %s %s: %s%n",
                                    line.device(),
                                    line.requirement(),
                                    line.outcome(),
                                    reason.text()));
        }
        out.flush();
    }
}
