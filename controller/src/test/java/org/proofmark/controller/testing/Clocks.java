package org.proofmark.controller.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.proofmark.domain.time.Ticker;

/// Time that only the test moves.
public final class Clocks implements InstantSource, Ticker {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final Instant start = now.get();

    /// Lets time pass on both clocks.
    public void pass(Duration time) {
        now.updateAndGet(t -> t.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public long nanos() {
        return Duration.between(start, now.get()).toNanos();
    }
}
