package org.proofmark.meters;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves `GET /metrics` and nothing else, over plain HTTP: it listens on loopback unless its owner
/// says otherwise.
public final class MetricsServer implements AutoCloseable {
    private static final String PATH = "/metrics";

    /// Collectors that connect at once; more wait to be accepted.
    private static final int BACKLOG = 16;

    private static final Logger LOG = LoggerFactory.getLogger(MetricsServer.class);

    private final HttpServer server;
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("metrics ", 0).factory());
    private final Function<String, Scrape> scrapes;

    private MetricsServer(HttpServer server, Function<String, Scrape> scrapes) {
        this.server = server;
        this.scrapes = scrapes;
    }

    /// Listens.
    ///
    /// @param address port 0 = a free one
    /// @param scrapes makes the answer for an `Accept` header
    /// @throws IOException where the address cannot be had; the message names it
    public static MetricsServer start(InetSocketAddress address, Function<String, Scrape> scrapes)
            throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(address, BACKLOG);
        } catch (IOException e) {
            throw new IOException(
                    "metrics cannot be served on "
                            + address.getHostString()
                            + ":"
                            + address.getPort()
                            + ": "
                            + e.getMessage(),
                    e);
        }
        var started = new MetricsServer(http, scrapes);
        http.setExecutor(started.executor);
        http.createContext("/", started::answer);
        http.start();
        return started;
    }

    /// Where it listens.
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                say(exchange, 404, "Here is nothing but " + PATH + ".\n");
            } else if (!exchange.getRequestMethod().equals("GET")
                    && !exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, PATH + " is only read: use GET.\n");
            } else {
                var accept = exchange.getRequestHeaders().getFirst("Accept");
                var scrape = scrapes.apply(accept == null ? "" : accept);
                send(exchange, 200, scrape.contentType(), scrape.text());
            }
        } catch (RuntimeException e) {
            LOG.error("a scrape failed", e);
            say(exchange, 500, "The scrape met a defect; the log says more.\n");
        }
    }

    private static void say(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", text);
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
