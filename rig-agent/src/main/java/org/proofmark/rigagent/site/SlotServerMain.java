package org.proofmark.rigagent.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/// The process at a slot's end of a network of the slot's own: the doors of the slot's time server
/// and update server, which are in the agent, and the agent's hand that tries ports. It is asked on
/// its stdin, one line each, answers on its stdout, and ends with its stdin.
///
/// - `connect ADDRESS PORT MILLISECONDS` is answered by `open`, or `closed` where the device
///   refuses, is silent or is not there, or `untried` and why, where it could not be tried.
public final class SlotServerMain {
    /// What stands before each line that is for the agent; other lines are a library's.
    static final String MARK = "slot-server: ";

    static final String READY = "ready ";
    static final String FAILED = "failed ";
    static final String UNTRIED = "untried ";
    static final String OPEN = "open";
    static final String CLOSED = "closed";

    /// The ports by which devices know such servers (RFC 4330, RFC 9110).
    static final int TIME_PORT = 123;

    static final int UPDATE_PORT = 80;

    private final UnixDomainSocketAddress gate;
    private final Semaphore places = new Semaphore(SlotGate.MAX_CONNECTIONS);

    private SlotServerMain(UnixDomainSocketAddress gate) {
        this.gate = gate;
    }

    /// @param args the IPv4 address of the slot's end, and the path of the agent's [SlotGate]
    public static void main(String[] args) throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var address = InetAddress.getByName(args[0]);
        var doors = new SlotServerMain(UnixDomainSocketAddress.of(args[1]));
        try (var time = new DatagramSocket(new InetSocketAddress(address, TIME_PORT));
                var updates = ServerSocketChannel.open()) {
            updates.bind(new InetSocketAddress(address, UPDATE_PORT));
            Thread.ofVirtual().name("time").start(() -> doors.serveTime(time));
            Thread.ofVirtual().name("updates").start(() -> doors.serveUpdates(updates));
            out.println(
                    "%s%s%s:%d http://%s:%d/"
                            .formatted(MARK, READY, args[0], TIME_PORT, args[0], UPDATE_PORT));
            answer(out);
        } catch (IOException e) {
            out.println(MARK + FAILED + e.getMessage());
        }
        // whatever still runs
        System.exit(0);
    }

    private void serveUpdates(ServerSocketChannel door) {
        while (door.isOpen()) {
            try {
                var device = door.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("update").start(() -> carry(device));
                } else {
                    device.close();
                }
            } catch (IOException e) {
                tell(e);
            }
        }
    }

    private void carry(SocketChannel device) {
        try (device) {
            Piping.join(device, gate(SlotGate.UPDATES));
        } catch (IOException e) {
            tell(e);
        } finally {
            places.release();
        }
    }

    private SocketChannel gate(byte wanted) throws IOException {
        var channel = SocketChannel.open(gate);
        channel.write(ByteBuffer.wrap(new byte[] {wanted}));
        return channel;
    }

    private void serveTime(DatagramSocket door) {
        while (!door.isClosed()) {
            try {
                var request =
                        new DatagramPacket(new byte[SlotGate.MAX_PACKET], SlotGate.MAX_PACKET);
                door.receive(request);
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("ask").start(() -> ask(door, request));
                }
            } catch (IOException e) {
                tell(e);
            }
        }
    }

    private void ask(DatagramSocket door, DatagramPacket request) {
        try (var channel = gate(SlotGate.TIME)) {
            channel.write(ByteBuffer.wrap(request.getData(), 0, request.getLength()));
            channel.shutdownOutput();
            var answer = ByteBuffer.allocate(SlotGate.MAX_PACKET);
            while (answer.hasRemaining() && channel.read(answer) >= 0) {
                // up to its end
            }
            if (answer.position() > 0) {
                var bytes = Arrays.copyOf(answer.array(), answer.position());
                door.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
            }
        } catch (IOException e) {
            tell(e);
        } finally {
            places.release();
        }
    }

    /// For whoever reads what it says; the agent keeps the last line.
    private static void tell(IOException e) {
        System.err.println(e);
    }

    private static void answer(PrintStream out) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ");
            boolean fits = words.length == 4 && words[0].equals("connect");
            out.println(
                    MARK
                            + (fits
                                    ? connect(words[1], words[2], words[3])
                                    : UNTRIED + "not understood: " + line));
        }
    }

    private static String connect(String address, String port, String millis) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address), Integer.parseInt(port)),
                    Integer.parseInt(millis));
            return OPEN;
        } catch (ConnectException | SocketTimeoutException | NoRouteToHostException e) {
            return CLOSED;
        } catch (IOException e) {
            return UNTRIED + address + " port " + port + ": " + e.getMessage();
        }
    }
}
