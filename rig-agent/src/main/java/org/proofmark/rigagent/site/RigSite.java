package org.proofmark.rigagent.site;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.proofmark.bench.wiring.NetworkServer;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;

/// What a rig serves to its devices, on loopback: to each slot a time and an update server of its
/// own, and the lab's test root to all.
public final class RigSite implements Closeable {
    private final Map<SlotName, SlotServices> slots =
            new TreeMap<>(java.util.Comparator.comparing(SlotName::value));

    private RigSite() {}

    /// Starts everything on free ports; the lab's root is made at the first start.
    ///
    /// @param state folder for the root's key and certificate
    /// @param names of the rig's slots
    public static RigSite start(
            Path state, Iterable<SlotName> names, InstantSource clock, Ticker ticker)
            throws IOException {
        var trust = LabRoot.in(state, clock);
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var site = new RigSite();
        try {
            for (var name : names) {
                site.slots.put(name, SlotServices.start(loopback, trust, clock, ticker));
            }
            return site;
        } catch (IOException e) {
            site.close();
            throw e;
        }
    }

    /// What the device of this slot is served.
    ///
    /// @throws NullPointerException for a slot that the rig has not
    public SlotServices of(SlotName slot) {
        return Objects.requireNonNull(slots.get(slot), () -> "no slot " + slot);
    }

    /// Opens the doors of these servers in networks of slots' own.
    ///
    /// @param javaBinary the `java` that runs them there
    public NetworkServer networks(Path javaBinary) {
        return new SlotServers(javaBinary, slot -> of(slot).addresses());
    }

    @Override
    public void close() {
        slots.values().forEach(SlotServices::close);
    }
}
