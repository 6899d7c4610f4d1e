package org.proofmark.rigagent.run;

import java.time.Duration;
import org.proofmark.domain.time.Ticker;

/// The right to a slot, for a time that runs on the rig's monotonic clock from receipt: a step of
/// the wall clock changes nothing. Thread-safe.
final class Lease {
    private final Ticker ticker;
    private long endNanos;

    Lease(Ticker ticker, Duration remaining) {
        this.ticker = ticker;
        renew(remaining);
    }

    /// From now on the lease lasts this much longer; never shorter than it was.
    synchronized void renew(Duration remaining) {
        long end = ticker.nanos() + remaining.toNanos();
        if (endNanos == 0 || end - endNanos > 0) {
            endNanos = end;
        }
    }

    /// True from its end on.
    synchronized boolean over() {
        return ticker.nanos() - endNanos >= 0;
    }
}
