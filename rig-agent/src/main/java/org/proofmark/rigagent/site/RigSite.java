package org.proofmark.rigagent.site;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.rigagent.time.SntpServer;

/// What a rig serves to its devices, on loopback: the true time, an update server that knows no
/// path (until a case is served, which a later version brings), and the lab's test root.
public final class RigSite implements Closeable {
    private static final int NOT_FOUND = 404;
    private static final int BACKLOG = 64;

    private final SntpServer time;
    private final HttpServer updates;
    private final ExecutorService threads;
    private final RigServices services;

    private RigSite(SntpServer time, HttpServer updates, ExecutorService threads, Path trust) {
        this.time = time;
        this.updates = updates;
        this.threads = threads;
        this.services =
                new RigServices(
                        time.address(),
                        "http://"
                                + updates.getAddress().getAddress().getHostAddress()
                                + ":"
                                + updates.getAddress().getPort()
                                + "/",
                        trust);
    }

    /// Starts everything on free ports; the lab's root is made at the first start.
    ///
    /// @param state folder for the root's key and certificate
    public static RigSite start(Path state, InstantSource clock) throws IOException {
        var trust = LabRoot.in(state, clock);
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var time = SntpServer.start(loopback, clock);
        var updates = HttpServer.create(new InetSocketAddress(loopback, 0), BACKLOG);
        var threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("update-server-", 0).factory());
        updates.setExecutor(threads);
        updates.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(NOT_FOUND, -1);
                    }
                });
        updates.start();
        return new RigSite(time, updates, threads, trust);
    }

    /// Where devices find it all.
    public RigServices services() {
        return services;
    }

    @Override
    public void close() {
        time.close();
        updates.stop(0);
        threads.shutdownNow();
    }
}
