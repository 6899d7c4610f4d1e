package org.proofmark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a process cost.
///
/// @param wall seconds from its start to its end
/// @param cpu seconds of CPU, user and system, of all its threads; a shell's `times`
/// @param kib the highest resident set in KiB, asked of the kernel every 50 ms (VmHWM)
/// @param exit its exit code
record ChildCost(double wall, double cpu, long kib, int exit) {
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Pattern MINUTES = Pattern.compile("(\\d+)m([0-9.]+)s");

    /// Runs a command to its end; its output is thrown away.
    static ChildCost of(List<String> command) throws IOException, InterruptedException {
        var times = Files.createTempFile("proofmark-benchmark", ".times");
        try {
            var shell =
                    new ArrayList<>(
                            List.of(
                                    "bash",
                                    "-c",
                                    "\"$@\" >/dev/null 2>&1 </dev/null; code=$?; times >&3; exit $code",
                                    "measured"));
            shell.addAll(command);
            return measure(shell, times);
        } finally {
            Files.delete(times);
        }
    }

    private static ChildCost measure(List<String> shell, Path times)
            throws IOException, InterruptedException {
        // The shell's third stream is the file: what the command writes goes elsewhere.
        shell.set(2, "exec 3>'" + times + "'; " + shell.get(2));
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(shell)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long most = 0;
        while (!process.waitFor(LOOK)) {
            most =
                    Math.max(
                            most,
                            process.descendants()
                                    .mapToLong(p -> KernelStatus.kib(p, "status", "VmHWM:"))
                                    .sum());
        }
        double wall = (System.nanoTime() - start) / 1e9;
        return new ChildCost(wall, seconds(Files.readString(times)), most, process.exitValue());
    }

    /// The second line of `times`: user and system time of the shell's children.
    ///
    /// @throws IllegalStateException where that is no such text
    static double seconds(String times) {
        var lines = times.lines().toList();
        if (lines.size() < 2) {
            throw new IllegalStateException("the shell's 'times' said: '" + times + "'");
        }
        double seconds = 0;
        for (Matcher m = MINUTES.matcher(lines.get(1)); m.find(); ) {
            seconds += 60 * Double.parseDouble(m.group(1)) + Double.parseDouble(m.group(2));
        }
        return seconds;
    }
}
