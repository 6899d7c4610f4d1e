package org.proofmark.domain.time;

import java.time.Duration;

/// The end of somebody's patience, and with what.
///
/// @param ticker the clock
/// @param step what is waited for, in words that a person understands
/// @param startNanos the ticker's value at the start
/// @param limit how long is waited at the most
public record Deadline(Ticker ticker, String step, long startNanos, Duration limit) {
    /// What is left, zero when it has passed.
    public Duration remaining() {
        var left = limit.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// How long has been waited.
    public Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - startNanos);
    }

    /// True from the limit on.
    public boolean passed() {
        return elapsed().compareTo(limit) >= 0;
    }
}
