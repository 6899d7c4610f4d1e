package org.proofmark.domain.time;

import java.time.Duration;

/// A monotonic clock: what elapsed time is measured with, since a rig's wall clock steps.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since a point that is fixed for the life of this process.
    long nanos();

    /// The clock of this JVM.
    static Ticker system() {
        return System::nanoTime;
    }

    /// A deadline that lies `limit` from now and names the step that it bounds.
    default Deadline deadline(String step, Duration limit) {
        return new Deadline(this, step, nanos(), limit);
    }
}
