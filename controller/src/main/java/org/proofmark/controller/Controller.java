package org.proofmark.controller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.proofmark.controller.desk.DeskRun;
import org.proofmark.controller.desk.EvidenceSink;
import org.proofmark.controller.enrolment.Authority;
import org.proofmark.controller.enrolment.Enrolment;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.hands.Hands;
import org.proofmark.controller.metrics.ControllerMetrics;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.rpc.RpcServers;
import org.proofmark.controller.run.DeskWork;
import org.proofmark.controller.run.Reports;
import org.proofmark.controller.run.RunWiring;
import org.proofmark.controller.web.Answer;
import org.proofmark.controller.web.Health;
import org.proofmark.controller.web.Pages;
import org.proofmark.controller.web.Request;
import org.proofmark.controller.web.Route;
import org.proofmark.controller.web.WebServer;
import org.proofmark.credential.ExactAnalyser;
import org.proofmark.deviceprofiles.ProfileCodec;
import org.proofmark.deviceprofiles.ProfileException;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.profile.DeviceProfile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A controller in this process. State is one folder: two controllers never share it. Everything
/// that it acknowledged survives a SIGKILL; started again on the same folder it goes on where it
/// was, on the same ports.
public final class Controller implements AutoCloseable {
    /// What the controller says of itself.
    public static final String VERSION = "0.1.0";

    private static final long TICK_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(Controller.class);

    private final Path state;
    private final String link;
    private final String enrol;
    private final Optional<String> web;
    private final Deque<AutoCloseable> parts;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean databaseLost;

    private Controller(
            Path state,
            String link,
            String enrol,
            Optional<String> web,
            Deque<AutoCloseable> parts) {
        this.state = state;
        this.link = link;
        this.enrol = enrol;
        this.web = web;
        this.parts = parts;
    }

