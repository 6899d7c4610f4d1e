package org.proofmark.rigagent.gpio;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import java.util.function.Consumer;
import org.proofmark.rigagent.gpio.kernel.LineEdge;

/// An input line that is idle or active, whatever level that means. Thread-safe.
final class SenseLine implements AutoCloseable {
    private final DigitalInput input;
    private final boolean inverted;
    private final Runnable release;
    private volatile boolean closed;

    /// @param inverted active is what the input calls low
    SenseLine(DigitalInput input, boolean inverted, Runnable release) {
        this.input = input;
        this.inverted = inverted;
        this.release = release;
    }

    DigitalInput input() {
        return input;
    }

    boolean active() {
        return input.isLow() == inverted;
    }

    /// Hears of every edge from now on, on the line's own thread. An edge of a provider without the
    /// kernel's time has that of its arrival and the sequence 0.
    void listen(Consumer<LineEdge> listener) {
        input.addListener(event -> listener.accept(edge(event)));
    }

    private LineEdge edge(DigitalStateChangeEvent<?> event) {
        return event instanceof KernelInputProvider.EdgeEvent kernel
                ? kernel.edge()
                : new LineEdge(event.state().isLow() == inverted, System.nanoTime(), 0, 0);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
