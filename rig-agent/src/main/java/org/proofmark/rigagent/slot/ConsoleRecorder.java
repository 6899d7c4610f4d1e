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
import org.proofmark.rigagent.serial.ConsolePort;
import org.proofmark.rigagent.serial.LineErrors;
import org.proofmark.rigagent.serial.PortUnusable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a slot's console, always, on a platform thread of its own: a reader that waits for its
/// turn loses bytes. After a hang-up it closes the port and opens it anew when the path is back.
///
/// Thread-safe.
final class ConsoleRecorder implements AutoCloseable {
    /// How often a path that is gone is tried again.
    private static final long REOPEN_MILLIS = 100;

    /// How often one is tried that somebody else holds or that this user may not open.
    private static final long UNUSABLE_MILLIS = 1000;

    /// A read that waits takes longer than this.
    private static final long HASTY_NANOS = 5_000_000;

    /// So many reads in a row that neither wait nor bring a byte are of a port that is dead.
    private static final int MAX_HASTY_READS = 50;

    /// A port is opened or refused in milliseconds.
    private static final long FIRST_TRY_SECONDS = 10;

    private static final int READ_BYTES = 4096;

    /// What is kept of what was said while no attempt ran, for who looks next: some 100 lines.
    private static final int RECENT_BYTES = 8 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleRecorder.class);

    private final SlotName slot;
    private final SerialLine line;
    private final ConsolePort.Opener opener;
    private final DeclaredOutage outage;
    private final Ticker ticker;
    private final RollingFile idle;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder gaps = new LongAdder();
    private final LongAdder lostBytes = new LongAdder();
    private final LineHealth health = new LineHealth();
    private final RecentBytes recent = new RecentBytes(RECENT_BYTES);
    private final List<ConsoleTap> taps = new ArrayList<>();
    private @Nullable ConsolePort port;
    private @Nullable Attached attached;
    private long lastByteNanos;
    private long lastLost;
    private String downReason = "not opened yet";
    private boolean unusable;

    /// The port is away as its line's file says that it may be.
    private boolean expected;

    private volatile @Nullable ConsoleEar ear;
    private volatile boolean lent;

    private ConsoleRecorder(
            SlotName slot,
            SerialLine line,
            ConsolePort.Opener opener,
            Path idleFile,
            Ticker ticker) {
        this.slot = slot;
        this.line = line;
        this.opener = opener;
        this.ticker = ticker;
        this.outage = new DeclaredOutage(line.outage(), ticker);
        this.idle = new RollingFile(idleFile);
        this.lastByteNanos = ticker.nanos();
        this.thread =
                Thread.ofPlatform().daemon().name("console-" + slot.value()).unstarted(this::loop);
    }

    /// @param idleFile where output goes while no attempt runs, bounded
    static ConsoleRecorder start(
            SlotName slot,
            SerialLine line,
            ConsolePort.Opener opener,
            Path idleFile,
            Ticker ticker) {
        var recorder = new ConsoleRecorder(slot, line, opener, idleFile, ticker);
        recorder.thread.start();
        return recorder;
    }

    /// When the port may be away.
    DeclaredOutage outage() {
        return outage;
    }

    /// Waits for the first try to open the port.
    ///
    /// @return why it cannot be had although it is there; empty where it is open or not there
    Optional<String> refusal() throws InterruptedException {
        var _ = tried.await(FIRST_TRY_SECONDS, TimeUnit.SECONDS);
        lock.lockInterruptibly();
        try {
            return unusable ? Optional.of(downReason) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// From now on everything goes to this recording, and the listener hears of what befalls the
    /// line.
    void attach(ConsoleRecording recording, Consumer<ConsoleEvent> listener) {
        lock.lock();
        try {
            var to = new Attached(slot, recording, listener);
            attached = to;
            // an attempt's console is shown with its secrets hidden, and nowhere else
            recent.clear();
            taps.forEach(t -> t.ended("an attempt has begun in slot " + slot));
            taps.clear();
            // what was lost before is nobody's gap
            lostBytes.add(newlyLost());
            expected = port == null && outage.covers();
            if (expected) {
                to.note("not there, as it may be while the device is off: " + downReason);
            }
            to.note(health.begin(errors()));
        } finally {
            lock.unlock();
        }
    }

    private Optional<LineErrors> errors() {
        return port == null ? Optional.empty() : port.errors();
    }

    /// Recording ends; output goes to the idle file again.
    void detach() {
        var to = current();
        if (to.isEmpty()) {
            return;
        }
        // what was lost since the last read is the recording's, too
        take(new byte[0], 0);
        lock.lock();
        try {
            health.end().ifPresent(to.get()::note);
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

    /// Waits until the port is open; empty when it is, or while it may be away, else why not.
    Optional<String> awaitOpen(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (port == null && left > 0 && !outage.covers()) {
                left = changed.awaitNanos(left);
            }
            return port == null && !outage.covers() ? Optional.of(downReason) : Optional.empty();
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
        ConsolePort open;
        lock.lock();
        try {
            if (port == null) {
                throw new IOException("the console is not open: " + downReason);
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
            var open = lent ? Optional.<ConsolePort>empty() : reopen();
            tried.countDown();
            if (open.isEmpty()) {
                overdue();
                pause();
                continue;
            }
            if (everOpen) {
                var away = Duration.ofNanos(ticker.nanos() - downSince);
                current().ifPresent(to -> to.back(away));
            }
            everOpen = true;
            var reason = readUntilGone(open.get(), buffer);
            downSince = ticker.nanos();
            close(open.get(), reason);
            // a port that is gone again at once is not opened in a spin
            pause();
        }
    }

    /// Says so where the port is away for longer than it may be.
    private void overdue() {
        boolean over;
        lock.lock();
        try {
            over = expected && !outage.covers();
            expected &= !over;
        } finally {
            lock.unlock();
        }
        if (over) {
            gaps.increment();
            var reason =
                    "the port is not back within the "
                            + outage.limit().toSeconds()
                            + " s that the rig's file grants";
            current().ifPresent(to -> to.hungUp(reason));
        }
    }

    private Optional<ConsolePort> reopen() {
        try {
            var opened = opener.open(line);
            lock.lock();
            try {
                port = opened;
                unusable = false;
                health.opened(opened.errors());
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
                unusable = e instanceof PortUnusable;
            } finally {
                lock.unlock();
            }
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            // only this thread writes it
            long millis = unusable ? UNUSABLE_MILLIS : REOPEN_MILLIS;
            var _ = closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private String readUntilGone(ConsolePort open, byte[] buffer) {
        int hasty = 0;
        while (closing.getCount() > 0 && !lent) {
            long before = ticker.nanos();
            int count = open.read(buffer);
            if (count < 0) {
                return "the port hung up";
            }
            hasty = count == 0 && ticker.nanos() - before < HASTY_NANOS ? hasty + 1 : 0;
            if (hasty >= MAX_HASTY_READS) {
                return "the port answers every read at once, and with nothing";
            }
            take(buffer, count);
        }
        return lent ? "a tool has it" : "the agent stops";
    }

    private void take(byte[] buffer, int count) {
        Attached to;
        long lost;
        LineErrors grown;
        lock.lock();
        try {
            to = attached;
            grown = health.look(errors());
            lost = newlyLost() + grown.losses();
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
        to.take(buffer, count, lost, grown);
    }

    private long newlyLost() {
        long total = line.lostBytes().getAsLong();
        long lost = total - lastLost;
        lastLost = total;
        return lost;
    }

    private void close(ConsolePort open, String reason) {
        lock.lock();
        try {
            downReason = reason;
        } finally {
            lock.unlock();
        }
        boolean granted = !lent && outage.covers();
        open.close();
        lock.lock();
        try {
            port = null;
            expected = granted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (lent) {
            current().ifPresent(to -> to.note("the console's tty is a tool's"));
        } else if (closing.getCount() > 0) {
            gone(reason, granted);
        }
    }

    private void gone(String reason, boolean granted) {
        if (granted) {
            LOG.info("console of slot {} is away, as it may be: {}", slot, reason);
            current().ifPresent(to -> to.note("away, as it may be behind an order: " + reason));
            return;
        }
        LOG.warn("console of slot {} is gone: {}", slot, reason);
        gaps.increment();
        var listener = ear;
        if (listener != null) {
            listener.gone(reason);
        }
        current().ifPresent(to -> to.hungUp(reason));
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
