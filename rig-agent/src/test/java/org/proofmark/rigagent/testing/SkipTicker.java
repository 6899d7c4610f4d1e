package org.proofmark.rigagent.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.domain.time.Ticker;

/// The JVM's monotonic clock, which a test moves forward by hand.
public final class SkipTicker implements Ticker {
    private final AtomicLong skipped = new AtomicLong();

    @Override
    public long nanos() {
        return System.nanoTime() + skipped.get();
    }

    public void skip(Duration duration) {
        skipped.addAndGet(duration.toNanos());
    }
}
