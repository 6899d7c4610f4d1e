package org.proofmark.rigagent.gpio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A user-mode Linux kernel: an ordinary process with a GPIO chip of its own (gpio-sim).
final class UmlMachine {
    /// Boot takes a second and the checks some 30 s; a loaded machine may take many times that.
    private static final long LIMIT_SECONDS = 600;

    private static final long MEMORY_MEBIBYTES = 768;

    /// What init says last.
    private static final String END = " end";

    private UmlMachine() {}

    /// The kernel: what `PROOFMARK_UML` names, or what `rig-agent/uml/build` has made.
    ///
    /// @throws IllegalStateException where `PROOFMARK_UML` names no program
    static Optional<Path> kernel() {
        var named = System.getenv("PROOFMARK_UML");
        if (named != null && !named.isEmpty()) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new IllegalStateException(
                        "PROOFMARK_UML names " + named + ", which is no program");
            }
            return Optional.of(Path.of(named).toAbsolutePath());
        }
        var cache =
                Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .filter(text -> !text.isEmpty())
                        .orElse(System.getProperty("user.home") + "/.cache");
        return Optional.of(Path.of(cache, "proofmark", "uml", "linux")).filter(Files::isExecutable);
    }

    /// Boots the kernel, runs a class in a JVM in it, and waits for the end of both.
    ///
    /// @param folder is `/mnt` for that JVM
    /// @return what was said on the console
    static String run(Path kernel, Path init, Path folder, Class<?> main)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.write(folder.resolve("arguments"), arguments(main));
        var inner = folder.resolve("init");
        Files.copy(init, inner);
        var console = folder.resolve("console").toFile();
        var builder =
                new ProcessBuilder(
                                kernel.toString(),
                                "quiet",
                                "mem=" + MEMORY_MEBIBYTES + "M",
                                "root=/dev/root",
                                "rootfstype=hostfs",
                                "rootflags=/",
                                "ro",
                                "init=" + inner,
                                "con0=fd:0,fd:1",
                                "con=null",
                                "ssl=null",
                                "proofmark.folder=" + folder,
                                "proofmark.java=" + java)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(console);
        // its memory is a file there, and must be mapped executable
        builder.environment().put("TMPDIR", memoryFolder().toString());
        end(builder.start(), console.toPath());
        return Files.readString(console.toPath(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> arguments(Class<?> main) {
        var arguments = new ArrayList<>(ChipChecks.options());
        arguments.add("-cp");
        arguments.add(
                quoted(
                        System.getProperty(
                                "surefire.test.class.path",
                                System.getProperty("java.class.path"))));
        arguments.add(main.getName());
        arguments.add("/mnt/outcomes");
        return arguments;
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Path memoryFolder() throws IOException {
        var shared = Path.of("/dev/shm");
        boolean usable =
                Files.isWritable(shared)
                        && shared.toFile().getUsableSpace() > ((2 * MEMORY_MEBIBYTES) << 20)
                        && Files.readAllLines(Path.of("/proc/mounts")).stream()
                                .noneMatch(m -> m.contains(" /dev/shm ") && m.contains("noexec"));
        return usable ? shared : Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    private static void end(Process machine, Path console)
            throws IOException, InterruptedException {
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            // it powers itself off; should that fail, its last word is enough
            while (!machine.waitFor(1, TimeUnit.SECONDS)
                    && System.nanoTime() < deadline
                    && !saidEnd(console)) {
                // go on waiting
            }
            machine.waitFor(5, TimeUnit.SECONDS);
        } finally {
            Stream.concat(machine.descendants(), Stream.of(machine.toHandle()))
                    .forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static boolean saidEnd(Path console) throws IOException {
        return Files.readString(console, StandardCharsets.ISO_8859_1)
                .lines()
                .anyMatch(line -> line.startsWith("gpio: ") && line.endsWith(END));
    }
}
