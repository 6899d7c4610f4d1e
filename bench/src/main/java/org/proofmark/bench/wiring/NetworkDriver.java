package org.proofmark.bench.wiring;

import java.util.Set;

/// Looks at a device from its network.
public interface NetworkDriver {
    /// The device's IPv4 address.
    String address();

    /// The TCP ports that take a connection at that address now, whoever serves them.
    Set<Integer> openTcpPorts();
}
