package org.proofmark.virtuallab.device;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.domain.time.Ticker;

/// How a device lets time pass.
final class Times {
    private Times() {}

    /// So many percent of a time.
    static Duration scaled(Duration time, int percent) {
        return time.multipliedBy(percent).dividedBy(100);
    }

    /// Returns once the ticker stands there, however often it is woken.
    static void parkUntil(Ticker ticker, long nanos) {
        for (long left = nanos - ticker.nanos(); left > 0; left = nanos - ticker.nanos()) {
            LockSupport.parkNanos(left);
        }
    }
}
