package org.proofmark.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `proofmark report`: judges campaigns anew and writes their report.
@Command(
        name = "report",
        description = {
            "Judges the evidence of campaigns anew and writes report.html, report.json, junit.xml and evidence/.",
            "Exit code: 0 when every verdict is PASS, 1 on a FAIL, 2 on INCONCLUSIVE."
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "CAMPAIGN", description = "Ids of campaigns.")
    private List<String> campaigns = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the files go (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("proofmark-report");

    @Option(
            names = "--with-secrets",
            description = "Plain values of the secrets found, and captures that hold them; logged.")
    private boolean withSecrets;

    @Mixin private final SchemeOption scheme = new SchemeOption();
    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        scheme.check();
        var bundle = new ReportBundle(out);
        try (var client = state.connect()) {
            var report = client.report(campaigns, withSecrets);
            bundle.prepare();
            bundle.write(report, client.blobs());
            var view = ReportView.parse(report.getReportJson().toByteArray());
            VerdictTable.print(view, scheme.name(), terminal.out());
            VerdictTable.explain(view.deciding(scheme.name()), terminal.out());
            terminal.out().println("Report: " + out.resolve("report.html").toAbsolutePath());
            return view.exitCode(scheme.name());
        }
    }
}
