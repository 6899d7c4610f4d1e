package org.proofmark.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.Console.Match;
import org.proofmark.bench.watch.LastOutput;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// What the console said since the attempt began, in the order in which it came: what a [Console]
/// is made of. One thread adds, any number reads.
public final class ConsoleFeed {
    /// What a fault quotes.
    private static final int TAIL = 2000;

    private final Ticker ticker;
    private final Noise noise;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Item> items = new ArrayList<>();
    private long end;

    /// @param noise what is not meant for readers
    public ConsoleFeed(Ticker ticker, Noise noise) {
        this.ticker = ticker;
        this.noise = noise;
    }

    /// What came.
    private sealed interface Item {
        /// Where it begins.
        long position();

        @SuppressWarnings("ArrayRecordComponent") // never changed
        record Piece(long position, byte[] data) implements Item {}

        record Gap(long position, long lost, String reason) implements Item {}

        record Ended(long position, @Nullable Throwable error) implements Item {}
    }

    /// Bytes came; `position` is that of the first of them.
    public void piece(long position, byte[] data) {
        add(new Item.Piece(position, data), position + data.length);
    }

    /// Bytes were lost here.
    ///
    /// @param lost how many, -1 where nobody knows
    public void gap(long position, long lost, String reason) {
        add(new Item.Gap(position, lost, reason), position);
    }

    /// Nothing will come any more.
    public void ended(@Nullable Throwable error) {
        add(new Item.Ended(end(), error), end());
    }

    private void add(Item item, long newEnd) {
        lock.lock();
        try {
            items.add(item);
            end = Math.max(end, newEnd);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The position behind the last byte that has come.
    public long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /// Everything from a position on.
    public String since(long position) {
        lock.lock();
        try {
            var text = new StringBuilder();
            for (var item : items) {
                if (item instanceof Item.Piece piece) {
                    text.append(
                            new String(cut(piece, position).data(), StandardCharsets.ISO_8859_1));
                }
            }
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    /// What stands right before a position, as far as it says whether that is within noise.
    private String before(long position) {
        lock.lock();
        try {
            var text = new StringBuilder();
            for (var item : items) {
                if (item.position() >= position) {
                    break;
                }
                if (item instanceof Item.Piece piece) {
                    var rest = cut(piece, position - StreamMatcher.CONTEXT).data();
                    int behind =
                            Math.clamp(
                                    piece.position() + piece.data().length - position,
                                    0,
                                    rest.length);
                    text.append(
                            new String(rest, 0, rest.length - behind, StandardCharsets.ISO_8859_1));
                } else {
                    text.setLength(0);
                }
            }
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    private static Item.Piece cut(Item.Piece piece, long from) {
        int skip = Math.clamp(from - piece.position(), 0, piece.data().length);
        return skip == 0
                ? piece
                : new Item.Piece(
                        piece.position() + skip,
                        Arrays.copyOfRange(piece.data(), skip, piece.data().length));
    }

    /// [Console#await] on what came and comes.
    ///
    /// @throws BenchFault `console-gap`, `console-unreadable`, or what the feed ended with as
    ///   `agent-lost`
    public Optional<Match> await(
            String step, List<Pattern> patterns, long from, Duration limit, Hearing hearing) {
        var matcher = new StreamMatcher(patterns, from, noise, hearing, before(from));
        var deadline = ticker.deadline(step, limit);
        var cursor = new Cursor(from);
        while (true) {
            Optional<Match> match =
                    switch (cursor.next(wait(deadline, matcher), step)) {
                        case null -> matcher.settle();
                        case Item.Piece piece -> accept(matcher, piece, step);
                        case Item.Gap gap -> throw gap(gap, step, matcher);
                        case Item.Ended ended -> throw over(ended, step);
                    };
            if (match.isPresent()) {
                return match;
            }
            if (deadline.passed()) {
                return matcher.settle();
            }
        }
    }

    /// The fault of a wait that came to its limit, with what came last.
    public BenchFault timedOut(String step, List<Pattern> patterns, long from, Duration limit) {
        var seen = since(from);
        return new BenchFault.TimedOut(
                "console-timeout",
                "the console did not show "
                        + (patterns.size() == 1 ? patterns.getFirst() : "any of " + patterns)
                        + " within "
                        + limit.toMillis()
                        + " ms",
                step,
                limit,
                LastOutput.of(seen));
    }

    private static Duration wait(Deadline deadline, StreamMatcher matcher) {
        var left = deadline.remaining();
        return matcher.undecided() && StreamMatcher.QUIET.compareTo(left) < 0
                ? StreamMatcher.QUIET
                : left;
    }

    private static Optional<Match> accept(StreamMatcher matcher, Item.Piece piece, String step) {
        try {
            return matcher.feed(piece.data());
        } catch (IllegalStateException e) {
            throw new BenchFault.Hardware(
                    new Fault(
                            "console-unreadable",
                            String.valueOf(e.getMessage()),
                            step,
                            Duration.ZERO,
                            LastOutput.of(matcher.tail(TAIL))),
                    e);
        }
    }

    private static BenchFault gap(Item.Gap gap, String step, StreamMatcher matcher) {
        return new BenchFault.Hardware(
                new Fault(
                        "console-gap",
                        (gap.lost() < 0 ? "some" : String.valueOf(gap.lost()))
                                + " bytes of the console were lost before the answer could be"
                                + " read: "
                                + gap.reason(),
                        step,
                        Duration.ZERO,
                        LastOutput.of(matcher.tail(TAIL))));
    }

    private static BenchFault over(Item.Ended ended, String step) {
        var fault = Fault.of("agent-lost", "the console's recording has ended", step);
        var error = ended.error();
        return switch (error) {
            case null -> new BenchFault.Broken(fault);
            case BenchFault known -> known;
            default -> new BenchFault.Broken(fault, error);
        };
    }

    /// Reads item by item. Not thread-safe.
    private final class Cursor {
        private final long from;
        private int next;

        private Cursor(long from) {
            this.from = from;
        }

        /// The next item at or behind the place where reading began, or null where none comes
        /// within the limit.
        @Nullable Item next(Duration limit, String step) {
            try {
                return next(limit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFault.Broken(
                        Fault.of("suite-interrupted", "the suite was interrupted", step), e);
            }
        }

        private @Nullable Item next(Duration limit) throws InterruptedException {
            long nanos = limit.toNanos();
            lock.lockInterruptibly();
            try {
                while (true) {
                    while (next < items.size()) {
                        var item = items.get(next++);
                        if (item instanceof Item.Piece piece) {
                            var rest = cut(piece, from);
                            if (rest.data().length > 0) {
                                return rest;
                            }
                        } else if (item instanceof Item.Ended || item.position() > from) {
                            // a gap right at `from` was there before the question
                            return item;
                        }
                    }
                    if (nanos <= 0) {
                        return null;
                    }
                    nanos = changed.awaitNanos(nanos);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
