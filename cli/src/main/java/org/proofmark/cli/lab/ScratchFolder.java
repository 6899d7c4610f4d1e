package org.proofmark.cli.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.Trouble;

/// A folder of our own, mode 0700, that goes when we go in good order.
record ScratchFolder(Path path) {
    static ScratchFolder create() {
        try {
            return new ScratchFolder(Files.createTempDirectory("proofmark-"));
        } catch (IOException e) {
            throw new Trouble("no scratch folder can be made: " + e, e);
        }
    }

    Path make(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new Trouble("no folder can be made in " + path + ": " + e, e);
        }
    }

    /// Removes what can be removed; what cannot stays and does no harm.
    void remove() {
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            System.getLogger(ScratchFolder.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} was not removed: {1}", path, e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause)
                throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
