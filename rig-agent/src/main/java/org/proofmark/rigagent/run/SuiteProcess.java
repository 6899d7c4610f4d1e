package org.proofmark.rigagent.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The child JVM of one attempt. It holds the agent's pipe as its stdin, so that it ends when the
/// agent does, however the agent does. Thread-safe.
final class SuiteProcess {
    /// What is kept of its output; the rest is read and dropped.
    static final int MAX_LOG_BYTES = 256 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(SuiteProcess.class);

    // one JVM at a time writes the archive
    private static final AtomicBoolean ARCHIVING = new AtomicBoolean();

    private final Process process;
    private final Thread drain;
    private final Optional<Path> archiveAside;
    private final SuiteRuntime runtime;

    private SuiteProcess(
            Process process, Thread drain, SuiteRuntime runtime, Optional<Path> archiveAside) {
        this.process = process;
        this.drain = drain;
        this.runtime = runtime;
        this.archiveAside = archiveAside;
    }

    /// @param inside words that have it run in the network of its slot's own; empty for the agent's
    /// @param folder its working folder, where its output is kept as `suite.log`
    static SuiteProcess start(SuiteRuntime runtime, List<String> inside, Path socket, Path folder)
            throws IOException {
        var aside = claimArchive(runtime);
        var line = new ArrayList<>(inside);
        line.addAll(command(runtime, socket, aside));
        var builder = new ProcessBuilder(line);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", folder.toString());
        try {
            var process = builder.start();
            // Not a virtual one: reading a pipe holds its carrier, and a suite in as many slots as
            // there are cores would keep every virtual thread of the agent from running.
            var drain =
                    Thread.ofPlatform()
                            .daemon()
                            .name("suite-log")
                            .start(() -> drain(process, folder.resolve("suite.log")));
            return new SuiteProcess(process, drain, runtime, aside);
        } catch (IOException e) {
            if (aside.isPresent()) {
                ARCHIVING.set(false);
            }
            throw e;
        }
    }

    private static List<String> command(
            SuiteRuntime runtime, Path socket, Optional<Path> archiveAside) {
        var command = new ArrayList<String>();
        command.add(runtime.javaBinary().toString());
        // short-lived: start-up and memory count, not peak speed; without -Xms the heap begins at a
        // size that comes from the machine's memory
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xms16m",
                        "-Xmx256m",
                        "-Dio.grpc.netty.shaded.io.netty.allocator.maxOrder=5",
                        "-Xshare:auto",
                        "-Xlog:cds=off",
                        "-Xlog:cds+dynamic=off",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        if (archiveAside.isPresent()) {
            command.add("-XX:ArchiveClassesAtExit=" + archiveAside.get());
        } else if (runtime.archiveFits()) {
            command.add("-XX:SharedArchiveFile=" + runtime.archive().get());
        }
        command.add("-cp");
        command.add(
                runtime.classPath().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.addAll(List.of("org.proofmark.benchremote.Main", "--socket", socket.toString()));
        return command;
    }

    private static Optional<Path> claimArchive(SuiteRuntime runtime) {
        long own = ProcessHandle.current().pid();
        boolean wanted =
                runtime.archive().isPresent()
                        && !runtime.archiveFits()
                        && ARCHIVING.compareAndSet(false, true);
        return wanted
                ? runtime.archive().map(a -> a.resolveSibling(a.getFileName() + "." + own + ".new"))
                : Optional.empty();
    }

    private static void drain(Process process, Path file) {
        try (InputStream in = process.getInputStream();
                var out = Files.newOutputStream(file)) {
            var buffer = new byte[8192];
            int kept = 0;
            int n;
            while ((n = in.read(buffer)) > 0) {
                int keep = Math.min(n, MAX_LOG_BYTES - kept);
                out.write(buffer, 0, keep);
                kept += keep;
            }
        } catch (IOException e) {
            LOG.warn("output of a suite process was not kept: {}", e.getMessage());
        }
    }

    long pid() {
        return process.pid();
    }

    /// When it started, as the system tells it; empty where it does not.
    String start() {
        return process.info().startInstant().map(Object::toString).orElse("");
    }

    /// Waits for its end.
    ///
    /// @return its exit code
    int await() throws InterruptedException {
        int code = process.waitFor();
        drain.join();
        if (archiveAside.isPresent()) {
            keepArchive(code, archiveAside.get());
        }
        return code;
    }

    private void keepArchive(int code, Path aside) {
        try {
            if (code == 0 && Files.exists(aside) && runtime.archive().isPresent()) {
                Files.move(aside, runtime.archive().get(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            LOG.warn("the suite's class-data archive was not kept: {}", e.getMessage());
        } finally {
            ARCHIVING.set(false);
        }
    }

    /// Ends it and everything that it started, at once.
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
