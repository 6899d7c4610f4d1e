package org.proofmark.bench.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Switches a device's supply. Blocking; called from one thread at a time.
public interface PowerDriver {
    /// Switches on; the device is then booting.
    ///
    /// @throws org.proofmark.bench.BenchFault `power-on-failed`
    void on();

    /// Switches on, with the device's own clock at an instant, truncated to milliseconds. Who
    /// cannot set a device's clock leaves it as it is.
    ///
    /// @return whether the device's clock was set
    /// @throws org.proofmark.bench.BenchFault `power-on-failed`
    default boolean on(Instant clock) {
        on();
        return false;
    }

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
