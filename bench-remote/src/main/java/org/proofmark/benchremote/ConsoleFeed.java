package org.proofmark.benchremote;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What the console said since the attempt began, in the order in which it came. One thread adds,
/// any number reads.
final class ConsoleFeed {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Item> items = new ArrayList<>();
    private long end;

    /// What came.
    sealed interface Item {
        /// Where it begins.
        long position();

        @SuppressWarnings("ArrayRecordComponent") // never changed
        record Piece(long position, byte[] data) implements Item {}

        record Gap(long position, long lost, String reason) implements Item {}

        record Ended(long position, @Nullable Throwable error) implements Item {}
    }

    void piece(long position, byte[] data) {
        add(new Item.Piece(position, data), position + data.length);
    }

    void gap(long position, long lost, String reason) {
        add(new Item.Gap(position, lost, reason), position);
    }

    void ended(@Nullable Throwable error) {
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
    long end() {
        lock.lock();
        try {
            return end;
        } finally {
            lock.unlock();
        }
    }

    /// Everything from a position on.
    String since(long position) {
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

    private static Item.Piece cut(Item.Piece piece, long from) {
        int skip = Math.clamp(from - piece.position(), 0, piece.data().length);
        return skip == 0
                ? piece
                : new Item.Piece(
                        piece.position() + skip,
                        Arrays.copyOfRange(piece.data(), skip, piece.data().length));
    }

    /// A reader that begins at a position.
    Cursor from(long position) {
        return new Cursor(position);
    }

    /// Reads item by item. Not thread-safe.
    final class Cursor {
        private final long from;
        private int next;

        private Cursor(long from) {
            this.from = from;
        }

        /// The next item at or behind the place where reading began, or null where none comes
        /// within the limit.
        @Nullable Item next(Duration limit) throws InterruptedException {
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
