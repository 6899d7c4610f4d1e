package org.proofmark.rigagent.site;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.NetworkServer;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;

/// Opens the doors of slots' servers in networks of slots' own: one process each, with this agent's
/// own class path. Thread-safe.
///
/// @param javaBinary the `java` that runs them
/// @param services what each slot is served on loopback
record SlotServers(Path javaBinary, Function<SlotName, RigServices> services)
        implements NetworkServer {
    /// Two doors and a line of text.
    private static final List<String> FLAGS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xms8m",
                    "-Xmx48m",
                    "-Xshare:auto",
                    "-Xlog:disable",
                    "-XX:-UsePerfData");

    @Override
    public Served serve(SlotId slot, SlotNetwork network) {
        var loopback = services.apply(slot.slot());
        var command = new ArrayList<>(network.inside());
        command.add(javaBinary.toString());
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(), SlotServerMain.class.getName()));
        command.add(network.address());
        try {
            return SlotServer.start(slot, command, loopback);
        } catch (IOException e) {
            throw new BenchFault.Hardware(
                    Fault.of(
                            "network-unserved",
                            "the rig's servers for the network of slot "
                                    + slot
                                    + " do not start: "
                                    + e.getMessage(),
                            "open the wiring"),
                    e);
        }
    }

    /// The process may have another working folder.
    private static String classPath() {
        return java.util.Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
