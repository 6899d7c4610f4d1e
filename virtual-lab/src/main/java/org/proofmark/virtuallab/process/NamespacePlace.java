package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.NetworkServer;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;

/// A device in a network of its slot's own. Its listening sockets are the kernel's list, each
/// confirmed by a connection from the slot's end, by IPv4 or else by the link-local address of
/// IPv6; nothing that is seen while the cable is out counts. Thread-safe.
final class NamespacePlace implements DevicePlace {
    /// A device on this machine answers at once; a listener whose queue is full does not.
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private static final String STEP = "look at network";

    private final SlotId slot;
    private final SlotNamespaces network;
    private final NetworkServer.Served served;
    private final InetAddress address;
    private final CountDownLatch closing = new CountDownLatch(1);

    private NamespacePlace(
            SlotId slot, SlotNamespaces network, NetworkServer.Served served, InetAddress address) {
        this.slot = slot;
        this.network = network;
        this.served = served;
        this.address = address;
    }

    /// Makes the network and has the rig serve it.
    ///
    /// @param mac of the device's end
    static NamespacePlace open(SlotSite site, NetworkSettings settings, String mac)
            throws IOException {
        var network = SlotNamespaces.open(settings, mac);
        try {
            return new NamespacePlace(
                    site.slot(),
                    network,
                    site.networks().serve(site.slot(), network),
                    literal(settings.address()));
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address); // numbers are not looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }

    @Override
    public String address() {
        return address.getHostAddress();
    }

    @Override
    public Optional<String> mac() {
        try {
            return Optional.of(network.mac());
        } catch (IOException e) {
            throw cut(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Set<Integer> openTcpPorts() {
        var before = plugged();
        try {
            var open = openTcpPorts(linkLocal());
            demandSame(before);
            return open;
        } catch (BenchFault e) {
            demandSame(before); // a cable that was out explains what else went wrong
            throw e;
        }
    }

    private void demandSame(Link before) {
        if (!plugged().equals(before)) {
            throw out("the cable was out while its ports were looked at");
        }
    }

    private Set<Integer> openTcpPorts(List<InetAddress> linkLocal) {
        return ListeningPorts.listening(
                        tables(),
                        socket ->
                                socket.reaches(address)
                                        || linkLocal.stream().anyMatch(socket::isAt))
                .stream()
                .filter(port -> takesConnection(linkLocal, port))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean takesConnection(List<InetAddress> linkLocal, int port) {
        return served.takesConnection(address(), port, CONNECT)
                || linkLocal.stream()
                        .map(network::fromSlot)
                        .anyMatch(at -> served.takesConnection(at, port, CONNECT));
    }

    private List<InetAddress> linkLocal() {
        try {
            return network.deviceLinkLocal().stream().map(NamespacePlace::literal).toList();
        } catch (IOException e) {
            throw cut(String.valueOf(e.getMessage()), e);
        }
    }

    private Link plugged() {
        var link = link();
        if (!link.up()) {
            throw out("the device's cable is out");
        }
        return link;
    }

    @Override
    public Set<Integer> boundHere() {
        return ListeningPorts.listening(tables(), _ -> true);
    }

    /// @throws BenchFault `network-cut` where the device's end is gone: no table is no proof
    private List<Path> tables() {
        var ipv4 = network.deviceTable("tcp");
        if (!Files.exists(ipv4)) {
            throw out("the device's end of the network is gone");
        }
        return List.of(ipv4, network.deviceTable("tcp6"));
    }

    @Override
    public Optional<SlotNetwork> slotNetwork() {
        return Optional.of(network);
    }

    @Override
    public Link link() {
        try {
            return network.link();
        } catch (IOException e) {
            throw cut(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public RigServices services() {
        return served.services();
    }

    @Override
    public List<String> before() {
        return network.insideDevice();
    }

    @Override
    public List<ProcTable.Entry> inhabitants() {
        return network.deviceProcesses();
    }

    @Override
    public void unplug(Duration outage) {
        Thread.ofPlatform().daemon().name("lab-cable-" + slot.slot()).start(() -> outage(outage));
    }

    private void outage(Duration outage) {
        try {
            network.plug(false);
            if (!closing.await(outage.toMillis(), TimeUnit.MILLISECONDS)) {
                network.plug(true);
            }
        } catch (IOException e) {
            // the network is gone, which is an outage, too, and whoever looks at it is told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private BenchFault out(String what) {
        return new BenchFault.Hardware(fault(what));
    }

    private BenchFault cut(String what, IOException cause) {
        return new BenchFault.Hardware(fault(what), cause);
    }

    private Fault fault(String what) {
        return Fault.of("network-cut", "slot " + slot + ": " + what, STEP);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            served.close();
        } finally {
            network.close();
        }
    }
}
