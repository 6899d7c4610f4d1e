package org.proofmark.bench.wiring;

import java.time.Duration;
import java.util.Optional;

/// Switches a device's supply. Blocking; called from one thread at a time.
public interface PowerDriver {
    /// Switches on; the device is then booting.
    ///
    /// @throws org.proofmark.bench.BenchFault `power-on-failed`
    void on();

    /// Returns when this kind's own proof of off is there (no process left; the relay's contact
    /// reads open).
    ///
    /// @param limit how long the proof may take
    /// @throws org.proofmark.bench.BenchFault `power-not-cut`
    void off(Duration limit);

    /// True while the supply is on as far as the driver can tell.
    boolean isOn();

    /// What ended the device without anybody's order since the last `on`, such as a process that
    /// exited.
    default Optional<String> crashed() {
        return Optional.empty();
    }
}
