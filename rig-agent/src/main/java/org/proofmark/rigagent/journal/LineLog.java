package org.proofmark.rigagent.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// An append-only file of text lines, each with a CRC-32C, so that a line that was being written
/// when the power went (a torn tail) is told from one that was.
///
/// Form: eight hex digits of the CRC over the text's UTF-8, a space, the text, a line feed. What
/// stands behind the last whole line is cut off at opening; a damaged line before it is counted and
/// passed over. Written with [RandomAccessFile], since an interrupt would close a channel.
/// Thread-safe.
final class LineLog implements Closeable {
    /// Longest line; a longer one would only come from damage.
    static final int MAX_LINE_BYTES = 4 * 1024 * 1024;

    private static final int PREFIX = 9;

    private final Path path;
    private final RandomAccessFile file;
    private final int damagedLines;
    private final Object writing = new Object();
    private final Object syncing = new Object();
    private long length;
    private long synced;

    private LineLog(Path path, RandomAccessFile file, long length, int damagedLines) {
        this.path = path;
        this.file = file;
        this.length = length;
        this.synced = length;
        this.damagedLines = damagedLines;
    }

    /// Opens or makes the file; each whole line of it is handed over in order.
    static LineLog open(Path path, Consumer<String> line) throws IOException {
        boolean fresh = !Files.exists(path);
        var scan = fresh ? new Scan(0, 0) : scan(path, line);
        var file = new RandomAccessFile(path.toFile(), "rw");
        if (fresh) {
            Durable.restrict(path);
        }
        file.setLength(scan.end);
        file.seek(scan.end);
        file.getFD().sync();
        Durable.syncFolderOf(path);
        return new LineLog(path, file, scan.end, scan.damaged);
    }

    /// Lines that were damaged in the middle of the file, never a torn tail.
    int damagedLines() {
        return damagedLines;
    }

    /// Bytes in the file.
    long length() {
        synchronized (writing) {
            return length;
        }
    }

    /// Appends a line and returns when it is on the disk. Callers that come together share one
    /// sync.
    ///
    /// @throws StorageFault where it could not be written; the file is then as before
    void append(String text) {
        sync(write(text));
    }

    private long write(String text) {
        var payload = text.getBytes(StandardCharsets.UTF_8);
        if (payload.length > MAX_LINE_BYTES - PREFIX - 1 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException(
                    "a line wants no line feed and at most "
                            + MAX_LINE_BYTES
                            + " bytes, got "
                            + payload.length);
        }
        var line = new byte[PREFIX + payload.length + 1];
        var crc = crc(payload, 0, payload.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(crc, 0, line, 0, crc.length);
        line[PREFIX - 1] = ' ';
        System.arraycopy(payload, 0, line, PREFIX, payload.length);
        line[line.length - 1] = '\n';
        synchronized (writing) {
            try {
                file.write(line);
                length += line.length;
                return length;
            } catch (IOException e) {
                undo();
                throw new StorageFault(path, e);
            }
        }
    }

    private void undo() {
        try {
            file.setLength(length);
            file.seek(length);
        } catch (IOException e) {
            throw new StorageFault(path, e);
        }
    }

    private void sync(long upTo) {
        synchronized (syncing) {
            if (synced >= upTo) {
                return;
            }
            long reached = length();
            try {
                file.getFD().sync();
            } catch (IOException e) {
                throw new StorageFault(path, e);
            }
            synced = reached;
        }
    }

    /// Hands over every whole line that is in the file now.
    void forEach(Consumer<String> line) {
        try {
            scan(path, line);
        } catch (IOException e) {
            throw new StorageFault(path, e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private record Scan(long end, int damaged) {}

    private static Scan scan(Path path, Consumer<String> line) throws IOException {
        long offset = 0;
        long end = 0;
        int damaged = 0;
        int damagedSinceGood = 0;
        try (var in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            while (true) {
                var raw = readLine(in);
                if (raw.bytes.length == 0 && !raw.complete) {
                    return new Scan(end, damaged);
                }
                offset += raw.consumed;
                var text = raw.complete ? decode(raw.bytes) : Optional.<String>empty();
                if (text.isPresent()) {
                    damaged += damagedSinceGood;
                    damagedSinceGood = 0;
                    end = offset;
                    line.accept(text.get());
                } else {
                    damagedSinceGood++;
                }
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // lives between two methods of this class
    private record RawLine(byte[] bytes, boolean complete, long consumed) {}

    private static RawLine readLine(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        long consumed = 0;
        int b;
        while ((b = in.read()) >= 0) {
            consumed++;
            if (b == '\n') {
                return new RawLine(bytes.toByteArray(), true, consumed);
            }
            if (bytes.size() < MAX_LINE_BYTES) {
                bytes.write(b);
            }
        }
        return new RawLine(bytes.toByteArray(), false, consumed);
    }

    private static Optional<String> decode(byte[] line) {
        if (line.length < PREFIX || line[PREFIX - 1] != ' ') {
            return Optional.empty();
        }
        var stated = new String(line, 0, PREFIX - 1, StandardCharsets.US_ASCII);
        if (!stated.equals(crc(line, PREFIX, line.length - PREFIX))) {
            return Optional.empty();
        }
        return Optional.of(new String(line, PREFIX, line.length - PREFIX, StandardCharsets.UTF_8));
    }

    private static String crc(byte[] bytes, int from, int count) {
        var crc = new CRC32C();
        crc.update(bytes, from, count);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
