package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A pseudo-terminal, raw, both ends held open: what is written by the device is kept for the
/// master.
final class Pty implements AutoCloseable {
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
    private static final MethodHandle POLL =
            call(
                    "poll",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT));
    private static final int NAME_MAX = 128;
    private static final short READABLE = 1;
    private static final long LOOK_NANOS = 2_000_000L;

    private final int master;
    private final int slave;
    private final Path path;
    private boolean closed;

    private Pty(int master, int slave, Path path) {
        this.master = master;
        this.slave = slave;
        this.path = path;
    }

    static Pty open() throws IOException, InterruptedException {
        try (var arena = Arena.ofConfined()) {
            var ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            var name = arena.allocate(NAME_MAX);
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
            pty.makeRaw();
            return pty;
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeRaw() throws IOException, InterruptedException {
        var stty = new ProcessBuilder("stty", "-F", path.toString(), "raw", "-echo").start();
        if (stty.waitFor() != 0) {
            throw new IOException("stty failed on " + path);
        }
    }

    Path path() {
        return path;
    }

    /// Waits for bytes; empty at the end. Never waits in the kernel: a read that is under way keeps
    /// the line open, and a close behind its back hangs nothing up.
    byte[] read() {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return new byte[0];
                }
                if (readable()) {
                    return take();
                }
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean readable() {
        try (var arena = Arena.ofConfined()) {
            var looked = arena.allocate(8, 4);
            looked.set(ValueLayout.JAVA_INT, 0, master);
            looked.set(ValueLayout.JAVA_SHORT, 4, READABLE);
            return (int) POLL.invokeExact(looked, 1L, 0) > 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] take() {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(4096);
            long count = (long) READ.invokeExact(master, buffer, buffer.byteSize());
            return count <= 0
                    ? new byte[0]
                    : buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    void write(byte[] bytes) {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long count = (long) WRITE.invokeExact(master, segment, (long) bytes.length);
            if (count != bytes.length) {
                throw new IOException("wrote " + count + " of " + bytes.length);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Hangs up: who holds the device's end gets end of file.
    @Override
    public synchronized void close() {
        closed = true;
        try {
            int _ = (int) CLOSE.invokeExact(slave);
            int _ = (int) CLOSE.invokeExact(master);
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
