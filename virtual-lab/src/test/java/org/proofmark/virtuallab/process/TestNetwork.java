package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.proofmark.bench.wiring.NetworkServer;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.run.SlotId;
import org.testng.SkipException;

/// What tests of networks of slots' own have in common.
final class TestNetwork {
    static final Map<String, Object> NAMESPACE = Map.of("network", "namespace");
    static final String MAC = "02:5e:10:00:00:01";

    private TestNetwork() {}

    /// @throws SkipException where this machine allows no such network, with its words
    static void demandNamespaces() {
        try {
            SlotNamespaces.open(new NetworkSettings("192.168.1.1"), MAC).close();
        } catch (IOException e) {
            throw new SkipException(String.valueOf(e.getMessage()), e);
        }
    }

    /// In place of the rig's servers, which are another module's: tries ports, and nothing else.
    static NetworkServer.Served serve(SlotId slot, SlotNetwork network) {
        return new NetworkServer.Served() {
            @Override
            public RigServices services() {
                return new RigServices(
                        network.address() + ":123",
                        "http://" + network.address() + "/",
                        Path.of("trust.pem"));
            }

            @Override
            public boolean takesConnection(String address, int port, Duration limit) {
                return run(network.inside(), connect(address, port)).isEmpty();
            }

            @Override
            public void close() {
                // nothing runs
            }
        };
    }

    private static String connect(String address, int port) {
        return "import socket; socket.create_connection(('%s',%d),5)".formatted(address, port);
    }

    /// Reads all that is said at a port, from the slot's end.
    static String read(SlotNetwork network, String address, int port) {
        return run(
                network.inside(),
                "import socket; print(socket.create_connection(('%s',%d),30).recv(99).decode())"
                        .formatted(address, port));
    }

    private static String run(List<String> before, String python) {
        var command = new ArrayList<>(before);
        command.addAll(List.of("python3", "-c", python));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " does not end");
            }
            return said.strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
