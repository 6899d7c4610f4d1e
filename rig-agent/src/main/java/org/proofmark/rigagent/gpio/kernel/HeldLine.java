package org.proofmark.rigagent.gpio.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A line that this process holds. When it is closed, or the process ends, the kernel lets go of
/// the line, and its resistors decide its level.
///
/// Thread-safe; edges are read by one thread at a time.
public final class HeldLine implements AutoCloseable {
    /// Edges that are fetched in one read.
    private static final int BATCH = 16;

    /// How often a line is looked at whose chip has no interrupts: often enough for a LED or a
    /// rail, at some 1 % of a processor.
    static final int LOOK_MILLISECONDS = 2;

    private final String name;
    private final int fd;
    private final int wake;
    private final ReentrantLock using = new ReentrantLock();
    private final ReentrantLock reading = new ReentrantLock();
    private final @Nullable LevelChange looks;
    private volatile boolean closed;

    /// @param debounce of a line whose level is to be looked at, since its chip has no interrupts;
    ///   empty where the kernel reports edges, or where nobody wants any
    HeldLine(String name, int fd, Optional<Duration> debounce) {
        this.name = name;
        this.fd = fd;
        var made = Libc.eventfd();
        if (made.failed()) {
            Libc.close(fd);
            throw GpioFaults.failed(name, "cannot be watched", made.errno());
        }
        this.wake = made.fd();
        long begun = System.nanoTime();
        this.looks = debounce.map(d -> new LevelChange(level(fd), d, begun)).orElse(null);
    }

    /// Drives the line. Setting it to what it is makes no transition.
    ///
    /// @return when, to within the duration of the call
    /// @throws org.proofmark.bench.BenchFault `gpio-failed`
    public Moment set(boolean active) {
        using.lock();
        try (var arena = Arena.ofConfined()) {
            var values = values(arena, active);
            long before = System.nanoTime();
            var done = Libc.ioctl(openFd(), Uapi.SET_VALUES, values);
            long after = System.nanoTime();
            if (done.failed()) {
                throw GpioFaults.failed(name, "cannot be set", done.errno());
            }
            return new Moment(before, after);
        } finally {
            using.unlock();
        }
    }

    /// The line's level as the chip reads it now, also of an output.
    ///
    /// @throws org.proofmark.bench.BenchFault `gpio-failed`
    public boolean active() {
        using.lock();
        try {
            return level(openFd());
        } finally {
            using.unlock();
        }
    }

    private boolean level(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var values = values(arena, false);
            var done = Libc.ioctl(descriptor, Uapi.GET_VALUES, values);
            if (done.failed()) {
                throw GpioFaults.failed(name, "cannot be read", done.errno());
            }
            return (values.get(JAVA_LONG, Uapi.at(Uapi.VALUES, "bits")) & 1) != 0;
        }
    }

    private int openFd() {
        if (closed) {
            throw GpioFaults.closed(name);
        }
        return fd;
    }

    private static MemorySegment values(Arena arena, boolean active) {
        var values = arena.allocate(Uapi.VALUES);
        values.set(JAVA_LONG, Uapi.at(Uapi.VALUES, "bits"), active ? 1 : 0);
        values.set(JAVA_LONG, Uapi.at(Uapi.VALUES, "mask"), 1);
        return values;
    }

    /// Whether the kernel reports an input's edges; else its level is looked at.
    public boolean reportsEdges() {
        return looks == null;
    }

    /// Waits for edges, without a limit; [#close] wakes it.
    ///
    /// @return in their order; empty once the line is closed
    /// @throws org.proofmark.bench.BenchFault `gpio-failed`
    public List<LineEdge> awaitEdges() {
        reading.lock();
        try (var arena = Arena.ofConfined()) {
            var polled = arena.allocate(Uapi.POLL_FD, 2);
            watch(polled, 0, wake);
            watch(polled, 1, fd);
            while (!closed) {
                var edges = looks == null ? reported(arena, polled) : looked(looks, polled);
                if (!edges.isEmpty()) {
                    return edges;
                }
            }
            return List.of();
        } finally {
            reading.unlock();
        }
    }

    private List<LineEdge> reported(Arena arena, MemorySegment polled) {
        return ready(Libc.poll(polled, 2, -1)) && !closed ? read(arena) : List.of();
    }

    private List<LineEdge> looked(LevelChange change, MemorySegment polled) {
        // woken earlier by nothing but the end
        ready(Libc.poll(polled, 1, LOOK_MILLISECONDS));
        if (closed) {
            return List.of();
        }
        long begun = System.nanoTime();
        boolean level = level(fd);
        return change.look(level, begun, System.nanoTime()).map(List::of).orElse(List.of());
    }

    private boolean ready(Libc.Outcome polled) {
        if (polled.failed() && polled.errno() != Libc.EINTR) {
            throw GpioFaults.failed(name, "cannot be waited for", polled.errno());
        }
        return polled.value() > 0;
    }

    private static void watch(MemorySegment polled, int index, int descriptor) {
        long base = index * Uapi.POLL_FD.byteSize();
        polled.set(JAVA_INT, base + Uapi.at(Uapi.POLL_FD, "fd"), descriptor);
        polled.set(JAVA_SHORT, base + Uapi.at(Uapi.POLL_FD, "events"), Uapi.POLLIN);
    }

    private List<LineEdge> read(Arena arena) {
        var events = arena.allocate(Uapi.EVENT, BATCH);
        var got = Libc.read(fd, events);
        if (got.failed()) {
            throw GpioFaults.failed(name, "cannot be read", got.errno());
        }
        var edges = new ArrayList<LineEdge>();
        for (long at = 0; at < got.value(); at += Uapi.EVENT.byteSize()) {
            edges.add(edge(events.asSlice(at, Uapi.EVENT)));
        }
        return edges;
    }

    /// As the kernel writes it.
    static LineEdge edge(MemorySegment event) {
        return new LineEdge(
                event.get(JAVA_INT, Uapi.at(Uapi.EVENT, "id")) == Uapi.EVENT_RISING,
                event.get(JAVA_LONG, Uapi.at(Uapi.EVENT, "timestamp_ns")),
                Integer.toUnsignedLong(event.get(JAVA_INT, Uapi.at(Uapi.EVENT, "line_seqno"))),
                0);
    }

    /// Lets go of the line, at whatever level it stands.
    @Override
    public void close() {
        using.lock();
        try (var arena = Arena.ofConfined()) {
            if (closed) {
                return;
            }
            closed = true;
            Libc.write(wake, arena.allocateFrom(JAVA_LONG, 1));
            // whoever waits for edges leaves before the descriptor's number may mean another file
            reading.lock();
            try {
                Libc.close(fd);
                Libc.close(wake);
            } finally {
                reading.unlock();
            }
        } finally {
            using.unlock();
        }
    }

    /// When a line was set: not before the one, not after the other, on the clock of
    /// [System#nanoTime].
    public record Moment(long before, long after) {}
}
