package org.proofmark.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.proofmark.cli.lab.JavaCommand;

/// Whole lists: `analyse credentials` as a process of its own against `sort -u` of the same file,
/// one right after the other. The rows stand in no order, as where lines of production are put
/// together; what `sort` does with rows that are sorted already is printed, too.
final class AnalyserLists {
    private static final int[] MILLIONS = {1, 10};
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD = 12;
    private static final int UNITS_A_DAY = 20_000;
    private static final double AIM_ALL = 3;
    private static final double AIM_UNIQUE = 0.5;

    /// What kind of list.
    enum Kind {
        /// Random passwords, rows in no order.
        HONEST,
        /// The same, rows in the order of their ids.
        SORTED,
        /// The password's end is the MAC's.
        FROM_MAC
    }

    /// How long, and the highest resident set in KiB.
    private record Cost(double seconds, long kib) {}

    private AnalyserLists() {}

    static void run(PrintStream out) throws Exception {
        var folder = Files.createTempDirectory("proofmark-benchmark");
        try {
            double before = 0;
            for (int millions : MILLIONS) {
                before = measure(folder, millions, before, out);
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static double measure(Path folder, int millions, double before, PrintStream out)
            throws Exception {
        var table =
                new Table(
                        millions + " million units, " + AnalyserLists.rowBytes() + " bytes a row",
                        "",
                        "wall",
                        "peak RSS",
                        "of sort -u");
        double whole = 0;
        for (Kind kind : Kind.values()) {
            var list = folder.resolve("list.csv");
            write(list, kind, millions * 1_000_000);
            var name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            var sort = cost(sort(folder, list));
            table.row(name + ": sort -u", Figures.seconds(sort.seconds), mebibytes(sort), "1.00");
            if (kind != Kind.FROM_MAC) {
                row(table, name + ": duplicates alone", AIM_UNIQUE, sort, analyse(list, "unique"));
            }
            var all = analyse(list, "");
            row(table, name + ": whole analysis", AIM_ALL, sort, all);
            whole = kind == Kind.HONEST ? all.seconds : whole;
        }
        table.print(out);
        if (before > 0) {
            out.printf(
                    Locale.ROOT,
                    "  whole analysis, honest: %.1f times as long for ten times the units%n",
                    whole / before);
        }
        return whole;
    }

    private static void row(Table table, String name, double aim, Cost sort, Cost cost) {
        table.row(
                name + " (aim: at most " + aim + ")",
                Figures.seconds(cost.seconds),
                mebibytes(cost),
                Figures.ratio(cost.seconds / sort.seconds));
    }

    private static String mebibytes(Cost cost) {
        return cost.kib / 1024 + " MiB";
    }

    private static ProcessBuilder sort(Path folder, Path list) {
        return new ProcessBuilder(
                List.of(
                        "sort",
                        "-u",
                        "-T",
                        folder.toString(),
                        "-o",
                        folder.resolve("sorted").toString(),
                        list.toString()));
    }

    private static Cost analyse(Path list, String claim) throws Exception {
        var arguments =
                claim.isEmpty()
                        ? List.of("analyse", "credentials", list.toString())
                        : List.of("analyse", "credentials", list.toString(), "--claim", claim);
        return cost(new ProcessBuilder(JavaCommand.of("analyser", arguments)));
    }

    private static Cost cost(ProcessBuilder command) throws Exception {
        long start = System.nanoTime();
        var process =
                command.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long most = 0;
        while (!process.waitFor(LOOK)) {
            most = Math.max(most, KernelStatus.kib(process.toHandle(), "status", "VmHWM:"));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() > 2) {
            throw new IllegalStateException(
                    command.command() + " ended with " + process.exitValue());
        }
        return new Cost(seconds, most);
    }

    private static int rowBytes() {
        return row(new StringBuilder(), Kind.HONEST, 0, new SplittableRandom(0)).length();
    }

    private static void write(Path file, Kind kind, int units) throws IOException {
        var random = new SplittableRandom(units);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write(
                    "unit_id,serial,mac,ssid,manufactured,password\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var row = new StringBuilder();
            for (int i = 0; i < units; i++) {
                // A prime that divides no power of ten: each number once, in no order.
                int index = kind == Kind.SORTED ? i : (int) (i * 7_368_787L % units);
                row.setLength(0);
                out.write(
                        row(row, kind, index, random)
                                .toString()
                                .getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static StringBuilder row(
            StringBuilder row, Kind kind, int index, SplittableRandom random) {
        var mac =
                java.util.HexFormat.of()
                        .withUpperCase()
                        .toHexDigits(0x5C0272000000L + 3L * index, 12);
        row.append('U').append(100_000_000 + index).append(",SN").append(200_000_000 + index);
        for (int i = 0; i < 12; i += 2) {
            row.append(i == 0 ? ',' : ':').append(mac, i, i + 2);
        }
        row.append(",ACME-").append(mac, 6, 12).append(',');
        row.append(LocalDate.of(2024, 1, 1).plusDays(index / UNITS_A_DAY)).append(',');
        for (int i = 0; i < (kind == Kind.FROM_MAC ? PASSWORD - 8 : PASSWORD); i++) {
            row.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        if (kind == Kind.FROM_MAC) {
            row.append(mac, 4, 12);
        }
        return row.append('\n');
    }
}
