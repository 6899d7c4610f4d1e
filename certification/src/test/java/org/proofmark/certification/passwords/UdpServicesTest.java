package org.proofmark.certification.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import org.proofmark.certification.passwords.UdpServices.Answer;
import org.proofmark.certification.passwords.UdpServices.Question;
import org.proofmark.domain.observation.Protocol;
import org.testng.annotations.Test;

public final class UdpServicesTest {
    private static final byte[] PACKET = {1, 2, 3};

    /// Answers to everything with the same, or to nothing.
    private static DatagramSocket service(boolean speaks) throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            var packet = new DatagramPacket(new byte[512], 512);
                            socket.receive(packet);
                            if (speaks) {
                                socket.send(packet);
                            }
                        }
                    } catch (IOException _) {
                        // closed
                    }
                });
        return socket;
    }

    private static Question question(DatagramSocket at, String with) {
        return new Question(Protocol.COAP, at.getLocalPort(), with, PACKET);
    }

    @Test
    public void whatAnswersIsFoundOnceAndSilenceIsNot() throws IOException {
        try (var speaks = service(true);
                var mute = service(false)) {
            var services =
                    new UdpServices(
                            List.of(
                                    question(speaks, "one"),
                                    question(mute, ""),
                                    question(speaks, "another")));
            assertThat(services.asked()).isEqualTo(2);
            int port = speaks.getLocalPort();
            assertThat(services.look("127.0.0.1"))
                    .containsExactly(
                            new Answer(
                                    Protocol.COAP, port, "udp-" + port + " with one and another"));
        }
    }

    @Test
    public void whatAnswersWhileTheDeviceIsOffIsNotTheDevices() throws IOException {
        try (var host = service(true);
                var device = service(true)) {
            var services = new UdpServices(List.of(question(host, "")));
            services.whileOff("127.0.0.1");
            assertThat(services.look("127.0.0.1")).isEmpty();
            assertThat(new UdpServices(List.of(question(device, ""))).look("127.0.0.1")).hasSize(1);
        }
    }

    @Test
    public void snmpIsAskedAsRfc1157Says() {
        assertThat(HexFormat.of().formatHex(UdpQuestions.snmp(0, "public")))
                .isEqualTo(
                        "302702010004067075626c6963a01a0202504d020100020100300e300c06082b0601"
                                + "02010101000500");
    }

    @Test
    public void everyQuestionFitsIntoOneFrameAndNamesItsProtocol() {
        assertThat(UdpQuestions.all())
                .hasSize(11)
                .allMatch(q -> q.packet().length < 512, "short")
                .allMatch(q -> q.protocol().isUdp(), "udp");
    }
}
