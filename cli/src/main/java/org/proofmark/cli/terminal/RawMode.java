package org.proofmark.cli.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.proofmark.cli.exit.Trouble;

/// The terminal's line discipline, which a console session needs out of its way: each key at once,
/// no echo, and Ctrl-C for the device.
public interface RawMode {
    /// Off until [Raw#close].
    Raw enter();

    /// What brings it back.
    interface Raw extends AutoCloseable {
        @Override
        void close();
    }

    /// That of the process' own terminal, by `stty`. It is brought back at the JVM's end, too.
    static RawMode ofProcess() {
        return () -> {
            var before = stty("-g").strip();
            var hook = new Thread(() -> stty(before), "terminal-restore");
            Runtime.getRuntime().addShutdownHook(hook);
            stty("raw", "-echo");
            return () -> {
                stty(before);
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // the JVM is ending and runs the hook itself
                    Thread.onSpinWait();
                }
            };
        };
    }

    private static String stty(String... arguments) {
        var command = new java.util.ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(new File("/dev/tty"))
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new Trouble(
                        "the terminal cannot be put into raw mode: " + command + " said " + said);
            }
            return said;
        } catch (IOException e) {
            throw new Trouble("the terminal cannot be put into raw mode: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted", e);
        }
    }
}
