package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.lab.JavaCommand;

/// How much longer a run takes than the device needs: C1 with its resets, on one rig, two units
/// side by side. The device needs its boots, the holds of its button and its restarts; logins,
/// settling times and proofs are the harness's. A first, short demo counts nowhere: it makes the
/// archives of loaded classes where this build has none yet.
///
/// @param resets per unit
record Overhead(int resets) implements Benchmarks.Benchmark {
    private static final double AIM = 1.05;

    /// What C1 prints when it is up.
    private static final String MARKER = "READY";

    @Override
    public void run(PrintStream out) throws Exception {
        var cache = System.getProperty("proofmark.cache");
        new Overhead(1).demo(cache);
        var attempts = demo(cache);
        var whole = total(attempts, AttemptLog::whole);
        var device = total(attempts, AttemptLog::device);
        var boots = total(attempts, a -> AttemptLog.sum(a.boots()));
        var holds = total(attempts, a -> AttemptLog.sum(a.holds()));
        var restarts = total(attempts, a -> AttemptLog.sum(a.restarts()));
        new Table(
                        "Overhead: C1, " + resets + " resets, two units, seconds per unit",
                        "",
                        "time",
                        "share")
                .row("collect run", mean(whole, attempts), share(whole, whole))
                .row("  device: boots", mean(boots, attempts), share(boots, whole))
                .row("  device: button held", mean(holds, attempts), share(holds, whole))
                .row("  device: restarts", mean(restarts, attempts), share(restarts, whole))
                .row("  all else", mean(whole - device, attempts), share(whole - device, whole))
                .row("run / device (aim: at most " + AIM + ")", Figures.ratio(whole / device), "")
                .print(out);
        out.println();
        steps(attempts, whole).print(out);
        out.println();
        starts(attempts, out);
    }

    private static Table steps(List<AttemptLog> attempts, double whole) {
        var steps = new LinkedHashMap<String, Double>();
        var harness = new LinkedHashMap<String, Double>();
        for (var attempt : attempts) {
            attempt.steps()
                    .forEach((step, spans) -> {
                        steps.merge(step, AttemptLog.sum(spans), Double::sum);
                        harness.merge(step, attempt.harness(spans), Double::sum);
                    });
        }
        var table =
                new Table(
                        "Where a run's time goes, by step",
                        "step",
                        "time",
                        "not the device's",
                        "share");
        var before = total(attempts, a -> a.firstRecord() - a.opened());
        table.row(
                "order taken → first record",
                mean(before, attempts),
                mean(before, attempts),
                share(before, whole));
        harness.entrySet().stream()
                .sorted((a, b) -> Double.compare(b.getValue(), a.getValue()))
                .forEach(e ->
                        table.row(
                                e.getKey(),
                                mean(steps.getOrDefault(e.getKey(), 0.0), attempts),
                                mean(e.getValue(), attempts),
                                share(e.getValue(), whole)));
        return table;
    }

    private void starts(List<AttemptLog> with, PrintStream out) throws Exception {
        var without = new Overhead(1).demo(null);
        new Table("Start of a suite process: order taken → first record", "", "mean")
                .row("with the archive of loaded classes", start(with))
                .row("without", start(without))
                .print(out);
    }

    private static String start(List<AttemptLog> attempts) {
        return mean(total(attempts, a -> a.firstRecord() - a.opened()), attempts);
    }

    private static double total(List<AttemptLog> attempts, ToDoubleFunction<AttemptLog> of) {
        return attempts.stream().mapToDouble(of).sum();
    }

    private static String mean(double sum, List<AttemptLog> attempts) {
        return Figures.seconds(sum / attempts.size());
    }

    private static String share(double part, double whole) {
        return Math.round(100 * part / whole) + " %";
    }

    /// Runs `demo` as a person does and reads its evidence.
    ///
    /// @param cache the folder of class archives; null = none
    private List<AttemptLog> demo(@Nullable String cache) throws Exception {
        var folder = Files.createTempDirectory("proofmark-benchmark");
        var command =
                new ArrayList<>(
                        JavaCommand.of(
                                "cli",
                                List.of(
                                        "demo",
                                        "--devices",
                                        "C1",
                                        "--resets",
                                        Integer.toString(resets),
                                        "--out",
                                        folder.resolve("report").toString())));
        if (cache == null) {
            command.removeIf(a -> a.contains("SharedArchive") || a.contains("proofmark.cache"));
        }
        var log = folder.resolve("demo.log").toFile();
        var process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        var code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("demo ended with " + code + "; see " + log);
        }
        var attempts = read(folder.resolve("report/evidence/C1"));
        remove(folder);
        return attempts;
    }

    private static List<AttemptLog> read(Path device) throws IOException {
        try (var folders = Files.walk(device)) {
            return folders.filter(f -> f.endsWith("collect-1"))
                    .sorted()
                    .map(Overhead::attempt)
                    .toList();
        }
    }

    private static AttemptLog attempt(Path folder) {
        try {
            return AttemptLog.read(folder, MARKER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
