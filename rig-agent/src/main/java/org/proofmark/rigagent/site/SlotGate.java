package org.proofmark.rigagent.site;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the process at a slot's end reaches the agent's servers of that slot, which are on
/// loopback of another network: a unix socket in a folder that only this user may enter. A
/// connection begins with what it wants: [#UPDATES], and then it is one with the update server; or
/// [#TIME], one request of a time client and its answer, each up to the end. Thread-safe.
final class SlotGate implements Closeable {
    static final byte UPDATES = 'U';
    static final byte TIME = 'T';

    /// More connections of one device at a time are refused.
    static final int MAX_CONNECTIONS = 256;

    /// Larger than any NTP packet with extensions that a device would send.
    static final int MAX_PACKET = 1024;

    private static final int ANSWER_MILLIS = 5000;
    private static final Logger LOG = LoggerFactory.getLogger(SlotGate.class);

    private final ServerSocketChannel server;
    private final Path socket;
    private final InetSocketAddress time;
    private final InetSocketAddress updates;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);

    private SlotGate(ServerSocketChannel server, Path socket, RigServices services)
            throws IOException {
        this.server = server;
        this.socket = socket;
        this.time = address(URI.create("sntp://" + services.timeServer()));
        this.updates = address(URI.create(services.updateServer()));
    }

    private static InetSocketAddress address(URI server) throws IOException {
        return new InetSocketAddress(InetAddress.getByName(server.getHost()), server.getPort());
    }

    /// @param services on loopback
    static SlotGate open(RigServices services) throws IOException {
        var socket = SocketFolder.create().resolve("gate");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        var gate = new SlotGate(server, socket, services);
        Thread.ofPlatform().daemon().name("slot-gate").start(gate::accept);
        return gate;
    }

    Path socket() {
        return socket;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var came = server.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("slot-gate-call").start(() -> serve(came));
                } else {
                    came.close();
                }
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.warn("a connection from a slot's end could not be taken", e);
                }
            }
        }
    }

    private void serve(SocketChannel came) {
        try (came) {
            var wanted = ByteBuffer.allocate(1);
            if (came.read(wanted) == 1) {
                switch (wanted.get(0)) {
                    case UPDATES -> Piping.join(came, SocketChannel.open(updates));
                    case TIME -> answerTime(came);
                    default -> LOG.warn("a slot's end wants {}", wanted.get(0));
                }
            }
        } catch (IOException e) {
            LOG.info("a device's request was not carried to its end: {}", e.getMessage());
        } finally {
            places.release();
        }
    }

    private void answerTime(SocketChannel came) throws IOException {
        var request = ByteBuffer.allocate(MAX_PACKET);
        while (request.hasRemaining() && came.read(request) >= 0) {
            // up to its end
        }
        try (var asking = new DatagramSocket()) {
            asking.setSoTimeout(ANSWER_MILLIS);
            asking.send(new DatagramPacket(request.array(), request.position(), time));
            var answer = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
            asking.receive(answer);
            came.write(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        SocketFolder.remove(socket);
    }
}
