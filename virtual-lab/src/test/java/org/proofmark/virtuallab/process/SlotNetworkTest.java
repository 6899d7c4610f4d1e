package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.NetworkDriver;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Devices in networks of their slots' own, on real namespaces.
public class SlotNetworkTest {
    private static final String UP = "exec >\"$DUT_SERIAL\"; echo up; ";
    private static final String STAY = "while :; do sleep 1000; done";

    /// Says its serial number to everybody who comes to port 80 of its address.
    private static final String SERVER =
            """
            exec python3 -c "
            import os, socket
            s = socket.create_server((os.environ['DUT_ADDRESS'], 80))
            open(os.environ['DUT_SERIAL'], 'w').write('up\\n')
            while True:
                c = s.accept()[0]
                c.sendall(os.environ['DUT_SERIAL_NUMBER'].encode())
                c.close()
            "
            """;

    @BeforeClass
    public void setUp() {
        TestNetwork.demandNamespaces();
    }

    @DataProvider
    Object[][] isolations() {
        return TestSlot.isolations();
    }

    private static Map<String, Object> settings(String key, Object value) {
        return Map.of("network", "namespace", key, value);
    }

    private static NetworkDriver network(TestSlot slot) {
        return slot.wiring().network().orElseThrow();
    }

    @Test
    public void twoDevicesWithOneAddressAndPortRunSideBySide() throws IOException {
        try (var one = TestSlot.open(SERVER, settings("serial-number", "ONE"));
                var other = TestSlot.open(SERVER, settings("serial-number", "OTHER"))) {
            for (var slot : List.of(one, other)) {
                assertThat(network(slot).address()).isEqualTo("192.168.1.1");
                assertThat(network(slot).openTcpPorts()).isEmpty();
                slot.power().on();
            }
            for (var slot : List.of(one, other)) {
                slot.console().expect("up\n");
                assertThat(network(slot).openTcpPorts()).containsExactly(80);
            }
            assertThat(said(one)).isEqualTo("ONE");
            assertThat(said(other)).isEqualTo("OTHER");
            one.off();
            assertThat(network(one).openTcpPorts()).isEmpty();
            assertThat(said(other)).isEqualTo("OTHER");
        }
    }

    private static String said(TestSlot slot) {
        return TestNetwork.read(network(slot).slotNetwork().orElseThrow(), "192.168.1.1", 80);
    }

