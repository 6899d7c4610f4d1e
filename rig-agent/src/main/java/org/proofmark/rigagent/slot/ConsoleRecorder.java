package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.serial.TtyPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a slot's console, always, on a platform thread of its own: a reader that waits for its
/// turn loses bytes. After a hang-up it closes the port and opens it anew when the path is back.
///
/// Thread-safe.
final class ConsoleRecorder implements AutoCloseable {
    /// How often a path that is gone is tried again.
    private static final long REOPEN_MILLIS = 100;

    private static final int READ_BYTES = 4096;

    /// What is kept of what was said while no attempt ran, for who looks next: some 100 lines.
    private static final int RECENT_BYTES = 8 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRecorder.class);

    private final SlotName slot;
    private final SerialLine line;
    private final Ticker ticker;
    private final RollingFile idle;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final LongAdder lostBytes = new LongAdder();
    private final RecentBytes recent = new RecentBytes(RECENT_BYTES);
    private final List<ConsoleTap> taps = new ArrayList<>();
    private @Nullable TtyPort port;
    private @Nullable Attached attached;
    private long lastByteNanos;
    private long lastLost;
    private String downReason = "not opened yet";
    private volatile @Nullable ConsoleEar ear;
    private volatile boolean lent;

    private record Attached(ConsoleRecording recording, Consumer<ConsoleEvent> listener) {}

    private ConsoleRecorder(SlotName slot, SerialLine line, Path idleFile, Ticker ticker) {
        this.slot = slot;
        this.line = line;
        this.ticker = ticker;
        this.idle = new RollingFile(idleFile);
        this.lastByteNanos = ticker.nanos();
        this.thread =
                Thread.ofPlatform().daemon().name("console-" + slot.value()).unstarted(this::loop);
    }

    /// @param idleFile where output goes while no attempt runs, bounded
    static ConsoleRecorder start(SlotName slot, SerialLine line, Path idleFile, Ticker ticker) {
        var recorder = new ConsoleRecorder(slot, line, idleFile, ticker);
        recorder.thread.start();
        return recorder;
    }

    /// From now on everything goes to this recording, and the listener hears of what befalls the
    /// line.
    void attach(ConsoleRecording recording, Consumer<ConsoleEvent> listener) {
        lock.lock();
        try {
            attached = new Attached(recording, listener);
            // an attempt's console is shown with its secrets hidden, and nowhere else
            recent.clear();
            taps.forEach(t -> t.ended("an attempt has begun in slot " + slot));
            taps.clear();
            // what was lost before is nobody's gap
            lostBytes.add(newlyLost());
        } finally {
            lock.unlock();
        }
    }

    /// Recording ends; output goes to the idle file again.
    void detach() {
        lock.lock();
        try {
            attached = null;
        } finally {
            lock.unlock();
        }
    }

    /// Who hears everything beside the recording from now on; null for nobody.
    void listen(@Nullable ConsoleEar listener) {
        ear = listener;
    }

    /// Lets go of the tty, for a tool; what the device says meanwhile is the tool's. Returns when
    /// it is closed.
    void lend() throws InterruptedException {
        lent = true;
        lock.lockInterruptibly();
        try {
            while (port != null) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Opens the tty again.
    void takeBack() {
        lent = false;
    }

    /// Sends what comes to this, after what is kept of before, until an attempt begins.
    void tap(ConsoleTap tap) {
        lock.lock();
        try {
            if (attached != null) {
                tap.ended("an attempt runs in slot " + slot);
                return;
            }
            var before = recent.toArray();
            tap.bytes(before, before.length);
            taps.add(tap);
        } finally {
            lock.unlock();
        }
    }

    /// No more of it.
    void untap(ConsoleTap tap) {
        lock.lock();
        try {
            taps.remove(tap);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the port is open; empty when it is, else why not.
    Optional<String> awaitOpen(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (port == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return port == null ? Optional.of(downReason) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until nothing came for `quiet`; false where the console still talked at the limit.
    boolean awaitSilence(Duration quiet, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var deadline = ticker.deadline("console silent", limit);
            long from = ticker.nanos();
            while (true) {
                long silent = ticker.nanos() - Math.max(from, lastByteNanos);
                if (silent >= quiet.toNanos()) {
                    return true;
                }
                if (deadline.passed()) {
                    return false;
                }
                var _ = changed.awaitNanos(quiet.toNanos() - silent);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Since it was started.
    ConsoleTotals totals() {
        return new ConsoleTotals(bytes.sum(), gaps.sum(), lostBytes.sum());
    }

    /// Writes to the device.
    void write(byte[] bytes) throws IOException {
        TtyPort open;
        lock.lock();
        try {
            if (port == null) {
                throw new IOException(line.path() + " is not open: " + downReason);
            }
            open = port;
        } finally {
            lock.unlock();
        }
        open.write(bytes);
    }

    private void loop() {
        var buffer = new byte[READ_BYTES];
        long downSince = ticker.nanos();
        boolean everOpen = false;
        while (closing.getCount() > 0) {
            var open = lent ? Optional.<TtyPort>empty() : reopen();
            if (open.isEmpty()) {
                pause();
                continue;
            }
            if (everOpen) {
                tell(new ConsoleEvent.Back(Duration.ofNanos(ticker.nanos() - downSince)));
            }
            everOpen = true;
            var reason = readUntilGone(open.get(), buffer);
            downSince = ticker.nanos();
            close(open.get(), reason);
        }
    }

    private Optional<TtyPort> reopen() {
        try {
            var opened = TtyPort.open(line.path(), line.baud());
            lock.lock();
            try {
                port = opened;
                lastByteNanos = ticker.nanos();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            return Optional.of(opened);
        } catch (IOException e) {
            lock.lock();
            try {
                downReason = e.getMessage() == null ? e.toString() : e.getMessage();
            } finally {
                lock.unlock();
            }
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            var _ = closing.await(REOPEN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private String readUntilGone(TtyPort open, byte[] buffer) {
        while (closing.getCount() > 0 && !lent) {
            int count = open.read(buffer);
            if (count < 0) {
                return "the port hung up";
            }
            take(buffer, count);
        }
        return lent ? "a tool has it" : "the agent stops";
    }

    private void take(byte[] buffer, int count) {
        Attached to;
        long lost;
        lock.lock();
        try {
            to = attached;
            lost = newlyLost();
            if (count > 0) {
                lastByteNanos = ticker.nanos();
                changed.signalAll();
                if (to == null) {
                    recent.add(buffer, count);
                    taps.forEach(t -> t.bytes(buffer, count));
                }
            }
        } finally {
            lock.unlock();
        }
        bytes.add(count);
        var listener = ear;
        if (listener != null && count > 0) {
            listener.bytes(Arrays.copyOf(buffer, count));
        }
        if (lost > 0) {
            lostBytes.add(lost);
            gaps.increment();
        }
        if (to == null) {
            idle.write(buffer, count);
            return;
        }
        try {
            record(to, buffer, count, lost);
        } catch (IOException e) {
            to.listener.accept(new ConsoleEvent.NotRecorded(String.valueOf(e.getMessage())));
        }
    }

    private long newlyLost() {
        long total = line.lostBytes().getAsLong();
        long lost = total - lastLost;
        lastLost = total;
        return lost;
    }

    private static void record(Attached to, byte[] buffer, int count, long lost)
            throws IOException {
        // what was lost was lost before what was read after it
        if (lost > 0) {
            to.recording.gap(lost, "the line counted lost bytes");
            to.listener.accept(new ConsoleEvent.Lost(to.recording.position(), lost));
        }
        if (count > 0 && !to.recording.bytes(buffer, count)) {
            to.listener.accept(
                    new ConsoleEvent.NotRecorded(
                            "the attempt's console is beyond "
                                    + ConsoleRecording.MAX_BYTES
                                    + " bytes or "
                                    + ConsoleRecording.MAX_PIECES
                                    + " reads"));
        }
    }

    private void close(TtyPort open, String reason) {
        lock.lock();
        try {
            downReason = reason;
        } finally {
            lock.unlock();
        }
        open.close();
        lock.lock();
        try {
            port = null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (lent) {
            note("the console's tty is a tool's");
        } else if (closing.getCount() > 0) {
            LOG.warn("console of slot {} is gone: {}", slot, reason);
            gaps.increment();
            var listener = ear;
            if (listener != null) {
                listener.gone(reason);
            }
            tellHungUp(reason);
        }
    }

    private void tellHungUp(String reason) {
        var to = current();
        if (to.isPresent()) {
            try {
                to.get().recording.gap(-1, reason);
            } catch (IOException e) {
                LOG.warn("gap of slot {} could not be recorded", slot, e);
            }
            tell(new ConsoleEvent.HungUp(to.get().recording.position(), reason));
        }
    }

    private void note(String text) {
        var to = current();
        if (to.isPresent()) {
            try {
                to.get().recording.note(text);
            } catch (IOException e) {
                LOG.warn("a note on slot {} could not be recorded", slot, e);
            }
        }
    }

    private void tell(ConsoleEvent event) {
        var to = current();
        if (to.isEmpty()) {
            return;
        }
        if (event instanceof ConsoleEvent.Back back) {
            note("back after " + back.away().toMillis() + " ms");
        }
        to.get().listener.accept(event);
    }

    private Optional<Attached> current() {
        lock.lock();
        try {
            return Optional.ofNullable(attached);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        idle.close();
    }
}
