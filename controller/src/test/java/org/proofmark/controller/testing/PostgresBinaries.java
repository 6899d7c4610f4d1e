package org.proofmark.controller.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per machine into the user's cache folder.
final class PostgresBinaries {
    private static final String VERSION = "18.6.0";

    private PostgresBinaries() {}

    /// The folder that has `bin/`.
    static Path folder() throws IOException, InterruptedException {
        var arm = System.getProperty("os.arch").equals("aarch64");
        var pack = "/postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
        var cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElse(Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("proofmark");
        var ready = cache.resolve("postgresql-" + VERSION + (arm ? "-arm64" : "-amd64"));
        if (!Files.exists(ready)) {
            Files.createDirectories(cache);
            var aside = Files.createTempDirectory(cache, "postgresql-");
            unpack(pack, aside);
            try {
                Files.move(aside, ready);
            } catch (IOException e) {
                // another process was faster
                remove(aside);
                if (!Files.exists(ready)) {
                    throw e;
                }
            }
        }
        return ready;
    }

    private static void unpack(String pack, Path into) throws IOException, InterruptedException {
        var tar =
                new ProcessBuilder("tar", "-x", "-C", into.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in =
                        new XZInputStream(
                                Objects.requireNonNull(
                                        PostgresBinaries.class.getResourceAsStream(pack), pack));
                var out = tar.getOutputStream()) {
            in.transferTo(out);
        }
        if (tar.waitFor() != 0) {
            throw new IOException("tar cannot unpack " + pack);
        }
    }

    static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
