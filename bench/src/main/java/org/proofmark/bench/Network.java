package org.proofmark.bench;

import java.util.List;
import java.util.Optional;

/// The device's place in the network.
public interface Network {
    /// The device's IPv4 address.
    String address();

    /// The MAC address under which the device is in its network, as six pairs of lower-case hex
    /// with colons; empty where the rig does not know it.
    default Optional<String> mac() {
        return Optional.empty();
    }

    /// The TCP ports that are open now and were closed while the device was proven off. Looks anew
    /// at each call.
    List<OpenPort> openPorts();

    /// An open port.
    ///
    /// @param nominal what it is reported as: 80 for a port that was found at 8080 by the
    ///   contract's rule of + 8000
    /// @param actual where it is reached
    record OpenPort(int nominal, int actual) {}
}
