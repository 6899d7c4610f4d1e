package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.proofmark.bench.wiring.SlotSite.RigServices;

/// Looks at a device by the kernel's list of listening sockets, each confirmed by a connection:
/// exact for a device that is a process of this machine, where a scan would only be likely.
final class ListeningPorts implements DevicePlace {
    /// Loopback answers at once; a listener whose queue is full does not.
    private static final int CONNECT_MILLIS = 1000;

    private static final int IPV6_BYTES = 16;
    private static final String LISTEN = "0A";
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    private final InetAddress address;
    private final String mac;
    private final RigServices services;
    private final AutoCloseable held;

    private ListeningPorts(
            InetAddress address, String mac, RigServices services, AutoCloseable held) {
        this.address = address;
        this.mac = mac;
        this.services = services;
        this.held = held;
    }

    /// @param address is given back when this is closed
    /// @param mac the unit's, which it would send from on a network of its own
    /// @param services on loopback
    static ListeningPorts at(SlotAddress address, String mac, RigServices services) {
        return new ListeningPorts(address.address(), mac, services, address);
    }

    /// A look at an address that somebody else holds.
    static ListeningPorts look(InetAddress address, String mac) {
        var nothing = new RigServices("", "", Path.of(""));
        return new ListeningPorts(address, mac, nothing, () -> {});
    }

    @Override
    public String address() {
        return address.getHostAddress();
    }

    @Override
    public Optional<String> mac() {
        return Optional.of(mac);
    }

    @Override
    public Set<Integer> openTcpPorts() {
        return listening(TABLES, socket -> socket.reaches(address)).stream()
                .filter(this::takesConnection)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public boolean shiftsLowPorts() {
        return true;
    }

    /// Ports that somebody listens on at exactly this address, which the host's own services do
    /// not.
    @Override
    public Set<Integer> boundHere() {
        return listening(TABLES, socket -> socket.isAt(address));
    }

    @Override
    public RigServices services() {
        return services;
    }

    @Override
    public List<String> before() {
        return List.of();
    }

    /// Everybody on this machine is here.
    @Override
    public List<ProcTable.Entry> inhabitants() {
        return List.of();
    }

    /// There is no cable in this machine; settings that want one are refused.
    @Override
    public void unplug(Duration outage) {
        throw new IllegalStateException("the host's own network has no cable to pull");
    }

    @Override
    public void close() {
        new Taken(List.of(held)).close();
    }

    /// The ports of listening sockets.
    ///
    /// @param tables of IPv4 and of IPv6
    static Set<Integer> listening(List<Path> tables, Predicate<ListeningSocket> wanted) {
        return tables.stream()
                .flatMap(ListeningPorts::lines)
                .flatMap(line -> ListeningSocket.parse(line).stream())
                .filter(wanted)
                .map(ListeningSocket::port)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean takesConnection(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            // the kernel has no tcp6 where IPv6 is switched off
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    /// A listening socket as /proc/net/tcp and tcp6 tell it.
    ///
    /// @param address 4 or 16 bytes in the network's order
    record ListeningSocket(List<Byte> address, int port) {
        static Optional<ListeningSocket> parse(String line) {
            var words = line.strip().split("\\s+");
            if (words.length < 4 || !words[3].equals(LISTEN)) {
                return Optional.empty();
            }
            int colon = words[1].indexOf(':');
            var hex = words[1].substring(0, colon);
            int port = Integer.parseInt(words[1].substring(colon + 1), 16);
            var bytes = new ArrayList<Byte>();
            for (int at = 0; at < hex.length(); at += 8) {
                // words of 32 bits in the machine's order, which is little-endian here
                int word = Integer.parseUnsignedInt(hex.substring(at, at + 8), 16);
                for (int shift = 0; shift < 32; shift += 8) {
                    bytes.add((byte) (word >>> shift));
                }
            }
            return Optional.of(new ListeningSocket(List.copyOf(bytes), port));
        }

        boolean reaches(InetAddress to) {
            return isAt(to) || address.stream().allMatch(b -> b == 0);
        }

        boolean isAt(InetAddress to) {
            var wanted = to.getAddress();
            if (wanted.length == IPV6_BYTES) {
                return address.size() == IPV6_BYTES
                        && IntStream.range(0, IPV6_BYTES)
                                .allMatch(i -> address.get(i) == wanted[i]);
            }
            var tail = address.subList(address.size() - 4, address.size());
            boolean mapped =
                    address.size() == 4
                            || (address.subList(0, 10).stream().allMatch(b -> b == 0)
                                    && address.get(10) == -1
                                    && address.get(11) == -1);
            return mapped
                    && tail.get(0) == wanted[0]
                    && tail.get(1) == wanted[1]
                    && tail.get(2) == wanted[2]
                    && tail.get(3) == wanted[3];
        }
    }
}
