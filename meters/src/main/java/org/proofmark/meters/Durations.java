package org.proofmark.meters;

import java.time.Duration;

/// A histogram of how long something took. Safe for use by many threads.
@FunctionalInterface
public interface Durations {
    /// Measured by a monotonic clock.
    void record(Duration took);
}
