package org.proofmark.virtuallab.device;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/// A tty by the C library's own calls, since Java's file classes cannot open one with O_NOCTTY: a
/// session leader would make it its controlling terminal and die at hang-up. Linux only.
final class Tty implements AutoCloseable {
    /// The most that one read returns.
    static final int READ_MAX = 4096;

    // Values of Linux on x86-64, aarch64 and arm.
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_CLOEXEC = 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            call(
                    "open",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle READ = transfer("read");
    private static final MethodHandle WRITE = transfer("write");
    private static final MethodHandle CLOSE =
            call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment in = arena.allocate(READ_MAX);
    private final int descriptor;

    private Tty(int descriptor) {
        this.descriptor = descriptor;
    }

    /// Opens for reading and writing; null-free: a tty that is not there gives a closed one, whose
    /// reads end at once.
    static Tty open(Path path) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(path.toString());
            return new Tty((int) OPEN.invokeExact(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// True where the open succeeded.
    boolean isOpen() {
        return descriptor >= 0;
    }

    /// Waits for bytes; empty at end of file or error, after which the tty must be opened anew.
    /// Called by one thread at a time.
    byte[] read() {
        if (!isOpen()) {
            return new byte[0];
        }
        try {
            long count = (long) READ.invokeExact(descriptor, in, (long) READ_MAX);
            return count <= 0 ? new byte[0] : in.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Writes all; false where the tty has gone. Blocks while nobody takes the bytes.
    boolean write(byte[] bytes) {
        if (!isOpen()) {
            return false;
        }
        try (var local = Arena.ofConfined()) {
            var segment = local.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            long done = 0;
            while (done < bytes.length) {
                long count =
                        (long)
                                WRITE.invokeExact(
                                        descriptor, segment.asSlice(done), bytes.length - done);
                if (count <= 0) {
                    return false;
                }
                done += count;
            }
            return true;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// To be called by the thread that reads.
    @Override
    public void close() {
        if (isOpen()) {
            try {
                int _ = (int) CLOSE.invokeExact(descriptor);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
        arena.close();
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

    private static IllegalStateException unexpected(Throwable e) {
        return new IllegalStateException("a call of the C library does not throw", e);
    }
}
