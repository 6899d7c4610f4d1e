package org.proofmark.benchremote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/// Compiles a suite and packs it, as docs/suites.md says.
final class SuiteJar {
    private SuiteJar() {}

    static Path of(Path folder, Path... sources) throws IOException {
        var out = Files.createDirectory(folder.resolve("out"));
        var arguments = new ArrayList<String>();
        arguments.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "-d", out.toString()));
        for (var source : sources) {
            arguments.add(source.toString());
        }
        int code =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("the suite does not compile");
        }
        var jar = folder.resolve("suite.jar");
        try (var stream = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(out)) {
            files.filter(Files::isRegularFile).forEach(f -> add(stream, out, f));
        }
        return jar;
    }

    private static void add(JarOutputStream jar, Path root, Path file) {
        try {
            jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, jar);
            jar.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
