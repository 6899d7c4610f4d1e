package org.proofmark.cli.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.proofmark.cli.exit.Trouble;

/// A process of ours that holds our pipe as its stdin: when the pipe ends, because we close it or
/// because we are gone, it stops safely. It says `ready` on its stdout when it is.
final class Child implements AutoCloseable {
    /// What a child prints on its stdout when it works.
    static final String READY = "ready";

    /// A cold JVM on two busy cores needs some seconds.
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    /// A rig with many slots proves each of them off.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    /// The last of a child's stderr that a person gets to see.
    private static final int TOLD_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts it; its working folder is ours.
    ///
    /// @param log takes its stderr; appended to
    static Child start(String name, List<String> command, Path log) {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            var child = new Child(name, process, log);
            // Reading a pipe holds the carrier of a virtual thread for as long as nothing comes:
            // as many children as there are cores, and no virtual thread gets to run any more.
            Thread.ofPlatform().daemon().name("stdout of " + name).start(child::readOutput);
            return child;
        } catch (IOException e) {
            throw new Trouble("the " + name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void readOutput() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        } finally {
            ready.complete(false);
        }
    }

    /// Waits until it says that it is ready.
    ///
    /// @throws Trouble with the last lines of its stderr where it ended or took too long
    Child awaitReady() {
        try {
            if (!ready.get(READY_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new Trouble("the " + name + " ended before it was ready:\n" + lastLines());
            }
            return this;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while waiting for the " + name, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble(
                    "the " + name + " is not ready after " + READY_LIMIT + ":\n" + lastLines(), e);
        }
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - TOLD_LINES), lines.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e + ")";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL, and waits until it is gone.
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /// Closes the pipe, waits for the safe stop, and kills it where that does not come.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already: nothing is left to be told.
            process.destroy();
        }
        if (!awaitEnd(STOP_LIMIT)) {
            kill();
        }
    }

    private boolean awaitEnd(Duration limit) {
        boolean interrupted = false;
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Its stderr so far.
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
