package org.proofmark.virtuallab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.proofmark.bench.wiring.NetworkDriver.Link;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.domain.time.Ticker;

/// Two network namespaces, the slot's end and the device's end, joined by a veth pair; inside a
/// user namespace where there is no root. Nothing names them in a file system: they live as long as
/// the two shells that hold them, and those as long as the agent. Thread-safe.
final class SlotNamespaces implements SlotNetwork, AutoCloseable {
    /// As root, then without.
    private static final List<List<String>> WAYS =
            List.of(
                    List.of("unshare", "--net"),
                    List.of("unshare", "--user", "--map-root-user", "--net"));

    private static final String SLOT_END = "slot0";
    private static final String DEVICE_END = "dut0";
    private static final Pattern MAC = Pattern.compile("(?:link/ether|lladdr) ([0-9a-f:]{17})");
    private static final Pattern LINK_LOCAL = Pattern.compile("inet6 (fe80:[0-9a-f:]+)/");
    private static final Pattern CHANGES = Pattern.compile("\"carrier_changes\":\\s*(\\d+)");
    private static final String CARRIER = "\"LOWER_UP\"";
    private static final String IN_USE = "\"operstate\":\"UP\"";

    /// How long the kernel may take to let frames through once both ends are up.
    private static final Duration JOINED = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private final NetworkSettings settings;
    private final NamespaceShell slotEnd;
    private final NamespaceShell deviceEnd;
    private final List<String> enter;

    private SlotNamespaces(
            NetworkSettings settings,
            NamespaceShell slotEnd,
            NamespaceShell deviceEnd,
            List<String> enter) {
        this.settings = settings;
        this.slotEnd = slotEnd;
        this.deviceEnd = deviceEnd;
        this.enter = enter;
    }

    /// Makes both and joins them; the cable is in.
    ///
    /// @param mac of the device's end
    /// @throws IOException which says what the machine does not allow, and what to do
    static SlotNamespaces open(NetworkSettings settings, String mac) throws IOException {
        var refused = new ArrayList<String>();
        for (var way : WAYS) {
            try {
                return open(settings, mac, way);
            } catch (IOException e) {
                var said = String.valueOf(e.getMessage()).strip();
                refused.add(String.join(" ", way) + ": " + said);
            }
        }
        throw new IOException(
                "network: namespace cannot be had on this machine ("
                        + String.join("; ", refused)
                        + "); run the agent as root or allow user namespaces to its user, install"
                        + " iproute2 and util-linux, or leave network out: the device is then at an"
                        + " address 127.x of the host");
    }

    private static SlotNamespaces open(NetworkSettings settings, String mac, List<String> way)
            throws IOException {
        var taken = new Taken();
        try {
            var slotEnd = taken.add(NamespaceShell.start(way));
            var enter = enter(slotEnd.pid(), way.contains("--user"));
            var words = entering(enter, slotEnd.pid());
            words.addAll(List.of("unshare", "--net"));
            var deviceEnd = taken.add(NamespaceShell.start(words));
            var made = new SlotNamespaces(settings, slotEnd, deviceEnd, enter);
            made.join(mac);
            taken.keep();
            return made;
        } finally {
            taken.close();
        }
    }

    /// The words that enter the user namespace, where there is one. Its owner is root there, and
    /// keeps its groups.
    private static List<String> enter(long holder, boolean user) {
        return user
                ? List.of(
                        "nsenter", "--user=/proc/" + holder + "/ns/user", "--preserve-credentials")
                : List.of("nsenter");
    }

    private static List<String> entering(List<String> enter, long holder) {
        var words = new ArrayList<>(enter);
        words.add("--net=/proc/" + holder + "/ns/net");
        words.add("--");
        return words;
    }

    private void join(String mac) throws IOException {
        for (var end : List.of(slotEnd, deviceEnd)) {
            // nobody else is there who could have the same address, and it is there at once
            end.run("echo 0 2>/dev/null >/proc/sys/net/ipv6/conf/default/accept_dad || :");
        }
        slotEnd.run(
                "ip link add "
                        + SLOT_END
                        + " type veth peer name "
                        + DEVICE_END
                        + " address "
                        + mac
                        + " netns "
                        + deviceEnd.pid());
        deviceEnd.run(up(DEVICE_END, settings.address()));
        slotEnd.run(up(SLOT_END, settings.slotAddress()));
        // where the device gives up being root it may bind low ports all the same
        deviceEnd.run("echo 0 2>/dev/null >/proc/sys/net/ipv4/ip_unprivileged_port_start || :");
        awaitUse(slotEnd, SLOT_END);
        awaitUse(deviceEnd, DEVICE_END);
        if (!mac().equals(mac)) {
            throw new IOException("the device's end has the MAC " + mac() + ", wanted " + mac);
        }
    }