    @Test
    public void aPortIsWhatItIsAndTheHostIsOutOfReach() throws IOException {
        var command =
                """
                python3 -c "
                import os, socket
                a = socket.create_server((os.environ['DUT_ADDRESS'], 8080))
                b = socket.create_server(('127.0.0.1', 23))
                try:
                    socket.create_connection(('$HOST', $PORT), 5)
                except OSError as e:
                    open(os.environ['DUT_SERIAL'], 'w').write('refused\\n')
                a.accept()
                "
                """;
        try (var here = new ServerSocket(0)) {
            var asked =
                    command.replace("$HOST", "127.0.0.1")
                            .replace("$PORT", Integer.toString(here.getLocalPort()));
            try (var slot = TestSlot.open(asked, TestNetwork.NAMESPACE)) {
                slot.power().on();
                slot.console().expect("refused\n");
                assertThat(network(slot).openTcpPorts()).containsExactly(8080);
                assertThat(network(slot).shiftsLowPorts()).isFalse();
                assertThatThrownBy(
                                () -> {
                                    try (var socket = new Socket()) {
                                        socket.connect(
                                                new InetSocketAddress(
                                                        InetAddress.getLoopbackAddress(), 23),
                                                1000);
                                    }
                                })
                        .as("its loopback is not the host's")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    public void aPortThatIsOpenByIpv6OnlyIsSeen() throws IOException {
        var command =
                """
                python3 -c "
                import os, socket
                s = socket.socket(socket.AF_INET6)
                s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                s.bind(('::', 2323))
                s.listen()
                t = socket.socket(socket.AF_INET6)
                t.bind(('::1', 2424))
                t.listen()
                open(os.environ['DUT_SERIAL'], 'w').write('up\\n')
                s.accept()
                input()
                "
                """;
        try (var slot = TestSlot.open(command, TestNetwork.NAMESPACE)) {
            slot.power().on();
            slot.console().expect("up\n");
            assertThat(network(slot).openTcpPorts()).containsExactly(2323);
        }
    }

    @Test
    public void theMacOnTheWireIsTheUnitsAndTheSettingsAddressIsTheDevices() throws IOException {
        var more =
                Map.<String, Object>of(
                        "network",
                        Map.of("kind", "namespace", "address", "10.9.8.254"),
                        "mac",
                        "02:00:00:00:00:2a");
        var command = "env | sort >\"$DUT_STATE/env\"; " + SERVER;
        try (var slot = TestSlot.open(command, more)) {
            assertThat(network(slot).mac()).contains("02:00:00:00:00:2a");
            slot.power().on();
            slot.console().expect("up\n");
            assertThat(
                            TestNetwork.read(
                                    network(slot).slotNetwork().orElseThrow(), "10.9.8.254", 80))
                    .isEqualTo(slot.paths().serialNumber());
            assertThat(network(slot).mac()).as("of the neighbour").contains("02:00:00:00:00:2a");
            assertThat(Files.readAllLines(slot.paths().state().resolve("env")))
                    .contains(
                            "DUT_ADDRESS=10.9.8.254",
                            "DUT_TIME_SERVER=10.9.8.253:123",
                            "DUT_UPDATE_SERVER=http://10.9.8.253/");
        }
    }

    @Test
    public void aDeviceThatTakesAnotherMacIsSeenUnderIt() throws IOException {
        var command =
                "ip link set dut0 down; ip link set dut0 address 02:00:00:00:00:99; "
                        + "ip link set dut0 up; "
                        + SERVER;
        try (var slot = TestSlot.open(command, TestNetwork.NAMESPACE)) {
            slot.power().on();
            slot.console().expect("up\n");
            TestSlot.until("the link is back", () -> network(slot).link().up());
            assertThat(said(slot)).isEqualTo(slot.paths().serialNumber());
            assertThat(network(slot).mac()).contains("02:00:00:00:00:99");
        }
    }

    @Test(dataProvider = "isolations")
    public void powerOffEndsWhatHidItsEnvironment(Isolation isolation) throws IOException {
        var command =
                "env -i setsid sh -c 'echo $$ >'\"$DUT_STATE\"'/pid; sleep 3000; sleep 3000' & "
                        + UP
                        + STAY;
        try (var slot = TestSlot.open(isolation, command, TestNetwork.NAMESPACE)) {
            slot.power().on();
            slot.console().expect("up\n");
            var file = slot.paths().state().resolve("pid");
            TestSlot.until("it hides", () -> Files.exists(file) && !line(file).isEmpty());
            assertThat(inhabitants(slot)).isNotEmpty();
            slot.off();
            assertThat(inhabitants(slot)).isEmpty();
            if (!isolation.hasNamespace()) {
                assertThat(ProcTable.find(Long.parseLong(line(file)))).isEmpty();
            }
        }
    }

    private static String line(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<ProcTable.Entry> inhabitants(TestSlot slot) {
        return ((DevicePlace) network(slot)).inhabitants();
    }

    @Test
    public void cableFallsOutWithItsByteAndIsCountedWhenItIsBack() throws IOException {
        var fault = Map.of("kind", "cable-out", "at-cycle", 1, "after-bytes", 2, "for", "500ms");
        try (var slot = TestSlot.open(SERVER, settings("faults", List.of(fault)))) {
            var before = network(slot).link();
            assertThat(before.up()).isTrue();
            slot.power().on();
            TestSlot.until("it was out", () -> !network(slot).link().equals(before));
            TestSlot.until("it is back", () -> network(slot).link().up());
            assertThat(network(slot).link().changes()).isGreaterThan(before.changes());
            TestSlot.until(
                    "the device is there again",
                    () -> said(slot).equals(slot.paths().serialNumber()));
            assertThat(network(slot).openTcpPorts()).containsExactly(80);
        }
    }

    @Test
    public void nothingIsSeenOfADeviceWhoseCableIsOut() throws IOException {
        var fault = Map.of("kind", "cable-out", "after-bytes", 0, "for", "999999m");
        try (var slot = TestSlot.open(SERVER, settings("faults", List.of(fault)))) {
            slot.power().on();
            slot.console().expect("up\n");
            TestSlot.until("it is out", () -> !network(slot).link().up());
            assertThatThrownBy(() -> network(slot).openTcpPorts())
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("network-cut")
                    .hasMessageContaining("slot rig/a: the device's cable is out");
            // the proof of off does not go by the cable
            slot.off();
            assertThat(inhabitants(slot)).isEmpty();
        }
    }

    @Test
    public void cableFaultWantsACable() {
        var faults = Map.<String, Object>of("faults", List.of("cable-out"));
        assertThatThrownBy(() -> TestSlot.open(STAY, faults))
                .isInstanceOf(BenchFault.Hardware.class)
                .hasMessageContaining("cable-out wants a network of the slot's own");
    }

    @Test
    public void closingLeavesNothingBehind() throws IOException {
        var slot = TestSlot.open(SERVER, TestNetwork.NAMESPACE);
        var inside = network(slot).slotNetwork().orElseThrow().inside();
        long holder = Long.parseLong(inside.get(inside.size() - 2).replaceAll("\\D", ""));
        var ends = List.of(link(holder), link(deviceHolder(slot)));
        slot.power().on();
        slot.console().expect("up\n");
        assertThat(ends).allSatisfy(end -> assertThat(ProcTable.inNetwork(end)).isNotEmpty());
        slot.close();
        for (var end : ends) {
            TestSlot.until("it is empty", () -> ProcTable.inNetwork(end).isEmpty());
        }
    }

    private static long deviceHolder(TestSlot slot) {
        var before = ((DevicePlace) network(slot)).before();
        return Long.parseLong(before.get(before.size() - 2).replaceAll("\\D", ""));
    }

    private static String link(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")).toString();
    }
}
