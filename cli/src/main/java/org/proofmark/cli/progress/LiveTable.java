package org.proofmark.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.Run;
import org.proofmark.proto.run.v1.RunRecordView;

/// A table that is drawn over itself: slot, unit, step, elapsed, verdict so far.
final class LiveTable implements Progress {
    /// Often enough for the eye, seldom enough for a slow line.
    private static final long REDRAW_MILLIS = 250;

    private static final int STEP_COLUMNS = 44;

    private final PrintWriter out;
    private final Ticker ticker;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Timer redraw = new Timer("live table", true);
    private int drawnLines;

    private LiveTable(PrintWriter out, Ticker ticker) {
        this.out = out;
        this.ticker = ticker;
    }

    static LiveTable start(PrintWriter out, Ticker ticker) {
        var table = new LiveTable(out, ticker);
        table.redraw.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        table.draw();
                    }
                },
                0,
                REDRAW_MILLIS);
        return table;
    }

    /// One slot with its unit.
    private static final class Row {
        private final String unit;
        private final long startNanos;
        private String step = "";
        private String verdict = "";
        private long endNanos = -1;

        Row(String unit, long startNanos) {
            this.unit = unit;
            this.startNanos = startNanos;
        }
    }

    @Override
    public synchronized void changed(Campaign campaign) {
        for (Run run : campaign.getRunsList()) {
            var row = row(run.getRigId() + "/" + run.getSlot(), run.getUnitId());
            row.verdict = verdict(campaign, run.getUnitId());
            if (run.hasFault()) {
                row.step = run.getFault().getCode();
            } else if (!run.getWaitingCode().isEmpty()) {
                row.step = "waits: " + run.getWaitingCode();
            } else if (!run.getStep().isEmpty()) {
                row.step = run.getStep();
            }
            if (campaign.getState() == CampaignState.CAMPAIGN_STATE_ENDED && row.endNanos < 0) {
                row.endNanos = ticker.nanos();
                row.step = "done";
            }
        }
    }

    @Override
    public synchronized void recorded(RunRecordView rec) {
        rows.values().stream()
                .filter(row -> row.unit.equals(rec.getUnitId()))
                .forEach(row -> row.step = rec.getText());
    }

    /// Above the table, which is drawn anew below it.
    @Override
    public synchronized void noted(String text) {
        if (drawnLines > 0) {
            out.print("\u001b[" + drawnLines + "A\u001b[J");
            drawnLines = 0;
        }
        out.println(text);
    }

    private Row row(String slot, String unit) {
        return rows.computeIfAbsent(slot, key -> new Row(unit, ticker.nanos()));
    }

    /// The worst word on this unit or, once there is one, on its population.
    private static String verdict(Campaign campaign, String unit) {
        var words =
                campaign.getVerdictsList().stream()
                        .filter(view -> Words.decides(view) && Words.isSettled(campaign, view))
                        .filter(view -> view.getUnitId().isEmpty() || view.getUnitId().equals(unit))
                        .map(view -> view.getVerdict())
                        .toList();
        return java.util.stream.Stream.of("FAIL", "INCONCLUSIVE", "PASS")
                .filter(words::contains)
                .findFirst()
                .orElse("");
    }

    private synchronized void draw() {
        var text = new StringBuilder();
        if (drawnLines > 0) {
            text.append("\u001b[").append(drawnLines).append('A');
        }
        line(text, "slot", "unit", "step", "time", "verdict");
        rows.forEach((slot, row) -> line(text, slot, row.unit, row.step, time(row), row.verdict));
        drawnLines = rows.size() + 1;
        out.print(text);
        out.flush();
    }

    private String time(Row row) {
        long end = row.endNanos < 0 ? ticker.nanos() : row.endNanos;
        return Progress.clock(Duration.ofNanos(end - row.startNanos));
    }

    private static void line(
            StringBuilder text,
            String slot,
            String unit,
            String step,
            String time,
            String verdict) {
        var cut = step.length() <= STEP_COLUMNS ? step : step.substring(0, STEP_COLUMNS - 1) + "…";
        // Clears to the end of the line, so that nothing of a longer line is left.
        text.append(
                "%-16s %-10s %-44s %6s  %s\u001b[K%n".formatted(slot, unit, cut, time, verdict));
    }

    @Override
    public void close() {
        redraw.cancel();
        draw();
    }
}
