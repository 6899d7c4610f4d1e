package org.proofmark.virtuallab.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/// The calls of the C library that Java has none for: pseudo-terminals, FIFOs, poll. Constants are
/// those of Linux on x86_64 and aarch64, which are alike.
final class Posix {
    static final int READABLE = 0x001;
    static final int WRITABLE = 0x004;
    static final int BROKEN = 0x008 | 0x010; // POLLERR, POLLHUP

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final long FIONREAD = 0x541BL;
    private static final int TCSANOW = 0;
    private static final int B115200 = 0x1002;
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int OWNER_ONLY = 0x180; // 0600
    private static final int TERMIOS_BYTES = 128; // 60 in glibc; room to spare
    private static final int PATH_BYTES = 128;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN_PT = call("posix_openpt", JAVA_INT);
    private static final MethodHandle GRANT_PT = call("grantpt", JAVA_INT);
    private static final MethodHandle UNLOCK_PT = call("unlockpt", JAVA_INT);
    private static final MethodHandle PTS_NAME = call("ptsname_r", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle OPEN = variadic("open", 2, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle IOCTL = variadic("ioctl", 2, JAVA_INT, JAVA_LONG, ADDRESS);
    private static final MethodHandle CLOSE = call("close", JAVA_INT);
    private static final MethodHandle READ = longCall("read", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = longCall("write", JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle POLL = call("poll", ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle TC_GET_ATTR = call("tcgetattr", JAVA_INT, ADDRESS);
    private static final MethodHandle TC_SET_ATTR = call("tcsetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle CF_SET_SPEED = call("cfsetspeed", ADDRESS, JAVA_INT);
    private static final MethodHandle CF_MAKE_RAW =
            LINKER.downcallHandle(symbol("cfmakeraw"), FunctionDescriptor.ofVoid(ADDRESS));
    private static final MethodHandle MK_FIFO = call("mkfifo", ADDRESS, JAVA_INT);
    private static final MethodHandle EVENT_FD = call("eventfd", JAVA_INT, JAVA_INT);

    private Posix() {}

    /// A new pseudo-terminal's master, non-blocking and unlocked.
    static int openMaster() throws IOException {
        try (var arena = Arena.ofConfined()) {
            int fd =
                    check(
                            arena,
                            "posix_openpt",
                            OPEN_PT,
                            O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
            try {
                check(arena, "grantpt", GRANT_PT, fd);
                check(arena, "unlockpt", UNLOCK_PT, fd);
                return fd;
            } catch (IOException e) {
                close(fd);
                throw e;
            }
        }
    }

    /// Where the other end of a master is.
    static Path slavePath(int master) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(PATH_BYTES);
            // this one returns its errno
            long failed = invoke(arena, PTS_NAME, master, name, (long) PATH_BYTES);
            if (failed != 0) {
                throw new IOException("ptsname_r failed with errno " + Math.abs(failed));
            }
            return Path.of(name.getString(0));
        }
    }

    /// Opens for reading and writing, without blocking and without taking it as controlling
    /// terminal.
    static int open(Path path) throws IOException {
        try (var arena = Arena.ofConfined()) {
            int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
            return check(
                    arena, "open " + path, OPEN, arena.allocateFrom(path.toString()), flags, 0);
        }
    }

    static void close(int fd) {
        try (var arena = Arena.ofConfined()) {
            // EIO and EINTR of a close leave nothing to do: Linux has let the descriptor go
            invoke(arena, CLOSE, fd);
        }
    }

    /// Reads what is there.
    ///
    /// @return how many bytes; 0 where there is nothing now, -1 at end of file or after a hang-up
    static int read(int fd, byte[] into) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(into.length);
            long got = invoke(arena, READ, fd, buffer, (long) into.length);
            if (got > 0) {
                MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, (int) got);
                return (int) got;
            }
            return got == 0 ? -1 : nothing("read", -got);
        }
    }

    /// Writes as much as there is room for.
    ///
    /// @return how many bytes; 0 where there is no room now, -1 after a hang-up
    static int write(int fd, byte[] from, int offset, int length) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(Math.max(1, length));
            MemorySegment.copy(from, offset, buffer, JAVA_BYTE, 0, length);
            long done = invoke(arena, WRITE, fd, buffer, (long) length);
            return done >= 0 ? (int) done : nothing("write", -done);
        }
    }

