package org.proofmark.certification.device;

import java.time.Duration;
import org.proofmark.bench.memory.MemoryDevice;

/// A device of a test, whose time passes when the suite waits.
public interface Paced extends MemoryDevice {
    /// Time passes.
    void pass(Duration time);

    /// Whether its supply is on.
    boolean isOn();

    /// A profile that fits it.
    String profile();
}
