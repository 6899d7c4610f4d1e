package org.proofmark.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.Controller;
import org.proofmark.controller.ControllerOptions;
import org.proofmark.domain.run.RigId;
import org.proofmark.rigagent.RigAgent;
import org.proofmark.rigagent.RigOptions;
import org.proofmark.rigagent.link.Enrolment;

/// A real controller and a real rig-agent in this process, with devices that are shell scripts:
/// they say `booted` at power-on, `button 1` and `button 0` at its edges, and answer each line.
final class HandsLab implements AutoCloseable {
    /// Far beyond what anything here takes on a busy machine.
    private static final long LIMIT_SECONDS = 120;

    private static final String DEVICE =
            """
            exec 3<>"$DUT_SERIAL"
            echo booted >&3
            (while read -r level <"$DUT_BUTTON"; do echo "button $level" >&3; done) &
            while read -r line <&3; do echo "heard $line" >&3; done
            """;

    /// What writes images here: says which board it is, and keeps the image where the rig's folder
    /// is, unless it is one that breaks off or one that waits until somebody makes `go` or
    /// `steady-go`.
    private static final String WRITER =
            """
            #!/bin/sh
            case $1 in
                identify) echo board=acme ;;
                write)
                    if grep -q broken "$2"; then echo no more room; exit 7; fi
                    if grep -q steady "$2"; then
                        echo "40 %"
                        while [ ! -e FOLDER/steady-go ]; do sleep 0.1; done
                    fi
                    if grep -q slow "$2"; then
                        touch FOLDER/writing
                        while [ ! -e FOLDER/go ]; do sleep 0.1; done
                    fi
                    cp "$2" FOLDER/written ;;
            esac
            """;

    private final Path folder;
    private Controller controller;
    private RigAgent agent;

    HandsLab() throws IOException {
        folder = Files.createTempDirectory("proofmark-hands");
        Files.writeString(folder.resolve("device.sh"), DEVICE);
        var writer =
                Files.writeString(
                        folder.resolve("writer"), WRITER.replace("FOLDER", folder.toString()));
        if (!writer.toFile().setExecutable(true)) {
            throw new IOException(writer + " cannot be made a program");
        }
        var slots = new StringBuilder();
        for (var name : List.of("a", "b")) {
            slots.append(
                    """
                      - name: %s
                        unit: u-%s
                        wiring:
                          - {kind: process, command: "sh %s/device.sh", buttons: [reset]}
                    """
                            .formatted(name, name, folder));
        }
        Files.writeString(
                folder.resolve("rig.yaml"),
                "rig: rig-1\nminimum-free-mebibytes: 16\nflash-tools: {writer: %s}\nslots:\n"
                                .formatted(writer)
                        + slots);
        startController();
        var token = run("enrol", "rig-1");
        Enrolment.enrol(token.out.strip(), new RigId("rig-1"), folder.resolve("rig"));
        startAgent();
    }

    void startController() throws IOException {
        controller = Controller.start(ControllerOptions.in(state()));
    }

    void stopController() {
        controller.close();
    }

    void startAgent() {
        agent =
                RigAgent.start(
                        RigOptions.of(
                                folder.resolve("rig.yaml"),
                                folder.resolve("rig"),
                                Arrays.stream(System.getProperty("java.class.path").split(":"))
                                        .map(Path::of)
                                        .map(Path::toAbsolutePath)
                                        .toList()));
        awaitTrue("the rig is connected", () -> run("status").out.contains("connected"));
    }

    void stopAgent() {
        agent.close();
    }

    Path state() {
        return folder.resolve("controller");
    }

    Path folder() {
        return folder;
    }

    /// What a command did.
    record Result(int code, String out, String err) {}

    Result run(String... arguments) {
        return run(new ByteArrayInputStream(new byte[0]), arguments);
    }

    Result run(InputStream in, String... arguments) {
        return run(in, _ -> {}, arguments);
    }

    /// @param told hears what comes on stderr as it comes
    Result run(Consumer<String> told, String... arguments) {
        return run(new ByteArrayInputStream(new byte[0]), told, arguments);
    }

    private Result run(InputStream in, Consumer<String> told, String... arguments) {
        var out = new StringWriter();
        var err =
                new StringWriter() {
                    @Override
                    public void write(String text, int from, int length) {
                        super.write(text, from, length);
                        told.accept(text.substring(from, from + length));
                    }
                };
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--state", state().toString()));
        var terminal =
                new Terminal(in, new PrintWriter(out, true), new PrintWriter(err, true), false);
        int code = Main.commandLine(terminal, arguments).execute(all.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    static void awaitTrue(String what, BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!there.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + LIMIT_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /// What the console of a slot has said while no attempt ran, as the agent keeps it.
    String consoleOf(String slot) {
        try {
            return Files.readString(folder.resolve("rig/slots/" + slot + "/console-idle.raw"));
        } catch (IOException e) {
            return "";
        }
    }

    String journal() {
        try {
            return Files.readString(folder.resolve("rig/journal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        agent.close();
        controller.close();
        try (var tree = Files.walk(folder)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
