package org.proofmark.bench.wiring;

import java.util.List;

/// A network of one slot's own: in it are the device and what the rig runs at the slot's end, and
/// nobody else. So two devices may have the same address and the same ports.
public interface SlotNetwork {
    /// The IPv4 address of the slot's end, in the device's subnet.
    String address();

    /// The words that stand before a command line and have it run at the slot's end, in the same
    /// process: whoever kills that process kills the command.
    List<String> inside();
}
