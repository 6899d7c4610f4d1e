package org.proofmark.bench.wiring;

import java.util.Optional;
import java.util.Set;

/// Looks at a device from its network.
public interface NetworkDriver {
    /// The device's IPv4 address.
    String address();

    /// The device's MAC address, as six pairs of lower-case hex with colons; empty where it is not
    /// known.
    default Optional<String> mac() {
        return Optional.empty();
    }

    /// The TCP ports that take a connection at that address now, whoever serves them.
    Set<Integer> openTcpPorts();

    /// True where a device that may not bind a port below 1024 binds that port + 8000, and the
    /// harness reports it under its nominal number: the virtual lab's contract. On copper a port is
    /// what it is.
    default boolean shiftsLowPorts() {
        return false;
    }
}
