package org.proofmark.bench.wiring;

import java.time.Duration;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.run.SlotId;

/// Serves devices in networks of their slots' own, where the rig's servers on loopback are out of
/// reach.
@FunctionalInterface
public interface NetworkServer {
    /// Starts the rig's time server and update server at the slot's end, and returns when they are
    /// there. They end with the agent, however it ends.
    ///
    /// @throws org.proofmark.bench.BenchFault `network-unserved` where they do not start
    Served serve(SlotId slot, SlotNetwork network);

    /// What is served in one slot's network.
    interface Served extends AutoCloseable {
        /// Where the device finds it.
        RigServices services();

        /// Whether a TCP connection from the slot's end is taken. It is closed at once.
        ///
        /// @param limit how long it is waited for, at most a minute
        /// @throws org.proofmark.bench.BenchFault `network-unserved` where the servers are gone
        boolean takesConnection(String address, int port, Duration limit);

        @Override
        void close();
    }
}
