package org.proofmark.rigagent.journal;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.SlotName;

/// The records of one attempt on the rig's disk, and its evidence, until the controller has
/// acknowledged all of them.
///
/// Records get their sequence numbers here, from 1 without holes. Thread-safe.
public final class AttemptSpool implements Closeable {
    /// Records that one attempt may make; a suite that makes more is broken.
    public static final int MAX_RECORDS = 100_000;

    /// Records handed out that are not acknowledged, so that a slow controller is not flooded.
    public static final int WINDOW = 256;

    private static final String PLAIN = "r ";
    private static final String LAST = "e ";

    private final Attempt attempt;
    private final SlotName slot;
    private final Path folder;
    private final LineLog log;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // what is acknowledged is let go: index 0 is the record after `released`
    private final List<byte[]> records;
    private long released;
    private long acknowledged;
    private boolean ended;
    private boolean closed;

    private AttemptSpool(
            Attempt attempt,
            SlotName slot,
            Path folder,
            LineLog log,
            List<byte[]> records,
            boolean ended) {
        this.attempt = attempt;
        this.slot = slot;
        this.folder = folder;
        this.log = log;
        this.records = records;
        this.ended = ended;
    }

    static AttemptSpool open(Attempt attempt, SlotName slot, Path folder) throws IOException {
        Durable.folder(folder);
        Durable.folder(folder.resolve("blobs"));
        var records = new ArrayList<byte[]>();
        var ended = new boolean[1];
        var log =
                LineLog.open(
                        folder.resolve("records"),
                        line -> {
                            records.add(Base64.getDecoder().decode(line.substring(2)));
                            ended[0] = line.startsWith(LAST);
                        });
        if (log.damagedLines() > 0) {
            log.close();
            throw new IOException(
                    folder
                            + "/records has "
                            + log.damagedLines()
                            + " damaged lines: its sequence has holes");
        }
        return new AttemptSpool(attempt, slot, folder, log, records, ended[0]);
    }

    public Attempt attempt() {
        return attempt;
    }

    public SlotName slot() {
        return slot;
    }

    /// Where the attempt's captures grow.
    public Path folder() {
        return folder;
    }

    /// Appends a record; returns when it is on the disk.
    ///
    /// @param last no record comes after it
    /// @param record makes the record's bytes for its sequence number
    /// @return the sequence number
    /// @throws StorageFault where the disk did not take it; the number is then not used
    /// @throws IllegalStateException after the last record, or beyond [#MAX_RECORDS]
    public long append(boolean last, LongFunction<byte[]> record) {
        lock.lock();
        try {
            long sequence = released + records.size() + 1;
            if (ended) {
                throw new IllegalStateException(attempt + " has ended: it takes no more records");
            }
            if (sequence > MAX_RECORDS && !last) {
                throw new IllegalStateException(
                        attempt + " made more than " + MAX_RECORDS + " records");
            }
            var bytes = record.apply(sequence);
            log.append((last ? LAST : PLAIN) + Base64.getEncoder().encodeToString(bytes));
            records.add(bytes);
            ended = last;
            changed.signalAll();
            return sequence;
        } finally {
            lock.unlock();
        }
    }

    /// True when the last record is here.
    public boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// The number up to which everything is acknowledged.
    public long acknowledged() {
        lock.lock();
        try {
            return acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /// How many records wait for their acknowledgement.
    public long waiting() {
        lock.lock();
        try {
            return released + records.size() - acknowledged;
        } finally {
            lock.unlock();
        }
    }

    /// The first record from this number on that is not acknowledged, as soon as it is there and
    /// the window has room for it; empty when no record will come.
    public Optional<Numbered> await(long from) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long sequence = Math.max(from, released + 1);
                boolean there = sequence <= released + records.size();
                if (there && sequence - acknowledged <= WINDOW) {
                    return Optional.of(
                            new Numbered(sequence, records.get((int) (sequence - released - 1))));
                }
                if (closed || (ended && !there)) {
                    return Optional.empty();
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// A record and its number.
    @SuppressWarnings("ArrayRecordComponent") // handed to the one thread that sends it
    public record Numbered(long sequence, byte[] bytes) {}

    /// Every record that is not acknowledged.
    public List<byte[]> unacknowledged() {
        lock.lock();
        try {
            return List.copyOf(records);
        } finally {
            lock.unlock();
        }
    }

    /// Everything up to this number is stored by the controller for good. A number that was
    /// acknowledged before, or that no record has, changes nothing.
    ///
    /// @return true when this was the last thing that the attempt waited for
    public boolean acknowledge(long sequence) {
        lock.lock();
        try {
            if (sequence > acknowledged && sequence <= released + records.size()) {
                records.subList(0, (int) (sequence - released)).clear();
                released = sequence;
                acknowledged = sequence;
                changed.signalAll();
            }
            return ended && records.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Stores evidence; returns when it is on the disk. The same bytes are stored once.
    public Digest addBlob(byte[] content) {
        try {
            return addBlob(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new StorageFault(folder, e);
        }
    }

    /// Stores evidence from a stream.
    public Digest addBlob(InputStream content) throws IOException {
        var aside = Files.createTempFile(folder.resolve("blobs"), "part", ".new");
        try {
            var sha = Digest.sha256();
            try (var out = new java.io.FileOutputStream(aside.toFile())) {
                var buffer = new byte[1 << 16];
                int n;
                while ((n = content.read(buffer)) > 0) {
                    sha.update(buffer, 0, n);
                    out.write(buffer, 0, n);
                }
                out.getFD().sync();
            }
            var digest = new Digest(HexFormat.of().formatHex(sha.digest()));
            Files.move(aside, blob(digest), StandardCopyOption.ATOMIC_MOVE);
            Durable.syncFolder(folder.resolve("blobs"));
            return digest;
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /// Where the blob lies.
    public Path blob(Digest digest) {
        return folder.resolve("blobs").resolve(digest.hex());
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        log.close();
    }
}
