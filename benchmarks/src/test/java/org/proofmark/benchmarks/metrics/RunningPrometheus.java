package org.proofmark.benchmarks.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's Prometheus on a free loopback port, scraping every second.
final class RunningPrometheus implements AutoCloseable {
    /// Far beyond what anything here takes on a busy machine.
    private static final long PATIENCE_SECONDS = 180;

    /// Another process may take the free port before Prometheus does.
    private static final int TRIES = 5;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private RunningPrometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// What an instant query answered.
    ///
    /// @param problem empty where it was answered
    record Answer(String problem, List<JsonNode> result) {}

    /// Starts one and waits until it is ready.
    ///
    /// @param targets `host:port` by job
    static RunningPrometheus start(Path folder, Map<String, String> targets) throws IOException {
        var config = new StringBuilder("global: {scrape_interval: 1s, evaluation_interval: 1s}\n");
        config.append("rule_files: ['").append(Dashboard.rulesFile()).append("']\n");
        config.append("scrape_configs:\n");
        targets.forEach((job, target) ->
                config.append("  - {job_name: ")
                        .append(job)
                        .append(", static_configs: [{targets: ['")
                        .append(target)
                        .append("']}]}\n"));
        var file = Files.writeString(folder.resolve("prometheus.yaml"), config);
        for (int i = 1; ; i++) {
            var started = launch(folder, file, i);
            if (started.becomesReady()) {
                return started;
            }
            started.close();
            if (i == TRIES) {
                throw new AssertionError(
                        "Prometheus does not start:\n" + Files.readString(started.log));
            }
        }
    }

    private static RunningPrometheus launch(Path folder, Path config, int number)
            throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        var log = folder.resolve("prometheus-" + number + ".log");
        var process =
                new ProcessBuilder(
                                Tools.prometheus().toString(),
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + folder.resolve("tsdb-" + number),
                                "--web.listen-address=127.0.0.1:" + port,
                                "--log.level=warn")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(log.toFile())
                        .start();
        return new RunningPrometheus(process, log, port);
    }

    private boolean becomesReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            if (get("/-/ready").filter(r -> r.statusCode() == 200).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return false;
    }

    private java.util.Optional<HttpResponse<String>> get(String path) {
        try {
            var uri = URI.create("http://127.0.0.1:" + port + path);
            return java.util.Optional.of(
                    client.send(
                            HttpRequest.newBuilder(uri).build(),
                            HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            // not there yet
            return java.util.Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The data of an answer of its API, or what it says is wrong.
    JsonNode api(String path) {
        var response =
                get("/api/v1/" + path)
                        .orElseThrow(() -> new AssertionError("Prometheus is gone: " + said()));
        try {
            return JsonMapper.shared().readTree(response.body());
        } catch (JacksonException e) {
            throw new AssertionError(response.statusCode() + " " + response.body(), e);
        }
    }

    Answer query(String query) {
        var json = api("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return json.path("status").asString().equals("success")
                ? new Answer("", Dashboard.elements(json.at("/data/result")))
                : new Answer(json.path("error").asString("no answer"), List.of());
    }

    /// Asks until the answer has something in it.
    List<JsonNode> awaitResult(String query) {
        return await(
                        query,
                        () -> query(query),
                        answer -> !answer.problem().isEmpty() || !answer.result().isEmpty())
                .result();
    }

    /// Looks until it is as wanted.
    <T> T await(String what, Supplier<T> look, Predicate<T> wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var seen = look.get();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "never came: " + what + "; last seen: " + seen + "; " + said());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(250));
            seen = look.get();
        }
        return seen;
    }

    private String said() {
        try {
            return "Prometheus said:\n" + Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
