package org.proofmark.bench.wiring;

import java.nio.file.Path;
import java.util.List;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Ticker;

/// Where a wiring works.
///
/// @param slot the slot
/// @param number the slot's index in the rig's file, from 0
/// @param stateFolder a folder of this slot that survives restarts of the agent, mode 0700
/// @param workingFolder the agent's working folder
/// @param services what the rig serves to devices on loopback
/// @param networks serves devices in networks of their slots' own
public record SlotSite(
        SlotId slot,
        int number,
        Path stateFolder,
        Path workingFolder,
        RigServices services,
        NetworkServer networks,
        Ticker ticker) {
    /// A site that serves nobody but on loopback.
    public SlotSite(
            SlotId slot,
            int number,
            Path stateFolder,
            Path workingFolder,
            RigServices services,
            Ticker ticker) {
        this(slot, number, stateFolder, workingFolder, services, SlotSite::serveNobody, ticker);
    }

    private static NetworkServer.Served serveNobody(SlotId slot, SlotNetwork network) {
        throw new BenchFault.Hardware(
                Fault.of(
                        "network-unserved",
                        "nothing serves a network of slot " + slot + "'s own here",
                        "open the wiring"));
    }

    /// What the rig serves to its devices.
    ///
    /// @param timeServer `host:port` of the rig's SNTP server
    /// @param updateServer URL under which update paths answer 404 until a case is served
    /// @param trustPem PEM file of the lab's test root
    public record RigServices(String timeServer, String updateServer, Path trustPem) {}

    /// The processes that the agent's journal names for this slot are ended by the wiring at
    /// [WiringKind#open].
    public List<String> roles() {
        return List.of("power", "console", "network", "label");
    }
}
