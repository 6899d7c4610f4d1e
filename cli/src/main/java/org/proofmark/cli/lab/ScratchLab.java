package org.proofmark.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.exit.Trouble;

/// A controller and rigs as real processes, with mTLS on free loopback ports and scratch state. The
/// rigs enrol with one-time tokens. Everything ends with [#close], and also when this process is
/// killed, since each child stops at the end of its stdin.
public final class ScratchLab implements AutoCloseable {
    private final ScratchFolder scratch;
    private final Child controller;
    private final ControllerClient client;
    private final Optional<String> pages;
    private final Map<String, Child> rigs = new LinkedHashMap<>();
    private final Thread atExit = new Thread(this::stop, "end the scratch lab");
    private boolean stopped;

    private ScratchLab(
            ScratchFolder scratch,
            Child controller,
            ControllerClient client,
            Optional<String> pages) {
        this.pages = pages;
        this.scratch = scratch;
        this.controller = controller;
        this.client = client;
    }

    /// Starts the controller, without pages.
    ///
    /// @throws Trouble with what it said where it does not come up
    public static ScratchLab start() {
        return start("off");
    }

    /// Starts the controller with pages on a free loopback port.
    ///
    /// @throws Trouble with what it said where it does not come up
    public static ScratchLab startWithPages() {
        return start("127.0.0.1:0");
    }

    private static ScratchLab start(String web) {
        var scratch = ScratchFolder.create();
        var state = scratch.make("controller");
        var controller =
                Child.start(
                        "controller",
                        JavaCommand.of(
                                "controller",
                                List.of(
                                        "controller",
                                        "--stop-at-eof",
                                        "--web",
                                        web,
                                        "--state",
                                        state.toString())),
                        scratch.path().resolve("controller.log"));
        try {
            controller.awaitReady();
            var lab =
                    new ScratchLab(
                            scratch,
                            controller,
                            ControllerClient.connect(state),
                            ControllerClient.pages(state));
            Runtime.getRuntime().addShutdownHook(lab.atExit);
            return lab;
        } catch (RuntimeException e) {
            controller.close();
            scratch.remove();
            throw e;
        }
    }

    /// A folder of the scratch state for something else of this lab.
    public Path folder(String name) {
        return scratch.make(name);
    }

    /// Where a browser finds the controller's pages, such as `http://127.0.0.1:4713/`.
    public Optional<String> pages() {
        return pages;
    }

    /// The way to the controller.
    public ControllerClient client() {
        return client;
    }

    /// Starts a rig-agent, enrolled; returns when its link to the controller is up.
    public void addRig(RigFile file) {
        file.write(rigFile(file.rig()));
        addRig(file.rig(), rigFile(file.rig()));
    }

    /// The same with a file that somebody else wrote.
    ///
    /// @param file names this same rig id
    public void addRig(String rigId, Path file) {
        var token = scratch.path().resolve(rigId + ".token");
        writeSecret(token, client.createToken(rigId).getToken());
        startRig(rigId, file, List.of("--token-file", token.toString()));
    }

    /// SIGKILL to a rig's agent.
    public synchronized void killRig(String rigId) {
        rig(rigId).kill();
    }

    /// Starts a rig's agent again after [#killRig].
    public void restartRig(String rigId) {
        startRig(rigId, rigFile(rigId), List.of());
    }

    private void startRig(String rigId, Path file, List<String> more) {
        var arguments =
                new java.util.ArrayList<>(
                        List.of(
                                "rig",
                                file.toString(),
                                "--stop-at-eof",
                                "--state",
                                scratch.make(rigId).toString()));
        arguments.addAll(more);
        Child child;
        synchronized (this) {
            if (stopped) {
                throw new Trouble("the lab has ended");
            }
            child =
                    Child.start(
                            "rig-agent " + rigId,
                            JavaCommand.of("rig", arguments),
                            scratch.path().resolve(rigId + ".log"));
            rigs.put(rigId, child);
        }
        child.awaitReady();
    }

    private Path rigFile(String rigId) {
        return scratch.path().resolve(rigId + ".yaml");
    }

    private Child rig(String rigId) {
        var child = rigs.get(rigId);
        if (child == null) {
            throw new IllegalArgumentException("no rig " + rigId + " was started");
        }
        return child;
    }

    private static void writeSecret(Path file, String secret) {
        try {
            var mode = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
            Files.writeString(file, secret);
        } catch (IOException e) {
            throw new Trouble("the enrolment token cannot be written to " + file + ": " + e, e);
        }
    }

    /// Ends the rigs, which leaves their devices off, then the controller, and removes the scratch
    /// state, but for `PROOFMARK_KEEP_SCRATCH` in the environment.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is going down: its hook does the same.
            return;
        }
        stop();
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        rigs.values().forEach(Child::close);
        client.close();
        controller.close();
        if (System.getenv("PROOFMARK_KEEP_SCRATCH") == null) {
            scratch.remove();
        }
    }
}
