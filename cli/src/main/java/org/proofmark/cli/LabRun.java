package org.proofmark.cli;

import java.nio.file.Path;
import java.util.List;
import org.proofmark.cli.bundle.ReportBundle;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.campaign.CampaignOrder;
import org.proofmark.cli.campaign.CampaignRunner;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.cli.progress.Progress;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.time.Ticker;

/// Runs campaigns in a scratch lab, shows them, and writes their report.
final class LabRun {
    private final Terminal terminal;
    private final Path out;
    private final String scheme;

    /// @param scheme whose verdicts come first
    LabRun(Terminal terminal, Path out, String scheme) {
        this.terminal = terminal;
        this.out = out;
        this.scheme = scheme;
    }

    /// Runs them side by side to their end and returns what the report says.
    ///
    /// @param places units that may be at work at a time
    ReportView run(ScratchLab lab, List<CampaignOrder> orders, int places, boolean withSecrets) {
        List<String> ids;
        try (var progress = Progress.on(terminal, Ticker.system())) {
            ids = new CampaignRunner(lab.client(), progress).runAll(orders, places);
        }
        return report(lab, ids, withSecrets);
    }

    /// Writes the report over campaigns that have ended and prints the verdict table.
    ReportView report(ScratchLab lab, List<String> campaignIds, boolean withSecrets) {
        var report = lab.client().report(campaignIds, withSecrets);
        new ReportBundle(out).write(report, lab.client().blobs());
        var view = ReportView.parse(report.getReportJson().toByteArray());
        VerdictTable.print(view, scheme, terminal.out());
        terminal.out()
                .println("Report: " + out.resolve("report.html").toAbsolutePath().normalize());
        return view;
    }
}
