package org.proofmark.virtuallab.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A shell that holds a namespace and runs commands in it. It reads the agent's pipe, so it ends,
/// and its namespace with it, when the agent does, however the agent ends. Thread-safe.
final class NamespaceShell implements AutoCloseable {
    /// Commands take milliseconds; a loaded machine takes longer.
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int MAX_LINES = 10_000;
    private static final String DONE = "proofmark-lab-done ";
    private static final String GONE = "proofmark-lab-gone";
    private static final String PATH = ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";

    private static final System.Logger LOG = System.getLogger(NamespaceShell.class.getName());

    private final Process process;
    private final Writer commands;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>(MAX_LINES);
    private boolean gone;
    private long number;

    private NamespaceShell(Process process) {
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /// Starts a shell by these words, which make its namespaces or enter them, in the same process.
    ///
    /// @throws IOException with what they said where they fail
    static NamespaceShell start(List<String> words) throws IOException {
        var command = new ArrayList<>(words);
        command.add("/bin/sh");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/bin") + PATH;
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        var shell = new NamespaceShell(builder.start());
        // reading a pipe holds the carrier of a virtual thread
        Thread.ofPlatform().daemon().name("lab-net-shell").start(shell::read);
        try {
            shell.run(":");
            return shell;
        } catch (IOException e) {
            shell.close();
            throw e;
        }
    }

    private void read() {
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.put(line);
            }
            lines.put(GONE);
        } catch (IOException e) {
            lines.clear();
            lines.add(GONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The shell's number on this machine; it is the process that holds the namespaces.
    long pid() {
        return process.pid();
    }

    /// Runs a line of shell.
    ///
    /// @return its output
    /// @throws IOException with its output where it fails or the shell is gone
    synchronized String run(String line) throws IOException {
        if (gone) {
            throw new IOException(line + ": the shell that holds the network has ended");
        }
        var done = DONE + ++number + " ";
        try {
            commands.write("{ " + line + "\n} </dev/null 2>&1; echo \"" + done + "$?\"\n");
            commands.flush();
        } catch (IOException e) {
            // it has ended: what it said before comes first
            LOG.log(System.Logger.Level.DEBUG, line, e);
        }
        return answer(line, done);
    }

    /// @param done what stands before its exit status. An earlier line whose caller was interrupted
    ///   has its own, and what stands before that one is its.
    private String answer(String line, String done) throws IOException {
        var said = new StringBuilder();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            var next = next(end - System.nanoTime());
            if (next == null || next.equals(GONE)) {
                gone = true;
                process.destroyForcibly(); // its next answer would be this one's
                var why = next == null ? " took longer than " + LIMIT.toSeconds() + " s" : "";
                throw new IOException((line.equals(":") ? "" : line + why + ": ") + said);
            }
            if (next.startsWith(done)) {
                if (next.equals(done + "0")) {
                    return said.toString();
                }
                throw new IOException(line + ": " + said.toString().strip());
            }
            if (next.startsWith(DONE)) {
                said.setLength(0);
            } else {
                said.append(next).append('\n');
            }
        }
    }

    private @Nullable String next(long nanos) throws IOException {
        try {
            return lines.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            // its namespace goes with it, and what asks for the same again must not meet it
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
