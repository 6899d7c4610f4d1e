package org.proofmark.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.Run;
import org.proofmark.proto.run.v1.RunRecordView;
import org.proofmark.proto.run.v1.VerdictView;

/// A line per event, for logs.
final class EventLines implements Progress {
    private final PrintWriter out;
    private final Ticker ticker;
    private final long startNanos;

    /// The last that was told of each subject, so that a change is told once.
    private final Map<String, String> told = new HashMap<>();

    EventLines(PrintWriter out, Ticker ticker) {
        this.out = out;
        this.ticker = ticker;
        startNanos = ticker.nanos();
    }

    @Override
    public synchronized void changed(Campaign campaign) {
        var name = campaign.getDevice().isEmpty() ? campaign.getProfileId() : campaign.getDevice();
        tell(campaign.getCampaignId(), name, Words.state(campaign));
        for (Run run : campaign.getRunsList()) {
            if (run.hasFault()) {
                var fault = run.getFault();
                tell(
                        run.getRunId() + " fault",
                        run.getUnitId(),
                        "attempt "
                                + run.getAttempt()
                                + ": "
                                + fault.getCode()
                                + ": "
                                + fault.getWhat());
            }
        }
        for (VerdictView verdict : campaign.getVerdictsList()) {
            if (Words.decides(verdict)
                    && verdict.getUnitId().isEmpty()
                    && Words.isSettled(campaign, verdict)) {
                tell(
                        campaign.getCampaignId() + verdict.getScheme() + verdict.getRequirement(),
                        name,
                        verdict.getRequirement() + " " + verdict.getVerdict());
            }
        }
    }

    @Override
    public synchronized void recorded(RunRecordView rec) {
        line(rec.getUnitId(), rec.getText());
    }

    @Override
    public synchronized void noted(String text) {
        line("", text);
    }

    private void tell(String subject, String name, String text) {
        if (!text.equals(told.put(subject, text))) {
            line(name, text);
        }
    }

    private void line(String name, String text) {
        var elapsed = Duration.ofNanos(ticker.nanos() - startNanos);
        out.printf("%6s  %-10s %s%n", Progress.clock(elapsed), name, text);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
