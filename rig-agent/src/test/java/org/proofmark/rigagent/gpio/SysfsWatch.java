package org.proofmark.rigagent.gpio;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/// Looks at a simulated line's level through sysfs, 2000 times a second, on a thread that the
/// kernel prefers to all others: what stays at a level for a millisecond is seen.
final class SysfsWatch implements ContractChip.Watch {
    private static final long INTERVAL_NANOS = 500_000;
    private static final int FIFO = 1;

    private final CountDownLatch begun = new CountDownLatch(1);
    private final List<Change> changes = new ArrayList<>();
    private final Thread thread;
    private long looks;
    private volatile boolean ended;

    /// @param nanos when it was seen, at most an interval late
    record Change(boolean high, long nanos) {}

    SysfsWatch(Path value) {
        thread = Thread.ofPlatform().name("watch-" + value).start(() -> watch(value));
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch(Path value) {
        preferThisThread();
        try (var file = new RandomAccessFile(value.toFile(), "r")) {
            boolean level = high(file);
            begun.countDown();
            while (!ended) {
                boolean now = high(file);
                synchronized (this) {
                    if (now != level) {
                        changes.add(new Change(now, System.nanoTime()));
                        level = now;
                    }
                    looks++;
                    notifyAll();
                }
                LockSupport.parkNanos(INTERVAL_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean high(RandomAccessFile file) throws IOException {
        file.seek(0);
        return file.read() == '1';
    }

    /// Gives the calling thread the real-time class.
    @SuppressWarnings("restricted")
    private static void preferThisThread() {
        try (var arena = Arena.ofConfined()) {
            var linker = Linker.nativeLinker();
            var function =
                    linker.downcallHandle(
                            linker.defaultLookup().find("sched_setscheduler").orElseThrow(),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
            int failed = (int) function.invokeExact(0, FIFO, arena.allocateFrom(JAVA_INT, 10));
            if (failed != 0) {
                throw new IllegalStateException("the watch gets no real-time class");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void taken(GpioLine line) {
        // it looks at the line whoever holds it
    }

    @Override
    public List<Boolean> changes() {
        return seen().stream().map(Change::high).toList();
    }

    /// What was seen until this moment, which is at least two looks after the call.
    synchronized List<Change> seen() {
        long until = looks + 2;
        try {
            while (looks < until) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(changes);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
