package org.proofmark.rigagent.gpio;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;

/// An output line that is idle or active, whatever level that means. Setting it to what it is makes
/// no transition. Thread-safe.
final class GpioLine implements AutoCloseable {
    private final DigitalOutput output;
    private final boolean inverted;
    private final Runnable release;
    private boolean closed;

    /// @param inverted active is what the output calls low
    GpioLine(DigitalOutput output, boolean inverted, Runnable release) {
        this.output = output;
        this.inverted = inverted;
        this.release = release;
    }

    DigitalOutput output() {
        return output;
    }

    /// As the chip reads it; a line that was let go is idle.
    synchronized boolean active() {
        return !closed && output.isLow() == inverted;
    }

    synchronized void set(boolean active) {
        if (active() != active) {
            output.state(active == inverted ? DigitalState.LOW : DigitalState.HIGH);
        }
    }

    /// Leaves the line idle and lets go of it.
    @Override
    public synchronized void close() {
        if (!closed) {
            try {
                set(false);
            } finally {
                closed = true;
                release.run();
            }
        }
    }
}
