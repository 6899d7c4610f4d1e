package org.proofmark.rigagent.gpio.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The calls of the C library that a GPIO line needs. Loaded where a real line is wanted, and
/// nowhere else.
// restricted: calling native code is what this class is for; every start of the agent allows it
@SuppressWarnings("restricted")
final class Libc {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;

    /// One value on every machine that a rig can be (x86, ARM, RISC-V).
    private static final int O_RDWR_CLOEXEC = 0x80002;

    private static final int EFD_CLOEXEC = 0x80000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle OPEN =
            function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), 2);
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), 1);
    private static final MethodHandle IOCTL =
            function("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
    private static final MethodHandle READ =
            function("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), 3);
    private static final MethodHandle WRITE =
            function("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), 3);
    private static final MethodHandle POLL =
            function("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), 3);
    private static final MethodHandle EVENTFD =
            function("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), 2);

    private Libc() {}

    /// What a call said.
    ///
    /// @param value as the call returned it, negative where it failed
    /// @param errno why it failed; of no meaning else
    record Outcome(long value, int errno) {
        boolean failed() {
            return value < 0;
        }

        int fd() {
            return Math.toIntExact(value);
        }
    }

    /// Opens a device for reading and writing; no child of this process gets it.
    static Outcome open(Path path) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocateFrom(path.toString());
            return call(arena, state -> (int) OPEN.invokeExact(state, name, O_RDWR_CLOEXEC));
        }
    }

    static Outcome close(int fd) {
        try (var arena = Arena.ofConfined()) {
            return call(arena, state -> (int) CLOSE.invokeExact(state, fd));
        }
    }

    static Outcome ioctl(int fd, long request, MemorySegment argument) {
        try (var arena = Arena.ofConfined()) {
            return call(arena, state -> (int) IOCTL.invokeExact(state, fd, request, argument));
        }
    }

    static Outcome read(int fd, MemorySegment into) {
        try (var arena = Arena.ofConfined()) {
            return call(arena, state -> (long) READ.invokeExact(state, fd, into, into.byteSize()));
        }
    }

    static Outcome write(int fd, MemorySegment from) {
        try (var arena = Arena.ofConfined()) {
            return call(arena, state -> (long) WRITE.invokeExact(state, fd, from, from.byteSize()));
        }
    }

    /// Waits until one of the descriptors in the array has something.
    ///
    /// @param milliseconds how long at most; -1 for no limit
    static Outcome poll(MemorySegment array, int count, int milliseconds) {
        try (var arena = Arena.ofConfined()) {
            return call(
                    arena,
                    state -> (int) POLL.invokeExact(state, array, (long) count, milliseconds));
        }
    }

    /// A descriptor that wakes a [#poll] when something is written to it.
    static Outcome eventfd() {
        try (var arena = Arena.ofConfined()) {
            return call(arena, state -> (int) EVENTFD.invokeExact(state, 0, EFD_CLOEXEC));
        }
    }

    /// The name of an error that GPIO lines meet, as the C library's headers have it.
    static String name(int errno) {
        return switch (errno) {
            case EPERM -> "EPERM";
            case ENOENT -> "ENOENT";
            case ENXIO -> "ENXIO";
            case EACCES -> "EACCES";
            case EBUSY -> "EBUSY";
            case ENODEV -> "ENODEV";
            case EINVAL -> "EINVAL";
            case ENOTTY -> "ENOTTY";
            default -> "errno " + errno;
        };
    }

    private static MethodHandle function(String name, FunctionDescriptor type, int fixed) {
        var symbol =
                LINKER.defaultLookup()
                        .find(name)
                        .orElseThrow(() ->
                                new UnsupportedOperationException(
                                        "the C library of this machine has no function " + name));
        // open and ioctl take further arguments as `...`, which some processors pass elsewhere
        return fixed < type.argumentLayouts().size()
                ? LINKER.downcallHandle(
                        symbol, type, WITH_ERRNO, Linker.Option.firstVariadicArg(fixed))
                : LINKER.downcallHandle(symbol, type, WITH_ERRNO);
    }

    @FunctionalInterface
    private interface NativeCall {
        // Throwable: what a method handle declares
        long with(MemorySegment state) throws Throwable;
    }

    private static Outcome call(Arena arena, NativeCall call) {
        var state = arena.allocate(STATE);
        try {
            long value = call.with(state);
            return new Outcome(value, (int) ERRNO.get(state, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }
}
