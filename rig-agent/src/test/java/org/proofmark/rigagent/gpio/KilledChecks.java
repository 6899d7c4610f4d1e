package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Processes that hold lines and end: in order, and by SIGKILL.
record KilledChecks(SimChip chip) {
    static List<ChipChecks.Check> all() {
        return List.of(
                new ChipChecks.Check(
                        "after SIGKILL a line goes to its released level, once",
                        chip -> new KilledChecks(chip).killed()),
                new ChipChecks.Check(
                        "a process that ends in order and starts anew moves no line",
                        chip -> new KilledChecks(chip).restarted()));
    }

    /// One line is held active high and one active low, both active: both go to their released
    /// levels, which are the idle ones.
    private void killed() throws IOException, InterruptedException {
        chip.pull("RELAY0", false);
        chip.pull("RELAY1", true);
        var process = holder("RELAY0", "high", "RELAY1", "low");
        try (var first = chip.watch("RELAY0");
                var second = chip.watch("RELAY1")) {
            take(process);
            assertThat(first.changes()).containsExactly(true);
            assertThat(second.changes()).containsExactly(false);
            process.destroyForcibly();
            assertThat(process.waitFor(ChipChecks.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(first.changes()).containsExactly(true, false);
            assertThat(second.changes()).containsExactly(false, true);
        }
    }

    private void restarted() throws IOException, InterruptedException {
        chip.pull("RELAY0", false);
        chip.pull("RELAY1", true);
        for (int start = 0; start < 2; start++) {
            var process = holder("RELAY0", "low", "RELAY1", "high");
            try (var first = chip.watch("RELAY0");
                    var second = chip.watch("RELAY1")) {
                take(process);
                process.getOutputStream().close();
                assertThat(process.waitFor(ChipChecks.LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                assertThat(first.changes()).isEmpty();
                assertThat(second.changes()).isEmpty();
            }
        }
    }

    /// Starts a process, and returns when it is about to take lines.
    private static Process holder(String... linesAndLevels) throws IOException {
        var command = new ArrayList<>(ChipChecks.java());
        command.add(LineHolder.class.getName());
        command.addAll(List.of(linesAndLevels));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        await(process, LineHolder.READY);
        return process;
    }

    /// Lets it take the lines, and returns when it has.
    private static void take(Process process) throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await(process, LineHolder.HOLDS);
    }

    private static void await(Process process, String word) throws IOException {
        var said = new StringBuilder();
        int next = process.getInputStream().read();
        while (next >= 0 && !said.toString().endsWith(word)) {
            said.append((char) next);
            next = process.getInputStream().read();
        }
        if (next < 0) {
            throw new IOException("the holder of lines ended: " + said);
        }
    }
}
