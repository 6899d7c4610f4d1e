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

    /// The network of the slot's own that the device is in; empty where the agent and the device
    /// share one.
    default Optional<SlotNetwork> slotNetwork() {
        return Optional.empty();
    }

    /// How the cable is. What was seen of the device by network while it was out is nobody's
    /// finding.
    ///
    /// @throws org.proofmark.bench.BenchFault `network-cut` where it cannot be told
    default Link link() {
        return Link.STEADY;
    }

    /// The state of a device's cable.
    ///
    /// @param up whether it is in
    /// @param changes how often the link came or went since the wiring was opened, but for what an
    ///   order to the device's supply brings along; only its difference says something
    record Link(boolean up, long changes) {
        /// Where nothing is known of a cable.
        public static final Link STEADY = new Link(true, 0);
    }
}
