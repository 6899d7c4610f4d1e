package org.proofmark.rigagent.slot;

import java.util.HashMap;
import java.util.Map;

/// How long buttons were held, on the monotonic clock, which is the kernel's. Not thread-safe.
final class ButtonHolds {
    private static final long NANOS_PER_MICRO = 1000;

    private final Map<String, Change> down = new HashMap<>();

    /// A line was set: not before the one, not after the other.
    private record Change(long before, long after) {}

    /// A button's line was set.
    ///
    /// @param before the monotonic clock before it was
    /// @param after the same after it was
    /// @return of a release, how long the button was held: `held-microseconds`, and by how much
    ///   that may be wrong either way, rounded up: `held-uncertainty-microseconds`. Empty else
    Map<String, String> changed(String button, boolean pressed, long before, long after) {
        if (pressed) {
            // pressed again while it is: the hold goes on
            down.putIfAbsent(button, new Change(before, after));
            return Map.of();
        }
        var press = down.remove(button);
        if (press == null) {
            return Map.of();
        }
        long shortest = before - press.after;
        long longest = after - press.before;
        long held = (shortest + longest) / 2 / NANOS_PER_MICRO;
        long unsure = (longest - shortest) / 2 / NANOS_PER_MICRO + 1;
        return Map.of(
                "held-microseconds",
                String.valueOf(held),
                "held-uncertainty-microseconds",
                String.valueOf(unsure));
    }
}
