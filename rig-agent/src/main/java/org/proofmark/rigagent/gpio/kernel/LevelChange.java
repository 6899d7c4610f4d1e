package org.proofmark.rigagent.gpio.kernel;

import java.time.Duration;
import java.util.Optional;

/// Makes edges of what a line's level was at each look: for chips that have no interrupts. Not
/// thread-safe.
final class LevelChange {
    private final long debounceNanos;
    private boolean level;
    private boolean moving;
    private long since;
    private long uncertainty;
    private long lastLook;
    private long sequence;

    /// @param begun before the level was read
    LevelChange(boolean level, Duration debounce, long begun) {
        this.level = level;
        this.debounceNanos = debounce.toNanos();
        this.lastLook = begun;
    }

    /// A look at the line.
    ///
    /// @param begun before it, on the clock of [System#nanoTime]
    /// @param ended after it
    /// @return the edge that this look completes, with the time at which the new level was first
    ///   seen
    Optional<LineEdge> look(boolean active, long begun, long ended) {
        long before = lastLook;
        lastLook = begun;
        if (active == level) {
            moving = false;
            return Optional.empty();
        }
        if (!moving) {
            moving = true;
            since = ended;
            uncertainty = ended - before;
        }
        if (ended - since < debounceNanos) {
            return Optional.empty();
        }
        level = active;
        moving = false;
        return Optional.of(new LineEdge(active, since, ++sequence, uncertainty));
    }
}
