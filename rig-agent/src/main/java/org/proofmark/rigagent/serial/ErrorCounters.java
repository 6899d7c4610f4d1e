package org.proofmark.rigagent.serial;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.Closeable;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/// The error counters of one tty, by a descriptor of its own: jSerialComm gives neither them nor
/// its descriptor. Thread-safe.
// restricted: calling native code is what this class is for; every start of the agent allows it
@SuppressWarnings("restricted")
final class ErrorCounters implements Closeable {
    /// `asm-generic/ioctls.h`: one value on every machine that a rig can be (x86, ARM, RISC-V).
    private static final long TIOCGICOUNT = 0x545D;

    /// `O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC`: never waits for a carrier, no child gets it.
    private static final int OPEN_FLAGS = 0x2 | 0x100 | 0x800 | 0x80000;

    /// `struct serial_icounter_struct`: cts, dsr, rng, dcd, rx, tx, frame, overrun, parity, brk,
    /// buf_overrun and 9 reserved.
    static final int STRUCT_INTS = 20;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle IOCTL =
            function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS));
    private static final MethodHandle CLOSE =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("close"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int fd;
    private boolean closed;

    private ErrorCounters(int fd) {
        this.fd = fd;
        this.closed = fd < 0;
    }

    /// Opens the tty for its counters. Where that fails they are absent.
    static ErrorCounters of(Path tty) {
        try (var arena = Arena.ofConfined()) {
            return new ErrorCounters(
                    (int) OPEN.invokeExact(arena.allocateFrom(tty.toString()), OPEN_FLAGS));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// Empty where the driver counts none, as a pseudo-terminal's, or where the line is gone.
    synchronized Optional<LineErrors> read() {
        if (closed) {
            return Optional.empty();
        }
        try (var arena = Arena.ofConfined()) {
            var counts = arena.allocate(JAVA_INT, STRUCT_INTS);
            int answer = (int) IOCTL.invokeExact(fd, TIOCGICOUNT, counts);
            return answer < 0 ? Optional.empty() : Optional.of(decode(counts));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    /// The counters as the kernel's structure has them.
    static LineErrors decode(MemorySegment counts) {
        return new LineErrors(
                count(counts, 7),
                count(counts, 10),
                count(counts, 6),
                count(counts, 8),
                count(counts, 9));
    }

    private static long count(MemorySegment counts, int index) {
        return Integer.toUnsignedLong(counts.getAtIndex(JAVA_INT, index));
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                int _ = (int) CLOSE.invokeExact(fd);
            } catch (Throwable e) {
                throw unexpected(e);
            }
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        // both take their last argument as `...`, which some processors pass elsewhere
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                type,
                Linker.Option.firstVariadicArg(type.argumentLayouts().size() - 1));
    }

    private static RuntimeException unexpected(Throwable e) {
        return switch (e) {
            case RuntimeException known -> known;
            case Error error -> throw error;
            default -> new IllegalStateException("a native call threw", e);
        };
    }
}
