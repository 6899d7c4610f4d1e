package org.proofmark.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where the code of all modules is.
final class Sources {
    private Sources() {}

    /// The folder of the root pom.
    static Path root() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("proofmark"))
                    && Files.isDirectory(at.resolve("domain"))) {
                return at;
            }
        }
        throw new IllegalStateException(
                "run inside the checkout, not in " + Path.of("").toAbsolutePath());
    }

    /// The main classes of all modules but the benchmarks: they are no part of the product, look
    /// into it to measure it, and are built after these rules have run, so that only a tree that is
    /// not fresh has them.
    static JavaClasses mainClasses() {
        return imported("target/classes", Set.of("architecture", "benchmarks"));
    }

    /// The test classes of all modules but this one, whose fixtures break rules on purpose.
    static JavaClasses testClasses() {
        return imported("target/test-classes", Set.of("architecture"));
    }

    private static JavaClasses imported(String folder, Set<String> leftOut) {
        var paths =
                modules().stream()
                        .filter(module -> !leftOut.contains(module.getFileName().toString()))
                        .map(module -> module.resolve(folder))
                        .filter(Files::isDirectory)
                        .toList();
        return new ClassFileImporter().importPaths(paths);
    }

    /// Every module's folder.
    static List<Path> modules() {
        try (Stream<Path> folders = Files.list(root())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every Java file under this folder of every module.
    static List<Path> javaFiles(String folder) {
        return modules().stream()
                .map(module -> module.resolve(folder))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaFilesIn)
                .toList();
    }

    private static Stream<Path> javaFilesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
