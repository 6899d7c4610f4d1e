package org.proofmark.rigagent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Ticker;
import org.proofmark.meters.MetricsServer;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.hands.Hands;
import org.proofmark.rigagent.journal.DiskGuard;
import org.proofmark.rigagent.journal.Durable;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.link.Identity;
import org.proofmark.rigagent.link.Link;
import org.proofmark.rigagent.metrics.AgentMetrics;
import org.proofmark.rigagent.metrics.MetricsPort;
import org.proofmark.rigagent.run.AttemptParts;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.run.Sealing;
import org.proofmark.rigagent.run.SuiteRuntime;
import org.proofmark.rigagent.site.RigSite;
import org.proofmark.rigagent.slot.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent of one rig. From [#start] on its slots are in their safe state, its consoles are
/// recorded and it tries to reach its controller; it goes on through the controller's absence.
/// Closing it ends what runs and leaves every slot in its safe state.
public final class RigAgent implements AutoCloseable {
    /// What the agent says of itself.
    public static final String VERSION = "0.1.0";

    private static final int KEY_BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(RigAgent.class);

    // what was opened, in order; closed in reverse
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Link link;
    private @Nullable Attempts attempts;
    private @Nullable Hands hands;
    private @Nullable MetricsServer metrics;

    private RigAgent() {}

    /// Starts the agent of a rig that has been enrolled.
    ///
    /// @throws ConfigRefused where the rig's file cannot be used; nothing was touched
    /// @throws IllegalStateException where the rig is not enrolled, another agent has the state, or
    ///   the state cannot be used; the message says what to do
    public static RigAgent start(RigOptions options) {
        var agent = new RigAgent();
        try {
            agent.open(options);
            return agent;
        } catch (IOException e) {
            agent.close();
            throw new IllegalStateException("the agent cannot start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            agent.close();
            throw e;
        }
    }

    private void open(RigOptions options) throws IOException {
        var rigFile = RigFile.read(options.rigFile(), kinds());
        var identity = Identity.load(options.state());
        if (!identity.rig().equals(rigFile.rig())) {
            throw new ConfigRefused(
                    rigFile.source(),
                    0,
                    "rig",
                    "the state is that of rig '"
                            + identity.rig()
                            + "'; expected this name, or another state folder for rig '"
                            + rigFile.rig()
                            + "'");
        }
        var ticker = Ticker.system();
        var clock = InstantSource.system();
        var state = Durable.folder(options.state());
        lock(state);
        var site =
                keep(
                        RigSite.start(
                                state,
                                rigFile.slots().stream().map(RigFile.SlotEntry::name).toList(),
                                clock,
                                ticker));
        var journal = keep(Journal.open(state.resolve("journal"), ticker, clock));
        var spool = Spool.open(state.resolve("spool"));
        var sealing = new Sealing(identity.key());
        var parts =
                new AttemptParts(
                        journal,
                        spool,
                        DiskGuard.of(state, rigFile.minimumFreeBytes()),
                        sealing,
                        new SuiteRuntime(
                                options.javaBinary(),
                                options.suiteRuntime(),
                                options.suiteArchive()),
                        Durable.folder(state.resolve("blobs")),
                        rigFile.flashTools(),
                        site::of,
                        writeKey(state),
                        ticker,
                        clock);
        var slots = new ArrayList<Slot>();
        for (var entry : rigFile.slots()) {
            slots.add(keep(slot(options, rigFile, entry, site, journal, ticker)));
        }
        var way = Link.of(identity);
        link = way;
        attempts = Attempts.takeOver(parts, slots, way);
        if (options.metrics().isPresent()) {
            serveMetrics(options.metrics().get(), state, identity, attempts, spool, way);
        }
        var orders = new Hands(attempts, parts, slots);
        hands = orders;
        way.start(VERSION, attempts, orders, spool, sealing, clock);
        startTicking(attempts, orders, way);
        LOG.info("rig {} has started with {} slots", rigFile.rig(), slots.size());
    }

    private void serveMetrics(
            InetSocketAddress address,
            Path state,
            Identity identity,
            Attempts watched,
            Spool spool,
            Link way)
            throws IOException {
        var counted = keep(new AgentMetrics(VERSION, state, identity));
        counted.watch(watched, spool, way);
        metrics = keep(MetricsPort.open(state, address, counted::scrape));
    }

    private static Map<String, WiringKind> kinds() {
        var kinds = new HashMap<String, WiringKind>();
        for (var kind : ServiceLoader.load(WiringKind.class)) {
            var other = kinds.put(kind.name(), kind);
            if (other != null) {
                throw new IllegalStateException(
                        "two wiring kinds are called '"
                                + kind.name()
                                + "': "
                                + other.getClass().getName()
                                + " and "
                                + kind.getClass().getName());
            }
        }
        return kinds;
    }

    private void lock(Path state) throws IOException {
        var channel =
                keep(
                        FileChannel.open(
                                state.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE));
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IllegalStateException(
                    "another agent works in " + state + "; stop it or use another state folder");
        }
    }

    private static Slot slot(
            RigOptions options,
            RigFile rigFile,
            RigFile.SlotEntry entry,
            RigSite site,
            Journal journal,
            Ticker ticker)
            throws IOException {
        var folder = Durable.folder(options.state().resolve("slots").resolve(entry.name().value()));
        return Slot.open(
                rigFile.source(),
                entry,
                new SlotSite(
                        new SlotId(rigFile.rig(), entry.name()),
                        rigFile.slots().indexOf(entry),
                        folder,
                        options.workingFolder(),
                        site.of(entry.name()).addresses(),
                        site.networks(options.javaBinary()),
                        ticker),
                journal);
    }

    private static SecretKey writeKey(Path state) throws IOException {
        var file = state.resolve("write-digest.key");
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Durable.write(file, key);
        }
        return new SecretKeySpec(Files.readAllBytes(file), "HmacSHA256");
    }

    private void startTicking(Attempts running, Hands orders, Link way) {
        Thread.ofVirtual()
                .name("lease-watch")
                .start(() -> {
                    try {
                        while (!ended.await(1, TimeUnit.SECONDS)) {
                            tick(() -> running.tick(way.up()));
                            tick(orders::tick);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void tick(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            // the watch over leases must outlive a driver that throws
            LOG.error("looking at leases and limits failed", e);
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        opened.add(part);
        return part;
    }

    /// True while the controller is there.
    public boolean linked() {
        return link != null && link.up();
    }

    /// Where `/metrics` is served; empty where it is not.
    public Optional<InetSocketAddress> metrics() {
        return Optional.ofNullable(metrics).map(MetricsServer::address);
    }

    /// Waits until the agent was closed.
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Ends what runs, as broken by `agent-stopped`, puts every slot into its safe state and lets
    /// go of everything. Records that are not acknowledged are sent after the next start.
    @Override
    public void close() {
        if (ended.getCount() == 0) {
            return;
        }
        if (hands != null) {
            hands.close();
        }
        if (attempts != null) {
            attempts.close();
        }
        if (link != null) {
            link.close();
        }
        for (var part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("{} was not closed in order", part, e);
            }
        }
        ended.countDown();
    }
}
