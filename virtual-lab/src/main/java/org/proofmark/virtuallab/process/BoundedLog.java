package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// What a device writes to its stdout and stderr, for people who look for why it does not start. No
/// evidence. Two files at the most: the present one and the one before. Thread-safe.
final class BoundedLog {
    /// Enough for a day of a talkative device's last words; twice that on disk.
    static final int MAX_BYTES = 1 << 20;

    private static final int TAIL_BYTES = 512;

    private final Path file;
    private long written;
    private byte[] tail = {};

    BoundedLog(Path file) throws IOException {
        this.file = file;
        this.written = Files.exists(file) ? Files.size(file) : 0;
    }

    /// Drains a device's output with a thread of its own until its end.
    Thread drain(InputStream output, String slot) {
        synchronized (this) {
            tail = new byte[0];
        }
        return Thread.ofPlatform()
                .daemon()
                .name("lab-log-" + slot)
                .start(() -> {
                    try (output) {
                        copy(output);
                    } catch (IOException e) {
                        // the device's last process took its output with it
                    }
                });
    }

    /// The last words of the present cycle, in one line.
    synchronized String lastWords() {
        return new String(tail, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    }

    private void copy(InputStream output) throws IOException {
        var buffer = new byte[8192];
        for (int got = output.read(buffer); got >= 0; got = output.read(buffer)) {
            add(Arrays.copyOf(buffer, got));
        }
    }

    private synchronized void add(byte[] bytes) {
        var joined = Arrays.copyOf(tail, tail.length + bytes.length);
        System.arraycopy(bytes, 0, joined, tail.length, bytes.length);
        tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - TAIL_BYTES), joined.length);
        try {
            if (written + bytes.length > MAX_BYTES) {
                Files.move(
                        file,
                        file.resolveSibling(file.getFileName() + ".1"),
                        StandardCopyOption.REPLACE_EXISTING);
                written = 0;
            }
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            written += bytes.length;
        } catch (IOException e) {
            // a full disk must not stop the draining, which would stop the device
            written += bytes.length;
        }
    }
}
