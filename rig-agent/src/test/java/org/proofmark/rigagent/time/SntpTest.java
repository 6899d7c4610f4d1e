package org.proofmark.rigagent.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.testng.annotations.Test;

/// The vectors are worked out by hand from RFC 4330, section 4.
public class SntpTest {
    private static byte[] request(String first, String transmit) {
        return HexFormat.of().parseHex(first + "00".repeat(36) + transmit);
    }

    @Test
    public void anAnswerHasTheClientsVersionPollAndTimestampAndTheServersTime() {
        // 2026-11-22T12:00:00Z = 1795348800 s; + 2208988800 = 4004337600 = eead6fc0
        var received = Instant.parse("2026-11-22T12:00:00Z");
        // half a second later: fraction 2^31
        var sent = Instant.parse("2026-11-22T12:00:00.500Z");
        var answer = SntpPacket.answer(request("23000a00", "0123456789abcdef"), 48, received, sent);
        assertThat(HexFormat.of().formatHex(answer.orElseThrow()))
                .isEqualTo(
                        "24010aec"
                                + "0000000000000000"
                                + "4c4f434c"
                                + hexSeconds(received)
                                + "00000000"
                                + "0123456789abcdef"
                                + hexSeconds(received)
                                + "00000000"
                                + hexSeconds(sent)
                                + "80000000");
    }

    private static String hexSeconds(Instant time) {
        return HexFormat.of().toHexDigits((int) (time.getEpochSecond() + 2_208_988_800L));
    }

    @Test
    public void knownInstantsHaveTheirKnownSeconds() {
        assertThat(hexSecondsOf("1970-01-01T00:00:00Z")).isEqualTo("83aa7e80");
        // the last second of era 0 and the first of era 1
        assertThat(hexSecondsOf("2036-02-07T06:28:15Z")).isEqualTo("ffffffff");
        assertThat(hexSecondsOf("2036-02-07T06:28:16Z")).isEqualTo("00000000");
    }

    private static String hexSecondsOf(String time) {
        var instant = Instant.parse(time);
        var answer =
                SntpPacket.answer(request("1b000000", "0000000000000000"), 48, instant, instant);
        return HexFormat.of().formatHex(answer.orElseThrow(), 40, 44);
    }

    @Test
    public void whatIsNoClientsRequestGetsNoAnswer() {
        var now = Instant.EPOCH;
        // a server's answer, a broadcast, version 0 and 5, and a short packet
        for (var first : new String[] {"24000000", "25000000", "03000000", "2b000000"}) {
            assertThat(SntpPacket.answer(request(first, "0".repeat(16)), 48, now, now)).isEmpty();
        }
        assertThat(SntpPacket.answer(request("23000000", "0".repeat(16)), 47, now, now)).isEmpty();
    }

    @Test
    public void anyBytesAreAnsweredOrDroppedButNeverBreakIt() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[1024];
            random.nextBytes(bytes);
            var answer =
                    SntpPacket.answer(bytes, random.nextInt(1024), Instant.EPOCH, Instant.EPOCH);
            assertThat(answer.map(a -> a.length).orElse(48)).as("seed %d", seed).isEqualTo(48);
        }
    }

    @Test
    public void theServerTellsTheTimeOfItsClockOverUdp() throws Exception {
        var time = Instant.parse("2030-01-02T03:04:05Z");
        try (var server = SntpServer.start(InetAddress.getLoopbackAddress(), () -> time);
                var socket = new DatagramSocket()) {
            socket.setSoTimeout(60_000);
            var to = server.address().split(":");
            var address = InetAddress.getLoopbackAddress();
            int port = Integer.parseInt(to[1]);
            // rubbish before it changes nothing
            socket.send(new DatagramPacket(new byte[3], 3, address, port));
            socket.send(new DatagramPacket(request("23000000", "00".repeat(8)), 48, address, port));
            var answer = new DatagramPacket(new byte[100], 100);
            socket.receive(answer);
            assertThat(answer.getLength()).isEqualTo(48);
            assertThat(HexFormat.of().formatHex(answer.getData(), 40, 44))
                    .isEqualTo(hexSeconds(time));
        }
    }
}
