package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.ButtonDriver;
import org.proofmark.domain.run.Fault;

/// The button's line as a FIFO that the lab keeps open: the level at power-on, then one line per
/// edge. Thread-safe.
final class ButtonFifo implements ButtonDriver, AutoCloseable {
    private final Path path;
    private final int fd;
    private final boolean dead;
    private boolean pressed;
    private boolean powered;
    private boolean closed;

    private ButtonFifo(Path path, int fd, boolean dead) {
        this.path = path;
        this.fd = fd;
        this.dead = dead;
    }

    /// Makes the FIFO anew, released.
    ///
    /// @param dead plays a line that is cut: the device never sees a press
    static ButtonFifo open(Path path, boolean dead) throws IOException {
        Files.deleteIfExists(path);
        Posix.makeFifo(path);
        return new ButtonFifo(path, Posix.open(path), dead);
    }

    @Override
    public synchronized void set(boolean level) {
        if (level == pressed) {
            return; // no edge
        }
        pressed = level;
        if (powered) {
            tell();
        }
    }

    /// Throws away what the last life left, and says the level that the device finds.
    synchronized void powerOn() throws IOException {
        drain();
        powered = true;
        var line = level();
        if (Posix.write(fd, line, 0, line.length) != line.length) {
            throw new IOException("the FIFO " + path + " took no line");
        }
    }

    synchronized void powerOff() throws IOException {
        powered = false;
        drain();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Posix.close(fd);
        }
    }

    private void tell() {
        if (dead) {
            return;
        }
        var line = level();
        try {
            if (Posix.write(fd, line, 0, line.length) == line.length) {
                return;
            }
        } catch (IOException e) {
            throw new BenchFault.Hardware(failed(), e);
        }
        throw new BenchFault.Hardware(failed());
    }

    private Fault failed() {
        return Fault.of(
                "button-failed",
                "the button's FIFO "
                        + path
                        + " takes no more lines: the device does not read DUT_BUTTON",
                "set the button");
    }

    private byte[] level() {
        return (pressed && !dead ? "1\n" : "0\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void drain() throws IOException {
        var buffer = new byte[4096];
        int got;
        do {
            got = Posix.read(fd, buffer);
        } while (got > 0);
    }
}
