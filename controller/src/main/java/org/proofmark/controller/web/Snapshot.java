package org.proofmark.controller.web;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.time.Ticker;

/// A value that all who look at it share: built anew after a change by the first who wants it, by
/// one thread at a time, not more often than a gap allows and not at all while nobody looks.
/// Thread-safe.
final class Snapshot<T> {
    /// A change shows after this long at the latest where building is quick: eyes see no sooner.
    static final Duration LEAST_GAP = Duration.ofMillis(200);

    /// Building takes at most a tenth of one processor.
    private static final int COST_FACTOR = 10;

    /// However long building takes.
    static final Duration MOST_GAP = Duration.ofSeconds(10);

    private final Supplier<T> build;
    private final Ticker ticker;
    private final Duration oldest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private @Nullable Seen<T> seen;
    private boolean dirty = true;
    private boolean building;
    private boolean closed;
    private long builtNanos;
    private long gapNanos;

    /// @param oldest after this long it is built anew even where nobody told of a change
    Snapshot(Supplier<T> build, Ticker ticker, Duration oldest) {
        this.build = build;
        this.ticker = ticker;
        this.oldest = oldest;
    }

    /// @param version grows whenever the value is another one
    record Seen<T>(long version, T value) {}

    /// Says that it is to be built anew. Returns at once.
    void changed() {
        lock.lock();
        try {
            dirty = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The value as it is now, or as it was a gap ago at the most.
    Seen<T> now() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (building) {
                news.await();
            }
            if (seen == null || (dirty && leftOfGap() <= 0)) {
                rebuild();
            }
            return present();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a value of another version than this one.
    ///
    /// @return empty where there was none for so long, or this was closed
    Optional<Seen<T>> next(long version, Duration limit) throws InterruptedException {
        var deadline = ticker.nanos() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed) {
                if (seen != null && seen.version() != version) {
                    return Optional.of(seen);
                }
                var left = deadline - ticker.nanos();
                if (left <= 0) {
                    return Optional.empty();
                }
                var due = building ? left : untilDue();
                if (due <= 0) {
                    rebuild();
                } else {
                    var _ = news.awaitNanos(Math.min(left, due));
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private long untilDue() {
        var age = ticker.nanos() - builtNanos;
        return seen == null ? 0 : Math.max(leftOfGap(), dirty ? 0 : oldest.toNanos() - age);
    }

    private long leftOfGap() {
        return gapNanos - (ticker.nanos() - builtNanos);
    }

    /// Called under the lock, which is open while the value is built: changes that come meanwhile
    /// count for the next.
    private void rebuild() {
        dirty = false;
        building = true;
        var begin = ticker.nanos();
        T value = null;
        lock.unlock();
        try {
            value = build.get();
        } finally {
            lock.lock();
            building = false;
            builtNanos = ticker.nanos();
            gapNanos =
                    Math.clamp(
                            COST_FACTOR * (builtNanos - begin),
                            LEAST_GAP.toNanos(),
                            MOST_GAP.toNanos());
            if (value == null) {
                dirty = true;
            } else if (seen == null || !seen.value().equals(value)) {
                seen = new Seen<>(seen == null ? 1 : seen.version() + 1, value);
            }
            news.signalAll();
        }
    }

    private Seen<T> present() {
        if (seen == null) {
            throw new IllegalStateException("nothing was built");
        }
        return seen;
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes whoever waits; nobody waits any more.
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