    private static int nothing(String what, long errno) throws IOException {
        return switch ((int) errno) {
            case EAGAIN, EINTR -> 0;
            case EIO -> -1;
            default -> throw new IOException(what + " failed with errno " + errno);
        };
    }

    /// Waits for events. `wanted[i]` are those looked for at `fds[i]`; a descriptor below zero is
    /// passed over.
    ///
    /// @return what happened, beside each descriptor
    static int[] poll(int[] fds, int[] wanted, int timeoutMillis) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var set = arena.allocate(8L * fds.length, 8);
            for (int i = 0; i < fds.length; i++) {
                set.set(JAVA_INT, 8L * i, fds[i]);
                set.set(JAVA_INT, 8L * i + 4, wanted[i]);
            }
            long ready = invoke(arena, POLL, set, (long) fds.length, timeoutMillis);
            if (ready < 0 && ready != -EINTR) {
                throw new IOException("poll failed with errno " + -ready);
            }
            var happened = new int[fds.length];
            for (int i = 0; ready > 0 && i < fds.length; i++) {
                happened[i] = set.get(JAVA_INT, 8L * i + 4) >>> 16;
            }
            return happened;
        }
    }

    /// Makes a tty raw: 8 bits, no echo, no signals, no flow control, 115200 baud in its settings.
    static void makeRaw(int fd) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS_BYTES, 8);
            check(arena, "tcgetattr", TC_GET_ATTR, fd, termios);
            try {
                CF_MAKE_RAW.invokeExact(termios);
            } catch (Throwable e) {
                throw new LinkageError("cfmakeraw", e);
            }
            check(arena, "cfsetspeed", CF_SET_SPEED, termios, B115200);
            check(arena, "tcsetattr", TC_SET_ATTR, fd, TCSANOW, termios);
        }
    }

    /// Bytes that wait to be read.
    static int queued(int fd) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_INT);
            check(arena, "ioctl FIONREAD", IOCTL, fd, FIONREAD, count);
            return count.get(JAVA_INT, 0);
        }
    }

    /// Makes a FIFO for its owner only.
    static void makeFifo(Path path) throws IOException {
        try (var arena = Arena.ofConfined()) {
            check(
                    arena,
                    "mkfifo " + path,
                    MK_FIFO,
                    arena.allocateFrom(path.toString()),
                    OWNER_ONLY);
        }
    }

    /// A descriptor that becomes readable once eight bytes were written to it.
    static int eventFd() throws IOException {
        try (var arena = Arena.ofConfined()) {
            return check(arena, "eventfd", EVENT_FD, 0, O_NONBLOCK | O_CLOEXEC);
        }
    }

    private static int check(SegmentAllocator arena, String what, MethodHandle call, Object... args)
            throws IOException {
        long result = invoke(arena, call, args);
        if (result < 0) {
            throw new IOException(what + " failed with errno " + -result);
        }
        return (int) result;
    }

    /// The call's result, or its negated errno.
    private static long invoke(SegmentAllocator arena, MethodHandle call, Object... args) {
        var state = arena.allocate(STATE);
        var all = new Object[args.length + 1];
        all[0] = state;
        System.arraycopy(args, 0, all, 1, args.length);
        try {
            long result = ((Number) call.invokeWithArguments(all)).longValue();
            return result == -1 ? -((int) ERRNO.get(state, 0L)) : result;
        } catch (Throwable e) {
            throw new LinkageError("a call of the C library could not be made", e);
        }
    }

    private static MethodHandle call(String name, MemoryLayout... args) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, args));
    }

    private static MethodHandle longCall(String name, MemoryLayout... args) {
        return handle(name, FunctionDescriptor.of(JAVA_LONG, args));
    }

    private static MethodHandle variadic(String name, int fixed, MemoryLayout... args) {
        return LINKER.downcallHandle(
                symbol(name),
                FunctionDescriptor.of(JAVA_INT, args),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static MethodHandle handle(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                symbol(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    private static MemorySegment symbol(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() ->
                        new UnsupportedOperationException(
                                "the C library has no "
                                        + name
                                        + "; the virtual lab needs"
                                        + " Linux"));
    }
}
