package org.proofmark.rigagent.gpio;

import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;

/// An output line that is idle or active, whatever level that means. Setting it to what it is makes
/// no transition.
final class GpioLine implements AutoCloseable {
    private final DigitalOutput output;
    private final boolean activeLow;
    private final Runnable release;
    private boolean closed;

    GpioLine(DigitalOutput output, boolean activeLow, Runnable release) {
        this.output = output;
        this.activeLow = activeLow;
        this.release = release;
    }

    DigitalOutput output() {
        return output;
    }

    synchronized boolean active() {
        return output.isLow() == activeLow;
    }

    synchronized void set(boolean active) {
        if (active() != active) {
            output.state(active == activeLow ? DigitalState.LOW : DigitalState.HIGH);
        }
    }

    /// Leaves the line idle and lets go of it.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            set(false);
            release.run();
        }
    }
}
