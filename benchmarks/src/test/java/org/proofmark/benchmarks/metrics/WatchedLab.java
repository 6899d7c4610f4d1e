package org.proofmark.benchmarks.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.benchmarks.Proofmark;
import tools.jackson.databind.json.JsonMapper;

/// A controller and two rigs as a person starts them, with the example device in the slots of one;
/// the other is there to be killed.
final class WatchedLab implements AutoCloseable {
    private static final long READY_SECONDS = 300;

    private final Path folder;
    private final Proofmark proofmark;
    private final List<Process> processes = new ArrayList<>();
    private final Process doomed;

    private WatchedLab(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.proofmark = new Proofmark(folder);
        try {
            start("controller", "controller", "--state", "controller");
            startRig(
                    "rig-1",
                    "python3 '" + Tools.root().resolve("docs/examples/example-device.py") + "'");
            doomed = startRig("rig-2", "exec sleep 100000");
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            close();
            throw e;
        }
    }

    static WatchedLab start(Path folder) throws IOException, InterruptedException {
        return new WatchedLab(folder);
    }

    private Process startRig(String rig, String command) throws IOException, InterruptedException {
        var token = proofmark.run("enrol", rig, "--state", "controller");
        if (token.code() != 0) {
            throw new AssertionError("no token: " + token.err());
        }
        Files.writeString(folder.resolve(rig + ".token"), token.out());
        Files.writeString(
                folder.resolve(rig + ".yaml"),
                """
                rig: %s
                minimum-free-mebibytes: 16
                slots:
                  - {name: a, unit: %1$s-a, wiring: [{kind: process, command: "%s"}]}
                  - {name: b, unit: %1$s-b, wiring: [{kind: process, command: "%2$s"}]}
                """
                        .formatted(rig, command));
        return start(rig, "rig", rig + ".yaml", "--token-file", rig + ".token", "--state", rig);
    }

    private Process start(String name, String... arguments) throws IOException {
        var out = folder.resolve(name + ".out");
        var process = proofmark.start(out, folder.resolve(name + ".err"), arguments);
        processes.add(process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.readString(out).contains("ready")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(
                        name
                                + " does not come up:\n"
                                + Files.readString(out)
                                + Files.readString(folder.resolve(name + ".err")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return process;
    }

    /// Runs a campaign on both slots of the first rig, to its end.
    Proofmark.Result runCampaign() throws IOException, InterruptedException {
        return proofmark.run(
                "run",
                Tools.root().resolve("docs/examples/example-device.yaml").toString(),
                "--state",
                "controller",
                "--slot",
                "rig-1/a",
                "--slot",
                "rig-1/b",
                "--resets",
                "1");
    }

    /// `host:port` of the controller's `/metrics`.
    String controllerAddress() throws IOException {
        var endpoints = Files.readString(folder.resolve("controller/endpoints.json"));
        return JsonMapper.shared().readTree(endpoints).path("web").asString();
    }

    /// `host:port` of a rig's `/metrics`.
    String rigAddress(String rig) throws IOException {
        return Files.readString(folder.resolve(rig).resolve("metrics")).strip();
    }

    /// SIGKILL to the second rig's agent.
    void killDoomedRig() throws InterruptedException {
        doomed.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        for (var process : processes.reversed()) {
            process.destroy();
        }
        for (var process : processes) {
            try {
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
