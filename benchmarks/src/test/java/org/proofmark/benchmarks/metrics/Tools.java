package org.proofmark.benchmarks.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What `grafana/check/fetch` has fetched, else what is installed.
final class Tools {
    /// For promtool and tsc on a machine that others use, too.
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String SAY = ": run grafana/check/fetch, which fetches it. ";

    private Tools() {}

    /// What a command said.
    ///
    /// @param output stdout and stderr
    record Said(int code, String output) {}

    /// The checkout.
    static Path root() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("proofmark"))) {
                return at;
            }
        }
        throw new IllegalStateException("run inside the checkout");
    }

    static Path grafana() {
        return root().resolve("grafana");
    }

    private static Path cache() {
        // as check/fetch finds it
        var base = System.getenv("XDG_CACHE_HOME");
        var home = System.getenv("HOME");
        var cache =
                base != null && !base.isEmpty()
                        ? Path.of(base)
                        : Path.of(home == null ? System.getProperty("user.home") : home, ".cache");
        return cache.resolve("proofmark");
    }

    static Path promtool() {
        return ofPrometheus("promtool");
    }

    static Path prometheus() {
        return ofPrometheus("prometheus");
    }

    private static Path ofPrometheus(String name) {
        var fetched = cache().resolve("prometheus/usr/bin").resolve(name);
        return Files.isExecutable(fetched)
                ? fetched
                : onPath(name, "Or install Debian's package prometheus.");
    }

    static Path node() {
        return onPath("node", "Or install Debian's package nodejs.");
    }

    private static Path onPath(String name, String otherwise) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is missing" + SAY + otherwise));
    }

    /// The folder with `node_modules` of TypeScript and Grafana's types.
    static Path grafanaSchema() throws IOException {
        var lock = Files.readString(grafana().resolve("check/package-lock.json"));
        try (var folders = Files.list(Files.createDirectories(cache()))) {
            return folders.filter(f -> f.getFileName().toString().startsWith("grafana-schema-"))
                    .filter(f -> isOf(f, lock))
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("TypeScript and @grafana/schema are missing" + SAY));
        }
    }

    private static boolean isOf(Path folder, String lock) {
        var file = folder.resolve("package-lock.json");
        try {
            return Files.isDirectory(folder.resolve("node_modules/typescript"))
                    && Files.readString(file).equals(lock);
        } catch (IOException e) {
            // another test fetches it this moment
            return false;
        }
    }

    /// Runs a command to its end.
    static Said run(Path folder, List<String> command) throws IOException, InterruptedException {
        return run(folder, command, Path.of("/dev/null"));
    }

    /// The same with a file as its stdin.
    static Said run(Path folder, List<String> command, Path stdin)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("tool", ".out");
        try {
            var process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectInput(stdin.toFile())
                            .redirectOutput(out.toFile())
                            .start();
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("not done after " + LIMIT + ": " + command);
            }
            return new Said(process.exitValue(), Files.readString(out));
        } finally {
            Files.deleteIfExists(out);
        }
    }

    /// Grafana's variables as a dashboard would fill them in.
    static String filledIn(String query, Map<String, String> variables) {
        var filled = query;
        for (var variable : variables.entrySet()) {
            filled = filled.replace("$" + variable.getKey(), variable.getValue());
        }
        return filled;
    }
}
