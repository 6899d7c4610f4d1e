package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.testng.SkipException;

/// The script `./proofmark` of this checkout, run on the distribution that the build has made. Its
/// processes carry a mark in their environment, so that those it leaves behind are found.
public final class Proofmark {
    /// For the longest of the commands on a machine that others use, too.
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path root;
    private final Path folder;
    private final String mark = "mark-" + UUID.randomUUID();

    /// @param folder where commands are run
    public Proofmark(Path folder) {
        this.folder = folder;
        root = root();
        if (!Files.isDirectory(root.resolve("cli/target/dist/lib"))) {
            throw new SkipException("no distribution: these tests run with './proofmark test'");
        }
    }

    /// What a command did.
    ///
    /// @param code its exit code
    public record Result(int code, String out, String err) {}

    public static Path root() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("proofmark"))) {
                return at;
            }
        }
        throw new IllegalStateException("run inside the checkout");
    }

    public Result run(String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile(folder, "stdout", ".txt");
        var err = Files.createTempFile(folder, "stderr", ".txt");
        var process = start(out, err, arguments);
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "not done after "
                            + LIMIT
                            + ": "
                            + List.of(arguments)
                            + "\n"
                            + Files.readString(err));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /// Starts it; the script replaces itself by the JVM, so the process is the command's own.
    public Process start(Path out, Path err, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(root.resolve("proofmark").toString());
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("PROOFMARK_BUILD", "never");
        builder.environment().put("PROOFMARK_MARK", mark);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /// Processes that carry our mark, or are devices of a scratch lab that one of ours made.
    List<String> leftBehind(List<String> scratchFolders) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> isOurs(process, scratchFolders))
                    .map(process -> process.getFileName() + " " + text(process.resolve("cmdline")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The scratch folders that our running processes were told to keep their state in.
    List<String> scratchFolders() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> text(process.resolve("environ")).contains(mark))
                    .flatMap(process -> Stream.of(text(process.resolve("cmdline")).split(" ")))
                    .filter(word -> word.matches(".*/proofmark-\\d+/.*"))
                    .map(word -> word.replaceFirst("(/proofmark-\\d+)/.*", "$1"))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path process, List<String> scratchFolders) {
        var environment = text(process.resolve("environ"));
        return environment.contains(mark)
                || scratchFolders.stream().anyMatch(environment::contains);
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            // It has ended meanwhile.
            return "";
        }
    }
}
