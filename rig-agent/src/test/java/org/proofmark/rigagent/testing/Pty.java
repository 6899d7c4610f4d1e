package org.proofmark.rigagent.testing;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A pseudo-terminal: the agent opens its path, the test speaks as the device on the master.
public final class Pty implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPENPTY =
            call(
                    "openpty",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS));
    private static final MethodHandle READ = transfer("read");
    private static final MethodHandle WRITE = transfer("write");
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int master;
    private final int slave;
    private final Path path;
    private boolean closed;

    private Pty(int master, int slave, Path path) {
        this.master = master;
        this.slave = slave;
        this.path = path;
    }

    /// The slave stays open here too, so that the master never sees a hang-up, and is raw.
    public static Pty open() {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            var name = arena.allocate(128);
            int status =
                    (int)
                            OPENPTY.invokeExact(
                                    ends,
                                    ends.asSlice(4),
                                    name,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL);
            if (status != 0) {
                throw new IOException("no pty");
            }
            var pty =
                    new Pty(
                            ends.getAtIndex(ValueLayout.JAVA_INT, 0),
                            ends.getAtIndex(ValueLayout.JAVA_INT, 1),
                            Path.of(name.getString(0)));
            if (new ProcessBuilder("stty", "-F", pty.path.toString(), "raw", "-echo")
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("stty failed");
            }
            return pty;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    public Path path() {
        return path;
    }

    /// What the harness wrote, as soon as something is there.
    public String read() {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(65536);
            long count = (long) READ.invokeExact(master, buffer, buffer.byteSize());
            return count <= 0
                    ? ""
                    : new String(
                            buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE),
                            StandardCharsets.ISO_8859_1);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the device says.
    public void say(String text) {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The same as bytes; waits where the reader is slow.
    public void say(byte[] bytes) {
        int sent = 0;
        while (sent < bytes.length) {
            try (var arena = Arena.ofConfined()) {
                int size = Math.min(4096, bytes.length - sent);
                var segment = arena.allocate(size);
                MemorySegment.copy(bytes, sent, segment, ValueLayout.JAVA_BYTE, 0, size);
                long count = (long) WRITE.invokeExact(master, segment, (long) size);
                if (count <= 0) {
                    throw new IOException("the pty takes nothing");
                }
                sent += (int) count;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Hangs up, as an adapter that is unplugged does.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            int _ = (int) CLOSE.invokeExact(master);
            int _ = (int) CLOSE.invokeExact(slave);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle transfer(String name) {
        return call(
                name,
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_LONG));
    }

    private static MethodHandle call(String name, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape);
    }
}
