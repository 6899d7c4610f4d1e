package org.proofmark.rigagent.site;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.time.DeviceTime;
import org.proofmark.rigagent.time.SntpServer;
import org.proofmark.rigagent.update.UpdateServer;

/// What the rig serves to the device of one slot: one time, by SNTP and in what HTTP answers say,
/// and updates. Thread-safe.
public final class SlotServices implements Closeable {
    private final DeviceTime time;
    private final SntpServer sntp;
    private final UpdateServer updates;
    private final Path trust;

    private SlotServices(DeviceTime time, SntpServer sntp, UpdateServer updates, Path trust) {
        this.time = time;
        this.sntp = sntp;
        this.updates = updates;
        this.trust = trust;
    }

    /// Starts both servers on free ports of this address: the true time, and no update.
    ///
    /// @param trust PEM file of the lab's test root
    public static SlotServices start(
            InetAddress address, Path trust, InstantSource clock, Ticker ticker)
            throws IOException {
        var time = new DeviceTime(clock);
        var sntp = SntpServer.start(address, time);
        try {
            var updates = UpdateServer.start(new InetSocketAddress(address, 0), time, ticker);
            return new SlotServices(time, sntp, updates, trust);
        } catch (IOException e) {
            sntp.close();
            throw e;
        }
    }

    /// Where the device finds it all.
    public RigServices addresses() {
        return new RigServices(sntp.address(), updates.url(), trust);
    }

    /// What the slot shows its device.
    public DeviceTime time() {
        return time;
    }

    /// The device's update server.
    public UpdateServer updates() {
        return updates;
    }

    /// Serves nothing, shows the true time, and has no requests on record.
    public void asAtFirst() {
        updates.withdraw();
        updates.forgetRequests();
        time.ahead(Duration.ZERO);
    }

    @Override
    public void close() {
        sntp.close();
        updates.close();
    }
}
