package org.proofmark.cli.hands;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.proofmark.cli.output.Listing;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.wire.Times;

/// What a rig has done, for people and programs.
public final class HandAnswer {
    private static final List<String> COLUMNS =
            List.of("slot", "action", "text", "measuredMilliseconds", "heldUntil");

    private HandAnswer() {}

    /// `rig-1/a: pressed reset, 10002 ms by the rig's clock; held until 2026-11-23T01:20:00Z`
    public static String sentence(String slot, ActResponse answer) {
        var done = answer.getResult().getDone();
        var measured = Times.fromWire(done.getMeasured());
        return slot
                + ": "
                + done.getText()
                + (measured.isZero() ? "" : ", " + millis(measured) + " ms by the rig's clock")
                + (answer.hasHeldUntilTime()
                        ? "; held until " + until(answer)
                        : "; nobody holds it now");
    }

    /// One row.
    public static Listing listing(String slot, String action, ActResponse answer) {
        var done = answer.getResult().getDone();
        return Listing.of(
                "orders",
                COLUMNS,
                List.of(
                        Listing.row(
                                COLUMNS,
                                slot,
                                action,
                                done.getText(),
                                millis(Times.fromWire(done.getMeasured())),
                                until(answer))));
    }

    private static String until(ActResponse answer) {
        return answer.hasHeldUntilTime()
                ? Times.fromWire(answer.getHeldUntilTime())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString()
                : "";
    }

    private static long millis(Duration time) {
        return time.toMillis();
    }
}
