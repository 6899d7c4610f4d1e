package org.proofmark.virtuallab.device;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches the reset button: tells once for each hold that lasts long enough, also one that began
/// before power-on, and of each that does not.
final class ButtonWatch {
    private final Duration time;
    private final Runnable held;
    private final Runnable releasedEarly;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> Thread.ofPlatform().daemon().name("button-timer").unstarted(task));
    private @Nullable ScheduledFuture<?> hold;

    /// @param time how long the button is to be held
    /// @param held called on a thread of the watch when it was held for that long
    /// @param releasedEarly called when it was let go before
    ButtonWatch(Duration time, Runnable held, Runnable releasedEarly) {
        this.time = time;
        this.held = held;
        this.releasedEarly = releasedEarly;
    }

    /// Starts to read levels from the FIFO on a daemon thread.
    void start(Path fifo) {
        var thread = new Thread(() -> readForEver(fifo), "button");
        thread.setDaemon(true);
        thread.start();
    }

    private void readForEver(Path fifo) {
        // "rw" neither blocks at the open nor sees an end of file when the lab goes away.
        try (var lines = new RandomAccessFile(fifo.toFile(), "rw")) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                level(line.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("button: cannot read " + fifo, e);
        }
    }

    /// Takes a level: `1` pressed, `0` not; anything else is no level.
    synchronized void level(String level) {
        if (level.equals("1") && hold == null) {
            hold = timer.schedule(held, time.toNanos(), TimeUnit.NANOSECONDS);
        } else if (level.equals("0") && hold != null) {
            if (hold.cancel(false)) {
                releasedEarly.run();
            }
            hold = null;
        }
    }
}
