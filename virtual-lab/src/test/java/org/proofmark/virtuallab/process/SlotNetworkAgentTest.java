package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.proofmark.bench.BenchFault;
import org.testng.SkipException;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Agents of their own processes whose slot has a network of its own: with and without root,
/// killed, and on a machine that refuses.
public class SlotNetworkAgentTest {
    private static final String DEVICE =
            """
            exec python3 -c "
            import os, socket
            s = socket.create_server((os.environ['DUT_ADDRESS'], 80))
            open(os.environ['DUT_SERIAL'], 'w').write('up\\n')
            while True:
                c = s.accept()[0]
                c.sendall(b'here')
                c.close()
            "
            """;

    /// A user without any right, where the tests are run by root. The one that is left lets it map
    /// itself in a user namespace of its own, which users of another number need none for.
    private static final List<String> NO_RIGHTS =
            List.of("setpriv", "--bounding-set=-all,+setfcap", "--inh-caps=-all", "--no-new-privs");

    /// A machine that has no network namespaces to give.
    private static final List<String> NO_NAMESPACES =
            List.of(
                    "unshare",
                    "--user",
                    "--map-root-user",
                    "sh",
                    "-c",
                    "echo 0 >/proc/sys/user/max_net_namespaces && exec \"$@\"",
                    "sh");

    @DataProvider
    Object[][] users() {
        return new Object[][] {{List.of()}, {NO_RIGHTS}};
    }

    @Test(dataProvider = "users")
    public void killedAgentLeavesNoProcessNoNamespaceAndNoLink(List<String> user) throws Exception {
        TestNetwork.demandNamespaces();
        demand(user);
        var folder = Files.createTempDirectory("lab");
        var agent = start(user, folder);
        try (BufferedReader said = agent.inputReader()) {
            var words = String.valueOf(said.readLine()).split(" ");
            if (words[0].equals("refused") && !user.isEmpty()) {
                throw new SkipException("no user namespaces without root: " + List.of(words));
            }
            assertThat(words).hasSize(3).startsWith("up");
            var ends = List.of(words[1], words[2]);
            assertThat(ends).doesNotHaveDuplicates().doesNotContain(own());
            for (var end : ends) {
                assertThat(ProcTable.inNetwork(end)).isNotEmpty();
            }

            agent.destroyForcibly().waitFor();
            // nothing else holds a namespace: none is bound to a file
            for (var end : ends) {
                TestSlot.until("nobody is in " + end, () -> ProcTable.inNetwork(end).isEmpty());
                assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(end);
            }
            assertThat(Path.of("/sys/class/net/slot0")).doesNotExist();
            assertThat(Path.of("/sys/class/net/dut0")).doesNotExist();

            try (var next = TestSlot.again(folder, DEVICE, TestNetwork.NAMESPACE)) {
                next.power().on();
                next.console().expect("up\n");
                var network = next.wiring().network().orElseThrow();
                assertThat(network.openTcpPorts()).containsExactly(80);
            }
        } finally {
            agent.destroyForcibly();
        }
    }

    @Test
    public void machineWithoutNamespacesRefusesAndSaysWhatToDo() throws Exception {
        demand(NO_NAMESPACES);
        var agent = start(NO_NAMESPACES, Files.createTempDirectory("lab"));
        try (BufferedReader said = agent.inputReader()) {
            assertThat(said.readLine())
                    .startsWith("refused wiring-unusable: slot rig/a: network: namespace cannot be")
                    .contains("unshare --net: ", "No space left on device")
                    .contains("run the agent as root or allow user namespaces")
                    .contains("leave network out");
            assertThat(said.readLine()).as("without it").startsWith("opens at 127.");
        } finally {
            agent.destroyForcibly();
        }
    }

    private static String own() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
    }

    /// @throws SkipException where this machine does not run a program so
    private static void demand(List<String> user) throws Exception {
        var command = new ArrayList<>(user);
        command.add("true");
        int code = -1;
        try {
            var process = new ProcessBuilder(command).inheritIO().start();
            code = process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            throw new SkipException(command + " does not run here", e);
        }
        if (code != 0) {
            throw new SkipException(command + " ends here with " + code);
        }
    }

    private static Process start(List<String> user, Path folder) throws IOException {
        var command = new ArrayList<>(user);
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        folder.toString()));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /// The agent's program.
    static final class Agent {
        private Agent() {}

        public static void main(String[] args) throws Exception {
            var folder = Path.of(args[0]);
            try {
                var wiring =
                        TestSlot.wiring(folder, Isolation.probe(), DEVICE, TestNetwork.NAMESPACE);
                var place = (DevicePlace) wiring.network().orElseThrow();
                wiring.power().orElseThrow().on();
                TestSlot.until("port 80", () -> place.openTcpPorts().contains(80));
                System.out.println(
                        "up "
                                + end(place.slotNetwork().orElseThrow().inside())
                                + " "
                                + end(place.before()));
            } catch (BenchFault e) {
                System.out.println("refused " + e.getMessage());
                var other = TestSlot.wiring(folder, Isolation.none(), DEVICE, Map.of());
                System.out.println("opens at " + other.network().orElseThrow().address());
            }
            Thread.currentThread().join();
        }

        private static String end(List<String> words) throws IOException {
            var option = words.stream().filter(word -> word.startsWith("--net=")).findFirst();
            var file = option.orElseThrow().substring("--net=".length());
            return Files.readSymbolicLink(Path.of(file)).toString();
        }
    }
}
