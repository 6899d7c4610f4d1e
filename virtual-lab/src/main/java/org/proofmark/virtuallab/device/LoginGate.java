package org.proofmark.virtuallab.device;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.proofmark.domain.time.Ticker;

/// Counts wrong logins and locks doors, as the model's [Protection] says. Thread-safe.
final class LoginGate {
    private final Protection protection;
    private final Ticker ticker;
    private final Map<Door, Count> counts = new EnumMap<>(Door.class);

    LoginGate(Protection protection, Ticker ticker) {
        this.protection = protection;
        this.ticker = ticker;
    }

    /// @param wrong tries in a row
    /// @param locked whether the door is locked, until `until`
    private record Count(int wrong, boolean locked, long until) {
        static final Count NONE = new Count(0, false, 0);
    }

    /// How a try came out.
    ///
    /// @param open the door is open
    /// @param locked how much longer the door takes no tries; zero where this one was looked at
    record Outcome(boolean open, Duration locked) {
        /// Whether the try was not even looked at.
        boolean isLocked() {
            return !locked.isZero();
        }

        /// What stands in `Retry-After`: whole seconds, rounded up.
        long seconds() {
            return locked.plusNanos(999_999_999).toSeconds();
        }
    }

    /// Makes a try at a door that can say that it is locked.
    ///
    /// @param check whether the credential is right; not asked while the door is locked
    synchronized Outcome attempt(Door door, BooleanSupplier check) {
        var count = count(door);
        long left = count.until - ticker.nanos();
        if (count.locked && left > 0) {
            return new Outcome(false, Duration.ofNanos(left));
        }
        boolean open = check.getAsBoolean();
        int wrong = open ? 0 : (count.locked ? 0 : count.wrong) + 1;
        boolean lock = protection.tries() > 0 && wrong >= protection.tries();
        counts.put(
                counted(door),
                new Count(wrong, lock, ticker.nanos() + protection.lock().toNanos()));
        return new Outcome(open, Duration.ZERO);
    }

    /// Makes a try at a door that cannot: after too many wrong ones the answer is held back.
    boolean attemptSlowly(Door door, BooleanSupplier check) {
        if (protection.tries() > 0 && wrong(door) >= protection.tries()) {
            Times.parkUntil(ticker, ticker.nanos() + protection.slowdown().toNanos());
        }
        boolean open = check.getAsBoolean();
        note(door, open);
        return open;
    }

    private synchronized int wrong(Door door) {
        return count(door).wrong;
    }

    private synchronized void note(Door door, boolean open) {
        counts.put(counted(door), open ? Count.NONE : new Count(count(door).wrong + 1, false, 0));
    }

    /// Forgets all, as a boot does.
    synchronized void clear() {
        counts.clear();
    }

    private Count count(Door door) {
        return counts.getOrDefault(counted(door), Count.NONE);
    }

    private Door counted(Door door) {
        return protection.everywhere() ? Door.WEB : door;
    }
}
