package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.rigagent.serial.ConsolePort;
import org.proofmark.rigagent.serial.LineErrors;

/// A serial port of which the test says what it does; it counts how often it is opened and read.
final class ScriptedPort implements ConsolePort.Opener {
    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger reads = new AtomicInteger();
    final AtomicBoolean plugged = new AtomicBoolean(true);
    final AtomicBoolean endless = new AtomicBoolean();
    final AtomicReference<Optional<LineErrors>> errors = new AtomicReference<>(Optional.empty());
    private final LinkedBlockingQueue<byte[]> said = new LinkedBlockingQueue<>();

    void say(String text) {
        said.add(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Override
    public ConsolePort open(SerialLine line) throws IOException {
        opens.incrementAndGet();
        if (!plugged.get()) {
            throw new IOException("nothing is plugged in");
        }
        return new Open();
    }

    private final class Open implements ConsolePort {
        @Override
        public int read(byte[] into) {
            reads.incrementAndGet();
            if (endless.get()) {
                return 0;
            }
            try {
                for (int i = 0; i < 20 && plugged.get(); i++) {
                    var next = said.poll(10, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        System.arraycopy(next, 0, into, 0, next.length);
                        return next.length;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
            return plugged.get() ? 0 : -1;
        }

        @Override
        public void write(byte[] bytes) {
            // nobody listens
        }

        @Override
        public Optional<LineErrors> errors() {
            return errors.get();
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
