package org.proofmark.rigagent.time;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rig's time server: answers SNTP requests (RFC 4330, unicast, no authentication) with the
/// time of the clock that it is given. Anything else is dropped without an answer.
public final class SntpServer implements Closeable {
    /// Larger than any NTP packet with extensions that a device would send.
    private static final int MAX_PACKET = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SntpServer.class);

    private final DatagramSocket socket;
    private final InstantSource clock;

    private SntpServer(DatagramSocket socket, InstantSource clock) {
        this.socket = socket;
        this.clock = clock;
    }

    /// Starts a server on a free port of this address.
    public static SntpServer start(InetAddress address, InstantSource clock) throws IOException {
        var server = new SntpServer(new DatagramSocket(new InetSocketAddress(address, 0)), clock);
        Thread.ofVirtual().name("sntp").start(server::serve);
        return server;
    }

    /// `host:port`.
    public String address() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    private void serve() {
        var buffer = new byte[MAX_PACKET];
        while (!socket.isClosed()) {
            try {
                var request = new DatagramPacket(buffer, buffer.length);
                socket.receive(request);
                var received = clock.instant();
                var answer =
                        SntpPacket.answer(buffer, request.getLength(), received, clock.instant());
                if (answer.isPresent()) {
                    socket.send(
                            new DatagramPacket(
                                    answer.get(), SntpPacket.BYTES, request.getSocketAddress()));
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("a time request could not be answered", e);
                }
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
