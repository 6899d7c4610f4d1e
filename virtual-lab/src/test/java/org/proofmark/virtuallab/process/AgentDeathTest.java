package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// An agent of its own process that gets SIGKILL while its device runs.
public class AgentDeathTest {
    private static final String DEVICE =
            "setsid sleep 2000 & (sleep 2001 &) ; exec >\"$DUT_SERIAL\"; echo up; "
                    + "while :; do sleep 1000; done";

    @DataProvider
    Object[][] isolations() {
        return TestSlot.isolations();
    }

    @Test(dataProvider = "isolations")
    public void deviceDiesWithItsAgent(Isolation isolation) throws Exception {
        var folder = Files.createTempDirectory("lab");
        var agent = startAgent(folder, isolation.hasNamespace());
        try (BufferedReader said = agent.inputReader();
                var here = TestSlot.open(DEVICE)) {
            var address = said.readLine();
            assertThat(address).startsWith("127.");
            assertThat(here.wiring().network().orElseThrow().address()).isNotEqualTo(address);
            var unit = UnitIdentities.of(1, 1).getFirst();
            var paths = new SlotFolder(folder.resolve("slot"), unit.serialNumber());
            TestSlot.until("it runs", () -> running(paths).size() >= 4);

            agent.destroyForcibly().waitFor();
            TestSlot.until("its device is gone", () -> running(paths).isEmpty());

            try (var next = TestSlot.again(folder, DEVICE)) {
                assertThat(next.wiring().network().orElseThrow().address())
                        .as("the slot keeps its address")
                        .isEqualTo(address);
                next.power().on();
                next.console().expect("up\n");
                assertThat(next.power().crashed()).isEmpty();
            }
        }
    }

    private static List<ProcTable.Entry> running(SlotFolder paths) {
        return ProcTable.withState(paths::holdsState);
    }

    private static Process startAgent(Path folder, boolean namespaces) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Agent.class.getName(),
                        folder.toString(),
                        Boolean.toString(namespaces))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The agent's program.
    static final class Agent {
        private Agent() {}

        public static void main(String[] args) throws Exception {
            var isolation = Boolean.parseBoolean(args[1]) ? Isolation.probe() : Isolation.none();
            var wiring = TestSlot.wiring(Path.of(args[0]), isolation, DEVICE, Map.of());
            wiring.power().orElseThrow().on();
            System.out.println(wiring.network().orElseThrow().address());
            Thread.currentThread().join();
        }
    }
}
