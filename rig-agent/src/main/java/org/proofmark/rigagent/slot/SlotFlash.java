package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.rigagent.flash.FlashFailed;
import org.proofmark.rigagent.flash.FlashLine;
import org.proofmark.rigagent.flash.Flasher;

/// A slot for the time of a flash: its console, which is recorded all the same, and its supply. One
/// thread flashes; any thread may stop it.
final class SlotFlash implements Flasher.Target, FlashLine, ConsoleEar, AutoCloseable {
    /// More than a device says while nobody listens, such as during a tool's power cycle.
    static final int MAX_UNREAD = 8 << 20;

    /// How long a tty that was given back may take to be open again.
    private static final Duration REOPEN_LIMIT = Duration.ofSeconds(10);

    private static final byte[] WAKE = new byte[0];

    private final Slot slot;
    private final Optional<Attempt> who;
    private final Optional<ConsoleRecorder> recorder;
    private final Optional<SerialLine> serial;
    private final LinkedBlockingQueue<byte[]> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
    private byte[] begun = WAKE;

    SlotFlash(
            Slot slot,
            Optional<Attempt> who,
            Optional<ConsoleRecorder> recorder,
            Optional<SerialLine> serial) {
        this.slot = slot;
        this.who = who;
        this.recorder = recorder;
        this.serial = serial;
    }

    /// From now on it hears the console.
    void begin() {
        recorder.ifPresent(r -> r.listen(this));
    }

    /// Ends the flash: its next read or write fails with this reason.
    void stop(String reason) {
        stopped.compareAndSet(null, reason);
        heard.add(WAKE);
    }

    @Override
    public FlashLine line() {
        return this;
    }

    @Override
    public void powerCycle() {
        var _ = slot.power(who, false, "power off to flash");
        begun = WAKE;
        heard.clear();
        unread.set(0);
        var reason = stopped.get();
        if (reason != null) {
            throw new BenchFault.Broken(Fault.of("flash-failed", reason, "power on to flash"));
        }
        var _ = slot.power(who, true, "power on to flash");
    }

    @Override
    public Flasher.Lent lend() throws InterruptedException, FlashFailed {
        if (recorder.isEmpty() || serial.isEmpty()) {
            throw new FlashFailed(
                    "lend port",
                    "slot " + slot.name() + " has no console whose tty a tool may have");
        }
        var tty = tty(serial.get());
        var from = recorder.get();
        from.lend();
        return new Flasher.Lent() {
            @Override
            public Path port() {
                return tty;
            }

            @Override
            public void close() {
                from.takeBack();
                try {
                    var _ = from.awaitOpen(REOPEN_LIMIT);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private static Path tty(SerialLine line) throws FlashFailed {
        try {
            return line.path();
        } catch (IOException e) {
            throw new FlashFailed("lend port", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void bytes(byte[] bytes) {
        if (unread.addAndGet(bytes.length) > MAX_UNREAD) {
            stop("the device said more than " + MAX_UNREAD + " bytes that nobody waited for");
            return;
        }
        heard.add(bytes);
    }

    @Override
    public void gone(String reason) {
        stop("the console is gone: " + reason);
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException, InterruptedException {
        check();
        if (begun.length == 0) {
            var next = heard.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
            check();
            if (next == null) {
                return 0;
            }
            unread.addAndGet(-next.length);
            begun = next;
        }
        int count = Math.min(into.length, begun.length);
        System.arraycopy(begun, 0, into, 0, count);
        begun = Arrays.copyOfRange(begun, count, begun.length);
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        check();
        recorder.orElseThrow(() -> new IOException("slot " + slot.name() + " has no console"))
                .write(bytes);
    }

    @Override
    public void check() throws IOException {
        var reason = stopped.get();
        if (reason != null) {
            throw new IOException(reason);
        }
    }

    @Override
    public void close() {
        recorder.ifPresent(r -> r.listen(null));
    }
}
