package org.proofmark.virtuallab.publisher;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An HTTPS server on 127.0.0.1 with the pages of the makers of simulated devices:
///
/// - `/ID/disclosure`, `/ID/support`, `/ID/.well-known/security.txt` for each product;
/// - `/.well-known/security.txt`;
/// - `/trouble/NAME`: a status from 400 to 599, `login-wall`, `login-redirect`, `login-required`,
///   `redirect-loop`, `empty`, and `slow`, which takes [#SLOW] before it answers 504.
///
/// Its certificate is signed by a root of its own that is made at the start. Thread-safe.
public final class Publisher implements AutoCloseable {
    /// How long `/trouble/slow` keeps a client waiting; longer than anyone ought to.
    public static final Duration SLOW = Duration.ofMinutes(2);

    private static final int BACKLOG = 64;

    private final HttpsServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Product> products;
    private final Pages pages;

    private Publisher(HttpsServer server, Collection<Product> products, Pages pages) {
        this.server = server;
        this.products =
                products.stream().collect(Collectors.toMap(Product::id, Function.identity()));
        this.pages = pages;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("publisher-", 0).factory());
    }

    /// Starts on a free port.
    ///
    /// @param trustPem where the root's certificate is written, for `published.trust`
    /// @param products whose pages to serve
    /// @throws IOException where the file cannot be written or no port can be had
    public static Publisher start(Path trustPem, Collection<Product> products, InstantSource clock)
            throws IOException {
        var authority = new TestAuthority(clock.instant());
        Files.writeString(trustPem, authority.rootPem());
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var server = HttpsServer.create(new InetSocketAddress(loopback, 0), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        var publisher = new Publisher(server, products, new Pages(clock.instant()));
        server.createContext("/", publisher::serve);
        server.setExecutor(publisher.threads);
        server.start();
        return publisher;
    }

    /// The TCP port.
    public int port() {
        return server.getAddress().getPort();
    }

    /// `127.0.0.1:PORT`: what stands for `{{publisher}}` in profiles of simulated devices.
    public String authority() {
        return "127.0.0.1:" + port();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            boolean bodiless = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : bytes.length);
            if (!bodiless) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Answer answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return missing(405);
        }
        var parts = path.substring(1).split("/", 2);
        if (parts.length < 2) {
            return missing(404);
        }
        return switch (parts[0]) {
            case ".well-known" -> ownSecurityTxt(parts[1]);
            case "trouble" -> trouble(parts[1]);
            default -> page(parts[0], parts[1]);
        };
    }

    private Answer page(String id, String page) {
        var product = products.get(id);
        if (product == null) {
            return missing(404);
        }
        return switch (page) {
            case "disclosure" -> pages.disclosure(product);
            case "support" -> pages.support(product);
            case ".well-known/security.txt" -> pages.securityTxt(product);
            default -> missing(404);
        };
    }

    private Answer ownSecurityTxt(String name) {
        return name.equals("security.txt")
                ? pages.securityTxt(Product.inOrder("lab", "Virtual Lab", "publisher"))
                : missing(404);
    }

    private Answer trouble(String name) {
        if (name.equals("slow")) {
            keepWaiting();
            return missing(504);
        }
        return Troubles.named(name).orElseGet(() -> missing(404));
    }

    private void keepWaiting() {
        try {
            var _ = closing.await(SLOW.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer missing(int status) {
        return Troubles.named(Integer.toString(status)).orElseThrow();
    }

    /// Stops at once; clients that wait are cut off.
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