    /// Starts. When it returns, both ports answer and `<state>/endpoints.json` says where:
    /// `{"link":"127.0.0.1:4711","enrol":"127.0.0.1:4712","web":"127.0.0.1:4713"}`.
    /// `<state>/ca.pem` and `<state>/admin.pem` (mode 0600) are there too.
    ///
    /// @throws IOException where the folder or a port cannot be had; the message says which
    public static Controller start(ControllerOptions options) throws IOException {
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            return open(options, parts);
        } catch (IOException | RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static Controller open(ControllerOptions options, Deque<AutoCloseable> parts)
            throws IOException {
        var state = folder(options.state());
        parts.push(lock(state));
        Files.deleteIfExists(state.resolve("endpoints.json"));
        var authority = Authority.open(state, options.clock());
        var secrets = Secrets.open(state);
        var lost = new CompletableFuture<Void>();
        var store =
                StateStore.open(
                        state,
                        options.database(),
                        authority.digest().hex(),
                        () -> lost.complete(null));
        parts.push(store);
        Restored.settle(state, store, options.clock().instant());
        var blobs = new BlobStore(state.resolve("blobs"), secrets.blobKey());
        var fleet = new Fleet(store.fleet(), options.ticker(), options.clock());
        var outside =
                new RunWiring.Outside(
                        options.ticker(),
                        options.clock(),
                        Controller::readProfile,
                        new ExactAnalyser(secrets.digestKey()),
                        deskWork(blobs, options));
        var runs =
                new RunWiring(
                        store, blobs, secrets, fleet, options.suites(), outside, options.limits());
        parts.push(runs);
        var hands = new Hands(store, fleet, options.ticker(), options.clock());
        parts.push(hands);
        var enrolment = new Enrolment(authority, store.fleet(), options.clock());
        var reports = new Reports(store, blobs, secrets, runs.campaigns(), options.clock());
        var metrics = new ControllerMetrics(VERSION, state, options.ticker(), options.clock());
        parts.push(metrics);
        metrics.watch(store, fleet, blobs, runs);
        var served =
                new RpcServers.Parts(
                        store,
                        blobs,
                        secrets,
                        fleet,
                        enrolment,
                        runs,
                        hands,
                        reports,
                        options.clock(),
                        metrics.calls());
        runs.start();
        parts.push(ticking(fleet, runs, hands));
        var controller = serve(options, state, authority, served, metrics, parts);
        var _ = lost.thenRunAsync(controller::loseDatabase);
        return controller;
    }

    private static Controller serve(
            ControllerOptions options,
            Path state,
            Authority authority,
            RpcServers.Parts served,
            ControllerMetrics metrics,
            Deque<AutoCloseable> parts)
            throws IOException {
        var linkAddress = Endpoints.choose(state, "link", options.listen());
        var enrolAddress = Endpoints.choose(state, "enrol", options.enrolListen());
        var link = advertised(options, linkAddress);
        var enrol = advertised(options, enrolAddress);
        var hosts =
                options.advertisedHost().map(List::of).orElse(List.of(linkAddress.getHostString()));
        var server = authority.server(hosts);
        metrics.certificate("ca", authority.certificate());
        metrics.certificate("server", server.certificate());
        var servers =
                RpcServers.start(
                        served,
                        new RpcServers.Ports(linkAddress, enrolAddress),
                        new RpcServers.Addresses(link, enrol),
                        new RpcServers.Identity(authority, server));
        parts.push(servers);
        var ports = new LinkedHashMap<String, Integer>();
        ports.put("link", servers.linkPort());
        ports.put("enrol", servers.enrolPort());
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("link", link);
        addresses.put("enrol", enrol);
        var web = serveWeb(options, state, served, metrics, parts);
        web.ifPresent(pages -> {
            ports.put("web", pages.port());
            addresses.put("web", pages.address());
        });
        Endpoints.remember(state, ports);
        Endpoints.announce(state, addresses);
        LOG.info("controller is ready: {}, state {}", addresses, state);
        return new Controller(state, link, enrol, web.map(WebServer::address), parts);
    }

    private static Optional<WebServer> serveWeb(
            ControllerOptions options,
            Path state,
            RpcServers.Parts served,
            ControllerMetrics metrics,
            Deque<AutoCloseable> parts)
            throws IOException {
        if (options.web().isEmpty()) {
            return Optional.empty();
        }
        var listen = Endpoints.chooseForPages(state, options.web().get());
        var pages =
                new Pages(VERSION, served.store(), served.fleet(), served.runs(), served.reports());
        var routes = new ArrayList<Route>();
        routes.addAll(new Health(VERSION, served.store().fleet()::rigs).routes());
        routes.addAll(pages.routes());
        routes.add(new Route("/metrics", request -> scraped(metrics, request)));
        var server = WebServer.start(listen, options.advertisedHost(), routes, pages.events());
        parts.push(server);
        // closed first: it ends the streams that the server would wait for
        parts.push(pages);
        return Optional.of(server);
    }

    private static Answer scraped(ControllerMetrics metrics, Request request) {
        var scrape = metrics.scrape(request.header("Accept").orElse(""));
        return Answer.of(scrape.contentType(), scrape.text());
    }

    private static String advertised(ControllerOptions options, InetSocketAddress address) {
        return options.advertisedHost().orElse(address.getHostString()) + ":" + address.getPort();
    }

    private static Path folder(Path state) throws IOException {
        var absolute = state.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(
                    absolute,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
        return absolute;
    }

    private static AutoCloseable lock(Path state) throws IOException {
        var channel =
                FileChannel.open(
                        state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this very process holds {}", state, e);
        }
        channel.close();
        throw new IOException(
                "another controller uses " + state + ": stop it, or choose another state folder");
    }

    private static AutoCloseable ticking(Fleet fleet, RunWiring runs, Hands hands) {
        ScheduledExecutorService ticks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("ticks").daemon().factory());
        var _ =
                ticks.scheduleWithFixedDelay(
                        () -> {
                            try {
                                fleet.check();
                                runs.tick();
                                hands.tick();
                            } catch (RuntimeException e) {
                                LOG.error("a tick failed", e);
                            }
                        },
                        TICK_MILLIS,
                        TICK_MILLIS,
                        TimeUnit.MILLISECONDS);
        return ticks::shutdownNow;
    }

    private static DeskWork deskWork(BlobStore blobs, ControllerOptions options) {
        EvidenceSink sink =
                (name, mediaType, content) -> {
                    try {
                        return new EvidenceRef(blobs.put(content), name, mediaType, content.length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        var desk = DeskRun.onNetwork(sink, Thread::sleep, options.clock());
        return (profile, trust) ->
                desk.look(profile.published(), trust, profile.identity().model());
    }

    private static DeviceProfile readProfile(String file, byte[] yaml) {
        try {
            return ProfileCodec.parse(file, yaml);
        } catch (ProfileException e) {
            var refused =
                    new RefusedException(Kind.INVALID, "profile", String.valueOf(e.getMessage()));
            refused.initCause(e);
            throw refused;
        }
    }

    /// The state folder, absolute.
    public Path state() {
        return state;
    }

    /// Host and port for rigs and the command line.
    public String link() {
        return link;
    }

    /// Host and port of enrolment.
    public String enrol() {
        return enrol;
    }

    /// Host and port of the pages, where they are served.
    public Optional<String> web() {
        return web;
    }

    /// True where another controller has taken the database over: this one has stopped.
    public boolean databaseLost() {
        return databaseLost;
    }

    private void loseDatabase() {
        databaseLost = true;
        close();
    }

    /// Returns when somebody has closed it, or it has lost its database.
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Stops. Attempts go on at their rigs; what they record waits there.
    @Override
    public void close() {
        synchronized (parts) {
            closeAll(parts);
        }
        try {
            Files.deleteIfExists(state.resolve("endpoints.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ended.countDown();
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("a part did not close", e);
            }
        }
    }
}
