package org.proofmark.rigagent.slot;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.proofmark.domain.time.Ticker;

/// What an attempt's console said: `console.raw`, every byte as it came, and `console.index`, one
/// JSON object per read, gap or note, with the position in `console.raw`, the length, the monotonic
/// and the UTC time.
///
/// Positions count bytes since the attempt began. One thread writes, any number reads.
public final class ConsoleRecording implements Closeable {
    /// 6 hours of a busy line at 115200 baud.
    public static final long MAX_BYTES = 256L * 1024 * 1024;

    /// Reads, gaps and notes that are kept in memory for readers.
    public static final int MAX_PIECES = 1_000_000;

    /// Largest piece that a reader is handed.
    private static final int MAX_READ = 32 * 1024;

    private final Path folder;
    private final Ticker ticker;
    private final InstantSource clock;
    private final RandomAccessFile raw;
    private final FileOutputStream index;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private long position;
    private boolean closed;

    private record Entry(long position, int length, long nanos, long lost, String reason) {
        boolean gap() {
            return !reason.isEmpty();
        }
    }

    /// What a reader gets, in order.
    public sealed interface Piece {
        /// Bytes.
        ///
        /// @param nanos when they were read, on the rig's monotonic clock
        @SuppressWarnings("ArrayRecordComponent") // made for one reader, who sends it on
        record Bytes(long position, byte[] data, long nanos) implements Piece {}

        /// Bytes that were lost.
        ///
        /// @param lost how many, -1 where nobody knows
        record Gap(long position, long lost, String reason) implements Piece {}
    }

    /// Begins a recording in this folder.
    public ConsoleRecording(Path folder, Ticker ticker, InstantSource clock) throws IOException {
        this.folder = folder;
        this.ticker = ticker;
        this.clock = clock;
        this.raw = new RandomAccessFile(rawFile().toFile(), "rw");
        this.raw.setLength(0);
        this.index = new FileOutputStream(indexFile().toFile());
    }

    /// The captured bytes.
    public Path rawFile() {
        return folder.resolve("console.raw");
    }

    /// The times and gaps.
    public Path indexFile() {
        return folder.resolve("console.index");
    }

    /// Bytes recorded so far.
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    /// Records bytes; false when the recording has reached [#MAX_BYTES] or [#MAX_PIECES].
    boolean bytes(byte[] data, int count) throws IOException {
        long nanos = ticker.nanos();
        lock.lock();
        try {
            if (closed) {
                return true;
            }
            if (position + count > MAX_BYTES || entries.size() >= MAX_PIECES) {
                return false;
            }
            raw.seek(position);
            raw.write(data, 0, count);
            line(nanos, "\"length\":" + count);
            entries.add(new Entry(position, count, nanos, 0, ""));
            position += count;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Records that bytes were lost here.
    void gap(long lost, String reason) throws IOException {
        long nanos = ticker.nanos();
        lock.lock();
        try {
            if (!closed) {
                entries.add(new Entry(position, 0, nanos, lost, reason));
                changed.signalAll();
                line(nanos, "\"lost\":" + lost + ",\"gap\":" + quoted(reason));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Records something that happened to the line and lost nothing.
    void note(String text) throws IOException {
        lock.lock();
        try {
            if (!closed) {
                line(ticker.nanos(), "\"note\":" + quoted(text));
            }
        } finally {
            lock.unlock();
        }
    }

    private void line(long nanos, String rest) throws IOException {
        var line =
                "{\"position\":"
                        + position
                        + ","
                        + rest
                        + ",\"monotonicNanos\":"
                        + nanos
                        + ",\"time\":\""
                        + clock.instant()
                        + "\"}\n";
        index.write(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\"";
    }

    /// Reads from a position on, waiting for what comes.
    public Cursor from(long start) {
        return new Cursor(start);
    }

    /// Wakes every waiting reader, so that it looks at its stop condition.
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A reader's place. Not thread-safe.
    public final class Cursor {
        private long at;
        private int next;

        private Cursor(long start) {
            at = start;
        }

        /// The next piece, as soon as there is one.
        ///
        /// @param stop looked at whenever something happens; true ends the waiting
        /// @return empty when stopped, or when the recording is closed and read to its end
        public Optional<Piece> next(BooleanSupplier stop) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!stop.getAsBoolean()) {
                    var piece = ready();
                    if (piece.isPresent() || closed) {
                        return piece;
                    }
                    changed.await();
                }
                return Optional.empty();
            } finally {
                lock.unlock();
            }
        }

        /// The next piece where it is there already.
        public Optional<Piece> poll() {
            lock.lock();
            try {
                return ready();
            } finally {
                lock.unlock();
            }
        }

        private Optional<Piece> ready() {
            for (; next < entries.size(); next++) {
                var entry = entries.get(next);
                if (entry.gap() && entry.position >= at) {
                    next++;
                    return Optional.of(new Piece.Gap(entry.position, entry.lost, entry.reason));
                }
                if (!entry.gap() && entry.position + entry.length > at) {
                    var data = read(at, Math.min(MAX_READ, runLength()));
                    var piece = new Piece.Bytes(at, data, entry.nanos);
                    at += data.length;
                    return Optional.of(piece);
                }
            }
            return Optional.empty();
        }

        /// Bytes from `at` to the next gap.
        private int runLength() {
            long end = at;
            for (int i = next; i < entries.size() && end - at < MAX_READ; i++) {
                var entry = entries.get(i);
                if (entry.gap()) {
                    break;
                }
                end = entry.position + entry.length;
            }
            return (int) Math.min(MAX_READ, end - at);
        }
    }

    private byte[] read(long from, int count) {
        var data = new byte[count];
        try {
            raw.seek(from);
            raw.readFully(data);
            return data;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + rawFile(), e);
        }
    }

    /// Ends the recording; what it has is on the disk when this returns.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            // one try each, so that neither file stays open
            try (index;
                    raw) {
                raw.getFD().sync();
                index.getFD().sync();
            }
        } finally {
            lock.unlock();
        }
    }
}
