package org.proofmark.rigagent.site;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.NetworkServer;
import org.proofmark.bench.wiring.SlotSite.RigServices;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;

/// The process that serves one slot's own network, as the agent sees it. One that ended by itself
/// is started again when it is asked next, and that question is a fault. Thread-safe.
final class SlotServer implements NetworkServer.Served {
    /// A cold JVM on a loaded machine.
    private static final Duration READY_LIMIT = Duration.ofSeconds(90);

    /// What an answer may take beside the wait that it was asked for.
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private static final Duration MAX_CONNECT = Duration.ofMinutes(1);

    /// What is kept of what it says; nobody says much.
    private static final int MAX_LINES = 100;

    private final SlotId slot;
    private final List<String> command;
    private final Path trustPem;
    private final SlotGate gate;
    private Life life;
    private boolean closed;

    /// One start of the process.
    private record Life(
            Process process,
            Writer questions,
            LinkedBlockingQueue<String> said,
            RigServices services) {}

    private SlotServer(SlotId slot, List<String> command, Path trustPem, SlotGate gate)
            throws IOException {
        this.slot = slot;
        this.command = List.copyOf(command);
        this.trustPem = trustPem;
        this.gate = gate;
        this.life = begin();
    }

    /// Returns when its servers are there.
    ///
    /// @throws IOException with what it said where they are not
    ///
    /// @param command but for the path of the gate
    /// @param loopback where the servers are
    static SlotServer start(SlotId slot, List<String> command, RigServices loopback)
            throws IOException {
        var gate = SlotGate.open(loopback);
        try {
            var whole = new ArrayList<>(command);
            whole.add(gate.socket().toString());
            return new SlotServer(slot, whole, loopback.trustPem(), gate);
        } catch (IOException e) {
            gate.close();
            throw e;
        }
    }

    private Life begin() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var environment = builder.environment();
        var path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LANG", "C.UTF-8");
        var process = builder.start();
        var said = new LinkedBlockingQueue<String>(MAX_LINES);
        // reading a pipe holds the carrier of a virtual thread
        Thread.ofPlatform().daemon().name("slot-server").start(() -> read(process, said));
        var first = firstOf(process, said);
        if (first == null || !first.startsWith(SlotServerMain.READY)) {
            process.destroyForcibly();
            throw new IOException(
                    first == null ? "nothing within " + READY_LIMIT.toSeconds() + " s" : first);
        }
        var words = first.split(" ");
        return new Life(
                process,
                new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8),
                said,
                new RigServices(words[1], words[2], trustPem));
    }

    private static @Nullable String firstOf(Process process, LinkedBlockingQueue<String> said)
            throws IOException {
        try {
            return next(said, READY_LIMIT);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /// Lines for the agent go on without their mark; the last one says that it has ended, with what
    /// else it said last.
    private static void read(Process process, LinkedBlockingQueue<String> said) {
        var other = "";
        try (var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(SlotServerMain.MARK)) {
                    said.put(line.substring(SlotServerMain.MARK.length()));
                } else {
                    other = line;
                }
            }
            said.put(SlotServerMain.FAILED + "it ended: " + other);
        } catch (IOException e) {
            var _ = said.offer(SlotServerMain.FAILED + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String next(LinkedBlockingQueue<String> said, Duration limit)
            throws IOException {
        try {
            return said.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public synchronized RigServices services() {
        return life.services();
    }

    @Override
    public synchronized boolean takesConnection(String address, int port, Duration limit) {
        if (limit.compareTo(MAX_CONNECT) > 0) {
            throw new IllegalArgumentException("at most " + MAX_CONNECT + ", got " + limit);
        }
        try {
            life.questions()
                    .write("connect " + address + " " + port + " " + limit.toMillis() + "\n");
            life.questions().flush();
            var answer = next(life.said(), limit.plus(ANSWER_LIMIT));
            if (answer != null && answer.equals(SlotServerMain.OPEN)) {
                return true;
            }
            if (answer != null && answer.equals(SlotServerMain.CLOSED)) {
                return false;
            }
            if (answer != null && answer.startsWith(SlotServerMain.UNTRIED)) {
                throw new BenchFault.Hardware(
                        unserved("a port of the device in slot " + slot + " was " + answer));
            }
            throw new IOException(answer == null ? "it does not answer" : answer);
        } catch (IOException e) {
            throw again(e);
        }
    }

    private BenchFault again(IOException cause) {
        var what = "the rig's servers for the network of slot " + slot + " are gone: ";
        var then = "";
        life.process().destroyForcibly();
        if (!closed) {
            try {
                life = begin();
                then = "; they were started again";
            } catch (IOException e) {
                then = "; they do not start again: " + e.getMessage();
            }
        }
        return new BenchFault.Hardware(unserved(what + cause.getMessage() + then), cause);
    }

    private static Fault unserved(String what) {
        return Fault.of("network-unserved", what, "look at network");
    }

    @Override
    public synchronized void close() {
        closed = true;
        life.process().destroyForcibly();
        try {
            gate.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
