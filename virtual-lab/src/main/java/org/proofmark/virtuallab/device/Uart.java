package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// The device's serial port. A port that hangs up is opened again; what is written meanwhile is
/// lost, as on a wire that nobody holds.
final class Uart {
    /// Between two tries to open a port that has gone.
    private static final long REOPEN_NANOS = 50_000_000L;

    private final Path path;
    private final AtomicReference<Consumer<byte[]>> reader = new AtomicReference<>(_ -> {});
    private final Voice voice;
    private volatile Tty tty;

    private Uart(Path path, Voice voice, Tty tty) {
        this.path = path;
        this.voice = voice;
        this.tty = tty;
    }

    /// Opens the port and starts to read it on a daemon thread of its own.
    static Uart open(Path path, Voice voice) {
        var uart = new Uart(path, voice, Tty.open(path));
        var thread = new Thread(uart::readForEver, "uart");
        thread.setDaemon(true);
        thread.start();
        return uart;
    }

    /// Who gets what comes in, from now on.
    void onInput(Consumer<byte[]> consumer) {
        reader.set(consumer);
    }

    /// Writes a line, ended by CR LF.
    void line(String text) {
        print(text + "\r\n");
    }

    /// Writes text as the port's voice says it.
    synchronized void print(String text) {
        voice.say(text, this::send);
    }

    private void send(String text) {
        var _ = tty.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void readForEver() {
        while (true) {
            var bytes = tty.read();
            if (bytes.length > 0) {
                reader.get().accept(bytes);
            } else {
                reopen();
            }
        }
    }

    private synchronized void reopen() {
        tty.close();
        LockSupport.parkNanos(REOPEN_NANOS);
        tty = Tty.open(path);
    }
}
