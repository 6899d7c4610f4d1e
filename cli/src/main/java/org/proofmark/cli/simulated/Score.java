package org.proofmark.cli.simulated;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.output.Listing;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Group;

/// The detection score.
///
/// @param rows a row per device
/// @param elapsed from the first submission to the last verdict
public record Score(List<DetectionRow> rows, Duration elapsed) {
    private static final List<String> COLUMNS =
            List.of("id", "expected", "got", "verdict", "caught");

    public Score {
        rows = List.copyOf(rows);
    }

    /// Rows with a flaw or a fault in them.
    public long planted() {
        return rows.stream().filter(Score::hasFlaw).count();
    }

    /// Of those, the ones that were found.
    public long caught() {
        return rows.stream().filter(row -> hasFlaw(row) && row.caught()).count();
    }

    /// Rows where something is FAIL that is in order.
    public long falseAlarms() {
        return rows.stream().filter(DetectionRow::falseAlarm).count();
    }

    /// Rows where something could not be decided that can be.
    public long inconclusive() {
        return rows.stream().filter(DetectionRow::inconclusive).count();
    }

    /// Every row is caught and none raised a false alarm.
    public boolean isPerfect() {
        return !rows.isEmpty()
                && falseAlarms() == 0
                && rows.stream().allMatch(DetectionRow::caught);
    }

    private static boolean hasFlaw(DetectionRow row) {
        return row.group() != Group.COMPLIANT;
    }

    /// As a list with its totals.
    public Listing listing() {
        var cells =
                rows.stream()
                        .map(row ->
                                Listing.row(
                                        COLUMNS,
                                        row.id(),
                                        row.expected(),
                                        row.got(),
                                        row.verdict().name(),
                                        row.caught()))
                        .toList();
        return new Listing("rows", COLUMNS, cells, totals());
    }

    private Map<String, Object> totals() {
        var totals = new LinkedHashMap<String, Object>();
        totals.put("planted", planted());
        totals.put("caught", caught());
        totals.put("missed", planted() - caught());
        totals.put("falseAlarms", falseAlarms());
        totals.put("inconclusive", inconclusive());
        totals.put("elapsedSeconds", elapsed.toSeconds());
        return totals;
    }

    /// In one line.
    public String summary() {
        return "planted %d, caught %d, missed %d, false alarms %d, inconclusive %d, in %d:%02d"
                .formatted(
                        planted(),
                        caught(),
                        planted() - caught(),
                        falseAlarms(),
                        inconclusive(),
                        elapsed.toMinutes(),
                        elapsed.toSecondsPart());
    }
}
