package org.proofmark.rigagent.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time that a slot shows its device, wherever it asks: true UTC and an offset. Thread-safe.
public final class DeviceTime implements InstantSource {
    private final InstantSource truth;
    private volatile Duration offset = Duration.ZERO;

    /// @param truth true UTC
    public DeviceTime(InstantSource truth) {
        this.truth = truth;
    }

    /// What the device is shown.
    @Override
    public Instant instant() {
        return truth.instant().plus(offset);
    }

    /// True UTC.
    public Instant truth() {
        return truth.instant();
    }

    /// What the shown time is ahead of true UTC, negative where it is behind.
    public Duration offset() {
        return offset;
    }

    /// Shows another time from now on.
    public void ahead(Duration offset) {
        this.offset = offset;
    }
}
