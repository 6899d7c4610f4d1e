package org.proofmark.bench;

/// The device's supply.
public interface Power {
    /// Switches on. Returns when the supply is on; the device is then booting.
    Mark on();

    /// Switches off. Returns after the effect was proven: no process or rail of the device is left
    /// up, its ports refuse.
    ///
    /// @throws BenchFault `power-not-cut` where the device went on
    Mark off();
}
