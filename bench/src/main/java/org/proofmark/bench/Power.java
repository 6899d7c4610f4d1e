package org.proofmark.bench;

import java.time.Instant;

/// The device's supply.
public interface Power {
    /// Switches on. Returns when the supply is on; the device is then booting.
    Mark on();

    /// Switches on, with the device's own clock at an instant where the slot can set it. It goes on
    /// from there until the next power-on.
    Start on(Instant clock);

    /// Switches off. Returns after the effect was proven: no process or rail of the device is left
    /// up, its ports refuse.
    ///
    /// @throws BenchFault `power-not-cut` where the device went on
    Mark off();

    /// A power-on.
    ///
    /// @param clockSet whether the device's clock is at the instant that was asked for; false where
    ///   the slot's wiring cannot set it, or the supply was on already
    record Start(Mark mark, boolean clockSet) {}
}
