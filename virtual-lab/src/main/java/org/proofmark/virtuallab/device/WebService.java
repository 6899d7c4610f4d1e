package org.proofmark.virtuallab.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The web server of a device: takes requests off the wire and hands them to its site.
final class WebService implements Service {
    private static final int PORT = 80;
    private static final int BACKLOG = 32;

    /// A small device answers few at once.
    private static final int THREADS = 4;

    /// Longer bodies are refused: no form and no call of a device needs more.
    static final int BODY_MAX = 8192;

    /// How long a restart waits for answers that are on their way.
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final HttpServer server;
    private final Phaser answers;
    private final ExecutorService threads;

    private WebService(HttpServer server, ExecutorService threads, Phaser answers) {
        this.server = server;
        this.answers = answers;
        this.threads = threads;
    }

    /// Starts to serve the site of the appliance's model.
    static WebService start(String address, Appliance appliance) throws IOException {
        var server = Ports.bind(address, PORT, at -> HttpServer.create(at, BACKLOG));
        var threads =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("web-", 0).factory());
        var site = site(appliance);
        var answers = new Phaser(1);
        server.createContext("/", exchange -> serve(exchange, site, answers));
        server.setExecutor(threads);
        server.start();
        return new WebService(server, threads, answers);
    }

    private static Site site(Appliance appliance) {
        var kept =
                appliance.model().traits().reset().sessionsSurvive()
                        ? Optional.of(appliance.flash())
                        : Optional.<Flash>empty();
        var sessions = new Sessions(new SecureRandom(), kept);
        return switch (appliance.model().web()) {
            case FORM -> new FormSite(appliance, sessions);
            case API -> new ApiSite(appliance, sessions);
            case BASIC -> new HttpAuthSite(appliance, new BasicLogin(appliance));
            case DIGEST -> new HttpAuthSite(appliance, new DigestLogin(appliance, sessions));
        };
    }

    private static void serve(HttpExchange exchange, Site site, Phaser answers) throws IOException {
        answers.register();
        try {
            serve(exchange, site);
        } finally {
            answers.arriveAndDeregister();
        }
    }

    private static void serve(HttpExchange exchange, Site site) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
            var reply =
                    body.length > BODY_MAX
                            ? Reply.text(413, "The request is too large.")
                            : site.answer(request(exchange, body));
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                name -> Optional.ofNullable(headers.getFirst(name)),
                new String(body, StandardCharsets.UTF_8));
    }

    /// Who asked for a restart gets an answer.
    @Override
    public void close() {
        try {
            int phase = answers.arriveAndDeregister();
            answers.awaitAdvanceInterruptibly(
                    phase, LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            // somebody reads slowly: too late
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
