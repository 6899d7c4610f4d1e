package org.proofmark.rigagent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Scratch folders.
public final class Folders {
    private Folders() {}

    public static Path scratch(String name) {
        try {
            // in memory where there is such a place: thousands of syncs are made here
            var memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "proofmark-" + name + "-")
                    : Files.createTempDirectory("proofmark-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void remove(Path folder) {
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
