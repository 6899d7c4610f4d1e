package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.proofmark.domain.time.Ticker;

/// The agent's side of a console in tests: a tty that is read until something came.
final class TestConsole implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final int fd;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[4096];

    TestConsole(Path path) throws IOException {
        this.fd = Posix.open(path);
    }

    /// Reads until the text came.
    String expect(String text) throws IOException {
        var deadline = Ticker.system().deadline("expect " + text, LIMIT);
        while (!seen().contains(text)) {
            if (deadline.passed()) {
                throw new AssertionError("no '" + text + "' on the console: " + seen());
            }
            if (!readOnce(100)) {
                throw new AssertionError("hung up before '" + text + "' came: " + seen());
            }
        }
        return seen();
    }

    /// Reads until so many bytes came in all.
    byte[] bytes(int count) throws IOException {
        return bytesUntil(have -> have >= count);
    }

    /// Reads until the number of bytes that came in all is right.
    byte[] bytesUntil(IntPredicate enough) throws IOException {
        var deadline = Ticker.system().deadline("read bytes", LIMIT);
        while (!enough.test(seen.size()) && !deadline.passed()) {
            readOnce(10);
        }
        assertThat(enough.test(seen.size())).as("%s bytes came", seen.size()).isTrue();
        return seen.toByteArray();
    }

    /// Reads until the line hangs up.
    String untilHangUp() throws IOException {
        var deadline = Ticker.system().deadline("wait for the hang-up", LIMIT);
        while (readOnce(100)) {
            if (deadline.passed()) {
                throw new AssertionError("the line did not hang up: " + seen());
            }
        }
        return seen();
    }

    /// What is there without waiting.
    String now() throws IOException {
        int had;
        do {
            had = seen.size();
            readOnce(0);
        } while (seen.size() > had);
        return seen();
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void write(byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            Posix.poll(new int[] {fd}, new int[] {Posix.WRITABLE}, 1000);
            at += Posix.write(fd, bytes, at, bytes.length - at);
        }
    }

    String seen() {
        return seen.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        Posix.close(fd);
    }

    /// @return false after a hang-up
    private boolean readOnce(int millis) throws IOException {
        Posix.poll(new int[] {fd}, new int[] {Posix.READABLE}, millis);
        int got = Posix.read(fd, buffer);
        if (got > 0) {
            seen.write(buffer, 0, got);
        }
        return got >= 0;
    }
}
