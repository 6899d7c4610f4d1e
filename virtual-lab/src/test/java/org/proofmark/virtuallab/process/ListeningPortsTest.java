package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.proofmark.bench.BenchFault;
import org.proofmark.virtuallab.process.ListeningPorts.ListeningSocket;
import org.testng.annotations.Test;

public class ListeningPortsTest {
    private static final String REST = " 00000000:0000 0A 00000000:00000000 00:00000000 0 0 0 1";

    @Test
    public void portsOfTheAddressAndOfTheWildcardAreSeen() throws IOException {
        var mine = InetAddress.getByName("127.250.1.1");
        var here = new ServerSocket();
        try (var elsewhere = new ServerSocket();
                var everywhere = new ServerSocket(0)) {
            here.bind(new InetSocketAddress(mine, 0));
            elsewhere.bind(new InetSocketAddress(InetAddress.getByName("127.250.1.2"), 0));
            var ports = ListeningPorts.look(mine, "02:5e:10:00:00:07");
            assertThat(ports.mac()).contains("02:5e:10:00:00:07");
            assertThat(ports.address()).isEqualTo("127.250.1.1");
            assertThat(ports.openTcpPorts())
                    .contains(here.getLocalPort(), everywhere.getLocalPort())
                    .doesNotContain(elsewhere.getLocalPort());
            assertThat(ports.boundHere()).containsExactly(here.getLocalPort());
            here.close();
            assertThat(ports.openTcpPorts()).doesNotContain(here.getLocalPort());
            assertThat(ports.boundHere()).isEmpty();
        }
    }

    @Test
    public void deviceThatBindsItsAddressIsSeenAndGoneAfterPowerOff() throws IOException {
        var python =
                "import os,socket,time; s=socket.create_server((os.environ['DUT_ADDRESS'],8023)); "
                        + "open(os.environ['DUT_SERIAL'],'w').write('up\\n'); time.sleep(1000)";
        try (var slot = TestSlot.open("exec python3 -c \"" + python + "\"")) {
            var network = slot.wiring().network().orElseThrow();
            var before = network.openTcpPorts();
            slot.power().on();
            slot.console().expect("up\n");
            assertThat(network.openTcpPorts()).contains(8023);
            assertThat(network.shiftsLowPorts()).isTrue();
            slot.off();
            assertThat(network.openTcpPorts()).isEqualTo(before);
        }
    }

    @Test
    public void powerOffIsNotProvenWhileAPortOfTheDeviceAnswers() throws IOException {
        var stranger = new ServerSocket();
        try (var slot = TestSlot.open("sleep 1000")) {
            slot.power().on();
            var address = slot.wiring().network().orElseThrow().address();
            stranger.bind(new InetSocketAddress(address, 0));
            assertThatThrownBy(() -> slot.power().off(Duration.ofSeconds(2)))
                    .isInstanceOf(BenchFault.Hardware.class)
                    .hasMessageContaining("power-not-cut")
                    .hasMessageContaining(Integer.toString(stranger.getLocalPort()));
            stranger.close();
            slot.off();
        }
    }

    @Test
    public void linesOfBothFamiliesAreRead() throws UnknownHostException {
        var address = InetAddress.getByName("127.1.2.3");
        var other = InetAddress.getByName("127.1.2.4");
        var v4 = ListeningSocket.parse("   0: 0302017F:0050" + REST).orElseThrow();
        assertThat(v4.port()).isEqualTo(80);
        assertThat(v4.isAt(address)).isTrue();
        assertThat(v4.reaches(other)).isFalse();
        var mapped =
                ListeningSocket.parse("1: 0000000000000000FFFF00000302017F:1F90" + REST)
                        .orElseThrow();
        assertThat(mapped.port()).isEqualTo(8080);
        assertThat(mapped.isAt(address)).isTrue();
        assertThat(mapped.isAt(other)).isFalse();
        var any4 = ListeningSocket.parse("2: 00000000:0016" + REST).orElseThrow();
        var any6 = ListeningSocket.parse("3: " + "0".repeat(32) + ":0016" + REST).orElseThrow();
        assertThat(any4.reaches(address)).isTrue();
        assertThat(any4.isAt(address)).isFalse();
        assertThat(any6.reaches(address)).isTrue();
        var loopback6 =
                ListeningSocket.parse("4: 00000000000000000000000001000000:0016" + REST)
                        .orElseThrow();
        assertThat(loopback6.reaches(address)).isFalse();
        var established = REST.replace(" 0A ", " 01 ");
        assertThat(ListeningSocket.parse("5: 0302017F:0050" + established)).isEmpty();
        assertThat(ListeningSocket.parse("  sl  local_address rem_address   st")).isEmpty();
    }
}