    private static void awaitUse(NamespaceShell end, String link) throws IOException {
        var deadline = Ticker.system().deadline("join the ends", JOINED);
        var said = show(end, link);
        while (!said.contains(IN_USE)) {
            if (deadline.passed()) {
                throw new IOException(link + " does not come up: " + said.strip());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            said = show(end, link);
        }
    }

    private static String show(NamespaceShell end, String link) throws IOException {
        return end.run("ip -j -s -s link show dev " + link);
    }

    private static String up(String link, String address) {
        return "ip link set lo up && ip addr add "
                + address
                + "/"
                + NetworkSettings.PREFIX
                + " dev "
                + link
                + " && "
                + up(link);
    }

    /// The routes of an interface go when it goes down.
    private static String up(String link) {
        return "ip link set " + link + " up && ip route replace 224.0.0.0/4 dev " + link;
    }

    @Override
    public String address() {
        return settings.slotAddress();
    }

    @Override
    public List<String> inside() {
        return entering(enter, slotEnd.pid());
    }

    /// The words that have a command run at the device's end.
    List<String> insideDevice() {
        return entering(enter, deviceEnd.pid());
    }

    String deviceAddress() {
        return settings.address();
    }

    /// The IPv6 addresses that the device's end has given itself for this link (RFC 4291 section
    /// 2.5.6), without zone; none where the kernel has no IPv6.
    List<String> deviceLinkLocal() throws IOException {
        var said = deviceEnd.run("ip -6 addr show dev " + DEVICE_END + " scope link || :");
        return LINK_LOCAL.matcher(said).results().map(found -> found.group(1)).toList();
    }

    /// A link-local address of the device as it is reached from the slot's end.
    String fromSlot(InetAddress linkLocal) {
        return linkLocal.getHostAddress() + "%" + SLOT_END;
    }

    /// A file below /proc/net as the device's end has it.
    Path deviceTable(String name) {
        return Path.of("/proc", Long.toString(deviceEnd.pid()), "net", name);
    }

    /// The processes at the device's end: the device's, whatever they did to get away. The one that
    /// holds it, and what that one runs, is none of them.
    List<ProcTable.Entry> deviceProcesses() {
        long holder = deviceEnd.pid();
        try {
            var network = Files.readSymbolicLink(networkOf(holder)).toString();
            return ProcTable.inNetwork(network).stream()
                    .filter(entry -> entry.pid() != holder && !childOf(holder, entry.pid()))
                    .toList();
        } catch (IOException e) {
            return List.of(); // the holder is gone, and whoever looks at ports is told so
        }
    }

    private static boolean childOf(long holder, long pid) {
        return ProcessHandle.of(pid)
                .flatMap(ProcessHandle::parent)
                .map(parent -> parent.pid() == holder)
                .orElse(false);
    }

    private static Path networkOf(long pid) {
        return Path.of("/proc", Long.toString(pid), "ns", "net");
    }

    /// Pulls the cable, or puts it in again.
    void plug(boolean in) throws IOException {
        slotEnd.run(in ? up(SLOT_END) : "ip link set " + SLOT_END + " down");
    }

    /// The cable as the slot's end sees it.
    Link link() throws IOException {
        var said = show(slotEnd, SLOT_END);
        var matcher = CHANGES.matcher(said);
        if (!matcher.find()) {
            throw new IOException("ip does not tell how often the link changed: " + said.strip());
        }
        return new Link(said.contains(CARRIER), Long.parseLong(matcher.group(1)));
    }

    /// Where the frames to the device's address go: to the neighbour that answered for it, or, as
    /// long as nobody was asked, to the device's end of the cable.
    String mac() throws IOException {
        var neighbour =
                mac(slotEnd.run("ip neigh show to " + settings.address() + " dev " + SLOT_END));
        if (neighbour.isPresent()) {
            return neighbour.get();
        }
        var said = deviceEnd.run("ip link show dev " + DEVICE_END);
        return mac(said).orElseThrow(() -> new IOException("ip does not tell a MAC: " + said));
    }

    private static Optional<String> mac(String said) {
        var matcher = MAC.matcher(said);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    @Override
    public void close() {
        deviceEnd.close();
        slotEnd.close();
    }
}
