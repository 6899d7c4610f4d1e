package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// A loopback address that belongs to one slot of one agent on this machine for as long as it is
/// open. Its lock is a bound UDP socket at that address: the kernel keeps it where the address
/// itself lives (the network namespace), across users, and frees it when the agent dies.
final class SlotAddress implements AutoCloseable {
    /// The lock's port: above those that the kernel gives to clients.
    static final int LOCK_PORT = 61997;

    /// 127.16.0.1 to 127.239.255.254, away from what hosts use themselves (127.0.x.y).
    private static final int FIRST_NETWORK = 16;

    private static final int NETWORKS = 224;
    private static final int MAX_TRIES = 4096;
    private static final Pattern FORM = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

    private final InetAddress address;
    private final DatagramSocket lock;

    private SlotAddress(InetAddress address, DatagramSocket lock) {
        this.address = address;
        this.lock = lock;
    }

    /// Draws a free address, if possible the one that this slot had last.
    ///
    /// @param memory file with the last one
    static SlotAddress draw(Path memory) throws IOException {
        int start = Math.floorMod(memory.toString().hashCode(), NETWORKS * 256 * 254);
        var last = lastOne(memory);
        for (int attempt = last.isPresent() ? -1 : 0; attempt < MAX_TRIES; attempt++) {
            var candidate = attempt < 0 ? last.get() : candidate(start + attempt);
            var lock = tryLock(candidate);
            if (lock.isPresent()) {
                Files.writeString(memory, candidate.getHostAddress() + "\n");
                return new SlotAddress(candidate, lock.get());
            }
        }
        throw new IOException(
                "no free address in 127.16.0.0-127.239.255.255 after "
                        + MAX_TRIES
                        + " tries: UDP port "
                        + LOCK_PORT
                        + " seems to be taken on all of them; end the program that binds it");
    }

    InetAddress address() {
        return address;
    }

    @Override
    public void close() {
        lock.close();
    }

    private static InetAddress candidate(int number) throws IOException {
        int n = Math.floorMod(number, NETWORKS * 256 * 254);
        return InetAddress.getByAddress(
                new byte[] {
                    127,
                    (byte) (FIRST_NETWORK + n / (256 * 254)),
                    (byte) (n / 254 % 256),
                    (byte) (1 + n % 254)
                });
    }

    private static Optional<InetAddress> lastOne(Path memory) {
        try {
            var text = Files.exists(memory) ? Files.readString(memory).strip() : "";
            return FORM.matcher(text).matches()
                    ? Optional.of(InetAddress.getByName(text))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // unreadable: another one does as well
        }
    }

    private static Optional<DatagramSocket> tryLock(InetAddress address) throws SocketException {
        var socket = new DatagramSocket(null);
        try {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(address, LOCK_PORT));
            return Optional.of(socket);
        } catch (SocketException e) {
            socket.close();
            return Optional.empty();
        }
    }
}
