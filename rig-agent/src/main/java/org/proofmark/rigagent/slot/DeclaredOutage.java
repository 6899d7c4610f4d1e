package org.proofmark.rigagent.slot;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// When a console that is the device's own, such as a USB port of its own, may be away: while the
/// device is off by order, while a button is held, and for a while after each order. Thread-safe.
final class DeclaredOutage {
    private final Duration limit;
    private final Ticker ticker;
    // guarded by this
    private final Set<String> held = new HashSet<>();
    private boolean off = true;
    private @Nullable Deadline until;

    /// @param limit how long after an order; zero where the console may never be away
    DeclaredOutage(Duration limit, Ticker ticker) {
        this.limit = limit;
        this.ticker = ticker;
    }

    Duration limit() {
        return limit;
    }

    /// The device is about to be switched off.
    synchronized void off() {
        off = true;
    }

    /// The device is being switched on, or has just been.
    synchronized void on() {
        off = false;
        renew();
    }

    /// A button is about to be pressed, or was released.
    synchronized void button(String name, boolean pressed) {
        if (pressed) {
            held.add(name);
        } else if (held.remove(name)) {
            renew();
        }
    }

    private void renew() {
        until = ticker.deadline("the console's return", limit);
    }

    /// Whether the console may be away now.
    synchronized boolean covers() {
        return !limit.isZero() && (off || !held.isEmpty() || (until != null && !until.passed()));
    }
}
