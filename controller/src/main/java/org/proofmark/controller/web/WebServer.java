package org.proofmark.controller.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.proofmark.controller.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves [Route]s over HTTP: to GET and HEAD only, under the controller's own names only, and with
/// headers that keep a browser from running anything but our own scripts. Thread-safe.
public final class WebServer implements AutoCloseable {
    /// A browser holds six connections; a wall of monitors and a scraper stay far below it.
    private static final int MAX_CONNECTIONS = 512;

    /// Whoever sends nothing and reads nothing for so long is gone.
    private static final long IDLE_MILLIS = 30_000;

    /// Paths are short; a header beyond it is no browser's.
    private static final int MAX_HEADER_BYTES = 8 << 10;

    /// Server-sent event streams at a time.
    static final int MAX_STREAMS = 64;

    /// Answers that are made at a time: the rest waits, so that whoever looks on takes no
    /// connection to the database from those who work.
    private static final int MAX_AT_WORK = 2;

    private static final long WORK_PATIENCE_SECONDS = 20;

    /// No inline script or style, nothing from elsewhere, and in nobody's frame.
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
                    + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> HEADERS =
            Map.of(
                    "Content-Security-Policy", POLICY,
                    "X-Content-Type-Options", "nosniff",
                    "X-Frame-Options", "DENY",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cache-Control", "no-store");

    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

    /// Marks a request that got its answer here, so that Javalin's own sentences never show.
    private static final String ANSWERED = "proofmark.answered";

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    private final Javalin server;
    private final Hosts hosts;
    private final String host;
    private final Semaphore atWork = new Semaphore(MAX_AT_WORK);
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    private WebServer(
            InetSocketAddress listen,
            Optional<String> advertised,
            List<Route> routes,
            List<EventRoute> events) {
        this.host = advertised.orElse(listen.getHostString());
        this.hosts = new Hosts(listen, advertised);
        this.server = Javalin.create(config -> configure(config, listen, routes, events));
    }

    /// Starts to serve.
    ///
    /// @param listen port 0 = a free one
    /// @param advertised a further name that browsers may use
    /// @throws IOException where the port cannot be had; the message names it
    public static WebServer start(
            InetSocketAddress listen, Optional<String> advertised, List<Route> routes)
            throws IOException {
        return start(listen, advertised, routes, List.of());
    }

    /// With streams of events, at most [#MAX_STREAMS] at a time.
    public static WebServer start(
            InetSocketAddress listen,
            Optional<String> advertised,
            List<Route> routes,
            List<EventRoute> events)
            throws IOException {
        var started = new WebServer(listen, advertised, routes, events);
        try {
            started.server.start();
            return started;
        } catch (JavalinException e) {
            throw new IOException(
                    "the pages cannot be served on "
                            + listen.getHostString()
                            + ":"
                            + listen.getPort()
                            + ": "
                            + told(e),
                    e);
        }
    }

    private static String told(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private void configure(
            JavalinConfig config,
            InetSocketAddress listen,
            List<Route> routes,
            List<EventRoute> events) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.host = listen.getAddress().getHostAddress();
        config.jetty.port = listen.getPort();
        config.jetty.modifyServer(WebServer::limit);
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            http.setRequestHeaderSize(MAX_HEADER_BYTES);
            http.setIdleTimeout(IDLE_MILLIS);
        });
        config.routes.before(this::admit);
        routes.forEach(route -> config.routes.get(route.path(), ctx -> serve(route, ctx)));
        routes.forEach(route -> config.routes.head(route.path(), ctx -> serve(route, ctx)));
        events.forEach(route -> config.routes.get(route.path(), ctx -> stream(route, ctx)));
        config.routes.error(
                404,
                ctx -> {
                    if (ctx.attribute(ANSWERED) == null) {
                        write(ctx, Answer.sentence(404, "There is nothing at this address."));
                    }
                });
    }

    private static void limit(Server server) {
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setStopTimeout(0);
    }

    private void admit(Context ctx) {
        HEADERS.forEach(ctx::header);
        var host = ctx.header("Host");
        if (host == null || !hosts.allows(host)) {
            refuse(
                    ctx,
                    Answer.sentence(
                            421,
                            "This controller is not called by that name: use the address that it"
                                    + " printed when it started."));
        } else if (!READS.contains(ctx.method())) {
            refuse(
                    ctx,
                    Answer.sentence(405, "These pages are only read.").with("Allow", "GET, HEAD"));
        }
    }

    private static void refuse(Context ctx, Answer answer) {
        write(ctx, answer);
        ctx.skipRemainingHandlers();
    }

    private void serve(Route route, Context ctx) throws InterruptedException {
        if (!atWork.tryAcquire(WORK_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            write(ctx, Answer.sentence(503, "The controller is busy: try again in a while."));
            return;
        }
        try {
            write(ctx, answer(route, ctx));
        } finally {
            atWork.release();
        }
    }

    private void stream(EventRoute route, Context ctx) {
        if (!streams.tryAcquire()) {
            write(
                    ctx,
                    Answer.sentence(
                            503,
                            "More than "
                                    + MAX_STREAMS
                                    + " pages are open and follow what happens: close one, or"
                                    + " reload this page to look again."));
            return;
        }
        try {
            ctx.attribute(ANSWERED, true);
            route.stream().send(new Asked(ctx), new ServletEvents(ctx.res()));
        } catch (RefusedException e) {
            write(ctx, refused(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("a reader of {} is gone", route.path(), e);
        } finally {
            streams.release();
        }
    }

    /// Streams that are open now.
    int openStreams() {
        return MAX_STREAMS - streams.availablePermits();
    }

    private static Answer answer(Route route, Context ctx) throws InterruptedException {
        try {
            return route.source().answer(new Asked(ctx));
        } catch (RefusedException e) {
            return refused(e);
        } catch (IOException | RuntimeException e) {
            LOG.error("cannot answer {}", route.path(), e);
            return Answer.sentence(500, "The controller met a defect; its log says more.");
        }
    }

    private static Answer refused(RefusedException e) {
        return Answer.sentence(status(e.kind()), String.valueOf(e.getMessage()));
    }

    private static int status(RefusedException.Kind kind) {
        return switch (kind) {
            case INVALID, OUT_OF_ORDER -> 400;
            case STRANGER, FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case NOT_NOW, EXISTS -> 409;
            case DATA_LOSS, UNKNOWN -> 500;
            case EXHAUSTED, UNAVAILABLE -> 503;
        };
    }

    private static void write(Context ctx, Answer answer) {
        ctx.attribute(ANSWERED, true);
        ctx.status(answer.status());
        answer.headers().forEach(ctx::header);
        ctx.contentType(answer.mediaType()).result(answer.body());
    }

    private record Asked(Context ctx) implements Request {
        @Override
        public String part(String name) {
            return ctx.pathParam(name);
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.ofNullable(ctx.queryParam(name));
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(ctx.header(name));
        }
    }

    /// The port that is listened on.
    public int port() {
        return server.port();
    }

    /// Host and port for people, such as `127.0.0.1:4713`.
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /// Stops serving and ends what is being served.
    @Override
    public void close() {
        server.stop();
    }
}
