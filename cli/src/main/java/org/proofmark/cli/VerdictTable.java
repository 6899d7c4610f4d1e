package org.proofmark.cli;

import java.io.PrintWriter;
import java.util.List;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.output.OutputFormat;

/// A verdict per product and requirement, for people.
final class VerdictTable {
    private static final List<String> COLUMNS =
            List.of("device", "population", "requirement", "verdict", "preset", "bound", "reasons");

    private VerdictTable() {}

    /// The verdicts of a campaign that has ended, and how its report is had.
    ///
    /// @return the exit code that they decide
    static int conclude(ControllerClient client, String campaign, String scheme, PrintWriter out) {
        var report = client.report(List.of(campaign), false);
        var view = ReportView.parse(report.getReportJson().toByteArray());
        print(view, scheme, out);
        explain(view.deciding(scheme), out);
        out.println("The evidence: proofmark report " + campaign);
        return view.exitCode(scheme);
    }

    /// The deciding verdicts, and below them the others.
    static void print(ReportView view, String scheme, PrintWriter out) {
        var deciding = view.deciding(scheme);
        var others = view.verdicts().stream().filter(line -> !deciding.contains(line)).toList();
        out.println();
        print(deciding, out);
        if (!others.isEmpty()) {
            out.println();
            out.println(
                    "Also judged, under "
                            + String.join(
                                    ", ",
                                    others.stream().map(VerdictLine::scheme).distinct().toList())
                            + "; decides the exit code only with --scheme:");
            print(others, out);
        }
        out.println();
    }

    private static void print(List<VerdictLine> lines, PrintWriter out) {
        var rows =
                lines.stream()
                        .map(line ->
                                Listing.row(
                                        COLUMNS,
                                        line.device(),
                                        line.population(),
                                        line.requirement(),
                                        line.outcome(),
                                        line.preset(),
                                        line.bound(),
                                        line.codes()))
                        .toList();
        Listing.of("verdicts", COLUMNS, rows).print(out, OutputFormat.TEXT);
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
