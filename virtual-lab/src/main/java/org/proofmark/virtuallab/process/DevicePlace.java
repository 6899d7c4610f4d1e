package org.proofmark.virtuallab.process;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.SlotSite.RigServices;

/// Where a device without copper is in a network.
interface DevicePlace extends NetworkDriver, AutoCloseable {
    /// TCP ports that can only be the device's, in numbers of this machine.
    Set<Integer> boundHere();

    /// Where the device finds the rig's servers.
    RigServices services();

    /// The words before the command that runs the device.
    List<String> before();

    /// Processes that are the device's since they are where only the device is.
    List<ProcTable.Entry> inhabitants();

    /// Pulls the network's cable for so long, where there is one.
    void unplug(Duration outage);

    @Override
    void close();
}
