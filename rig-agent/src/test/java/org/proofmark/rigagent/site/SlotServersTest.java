package org.proofmark.rigagent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.testng.SkipException;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// The rig's servers as a real process in a real namespace: its own loopback stands for the slot's
/// end, so no port is taken from the host.
public class SlotServersTest {
    private static final SlotId SLOT = new SlotId(new RigId("rig-1"), new SlotName("a"));
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final String ASK =
            """
            import socket, struct
            s = socket.create_connection(('127.0.0.1', 80), 60)
            s.sendall(b'GET /fw HTTP/1.0\\r\\nHost: rig\\r\\n\\r\\n')
            print(s.recv(99).split()[1].decode())
            u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            u.settimeout(60)
            u.sendto(b'\\x23' + b'\\0' * 47, ('127.0.0.1', 123))
            m = u.recv(99)
            print(len(m), struct.unpack('>I', m[40:44])[0])
            """;
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private Process holder;
    private List<String> inside = List.of();
    private @Nullable SlotServices services;

    /// A namespace that a shell holds.
    @BeforeMethod
    public void setUp() throws Exception {
        services =
                SlotServices.start(
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                        Path.of("/trust.pem"),
                        InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z")),
                        Ticker.system());
        for (var way :
                List.of(
                        List.of("unshare", "--net"),
                        List.of("unshare", "--user", "--map-root-user", "--net"))) {
            var command = new ArrayList<>(way);
            command.addAll(List.of("sh", "-c", "ip link set lo up && echo up; read line"));
            holder = new ProcessBuilder(command).start();
            var said = holder.inputReader().readLine();
            if ("up".equals(said)) {
                var words = new ArrayList<>(List.of("nsenter"));
                if (way.contains("--user")) {
                    words.add("--user=/proc/" + holder.pid() + "/ns/user");
                    words.add("--preserve-credentials");
                }
                words.add("--net=/proc/" + holder.pid() + "/ns/net");
                words.add("--");
                inside = words;
                return;
            }
        }
        throw new SkipException("this machine allows no network namespace, or has no ip");
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() throws InterruptedException {
        services().close();
        holder.destroyForcibly().waitFor();
    }

    private SlotNetwork network() {
        return new SlotNetwork() {
            @Override
            public String address() {
                return "127.0.0.1";
            }

            @Override
            public List<String> inside() {
                return inside;
            }
        };
    }

    private SlotServers servers() {
        return new SlotServers(JAVA, _ -> services().addresses());
    }

    private SlotServices services() {
        if (services == null) {
            throw new IllegalStateException("not set up");
        }
        return services;
    }

    @Test
    public void devicesAreServedWhereTheyAreAndPortsAreTriedFromThere() throws Exception {
        try (var served = servers().serve(SLOT, network())) {
            assertThat(served.services().timeServer()).isEqualTo("127.0.0.1:123");
            assertThat(served.services().updateServer()).isEqualTo("http://127.0.0.1:80/");
            assertThat(served.services().trustPem()).isEqualTo(Path.of("/trust.pem"));
            assertThat(served.takesConnection("127.0.0.1", 80, CONNECT)).isTrue();
            assertThat(served.takesConnection("127.0.0.1", 81, CONNECT)).isFalse();
            // what the agent shows: no update, and its own clock, 4004337600 s from 1900
            assertThat(python(ASK)).isEqualTo("404\n48 4004337600\n");
            services().time().ahead(Duration.ofDays(1));
            assertThat(python(ASK)).isEqualTo("404\n48 4004424000\n");
        }
    }

    /// The namespace has no route to anywhere: that proves nothing of a port.
    @Test
    public void aPortThatCannotBeTriedIsAFaultAndNotAClosedOne() {
        try (var served = servers().serve(SLOT, network())) {
            assertThatThrownBy(() -> served.takesConnection("192.0.2.1", 80, CONNECT))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("network-unserved")
                    .hasMessageContaining("untried 192.0.2.1 port 80");
            assertThat(served.takesConnection("127.0.0.1", 80, CONNECT)).isTrue();
        }
    }

    private String python(String script) throws IOException, InterruptedException {
        var command = new ArrayList<>(inside);
        command.addAll(List.of("python3", "-c", script));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    @Test
    public void serversThatAreGoneAreAFaultAndAreStartedAgain() throws Exception {
        try (var served = servers().serve(SLOT, network())) {
            var pid = Long.parseLong(server());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            ProcessHandle.of(pid).ifPresent(gone -> gone.onExit().join());
            assertThatThrownBy(() -> served.takesConnection("127.0.0.1", 80, CONNECT))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("network-unserved")
                    .hasMessageContaining("slot rig-1/a")
                    .hasMessageContaining("they were started again");
            assertThat(served.takesConnection("127.0.0.1", 80, CONNECT)).isTrue();
        }
    }

    /// The one process of this JVM that has the servers' class in its command line.
    private static String server() {
        return ProcessHandle.current()
                .children()
                .filter(SlotServersTest::serves)
                .map(child -> Long.toString(child.pid()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean serves(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"))
                    .contains(SlotServerMain.class.getName());
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    public void aPortThatIsTakenIsRefusedWithWhatItSaid() {
        try (var first = servers().serve(SLOT, network())) {
            assertThatThrownBy(() -> servers().serve(SLOT, network()))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("network-unserved")
                    .hasMessageContaining("slot rig-1/a do not start: failed ")
                    .hasMessageContaining("in use");
            assertThat(first.takesConnection("127.0.0.1", 80, CONNECT)).isTrue();
        }
    }

    @Test
    public void serversEndWithTheirPipe() throws Exception {
        var command = new ArrayList<>(inside);
        command.addAll(
                List.of(
                        JAVA.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SlotServerMain.class.getName(),
                        "127.0.0.1",
                        "/run/no-gate"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var line = "";
        do {
            line = process.inputReader().readLine();
            assertThat(line).isNotNull();
        } while (!line.startsWith(SlotServerMain.MARK + SlotServerMain.READY));
        process.getOutputStream().close();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
