package org.proofmark.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.proofmark.cli.lab.JavaCommand;

/// Whole lists: `analyse credentials` as a process of its own against `sort -u` of the same file,
/// one right after the other. The rows stand in no order, as where lines of production are put
/// together; what `sort` does with rows that are sorted already is printed, too.
final class AnalyserLists {
    /// The list, what sort writes, and what each of them holds beside on its way.
    private static final int COPIES = 4;

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

    private final AnalyserOptions options;
    private final PrintStream out;

    /// CPU seconds of a million units, by what was done.
    private final Map<String, Double> before = new HashMap<>();

    AnalyserLists(AnalyserOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /// Prints tables.
    ///
    /// @return what could not be measured, for people
    List<String> run() throws Exception {
        var missing = new ArrayList<String>();
        var folder = Files.createTempDirectory("proofmark-benchmark");
        try {
            measure(folder, AnalyserOptions.MILLION);
            if (options.rows() == AnalyserOptions.MILLION) {
                missing.add("lists of more than a million units, and growth (see --rows)");
            } else if (Files.getFileStore(folder).getUsableSpace() < bytes(options.rows())) {
                missing.add(
                        String.format(
                                Locale.ROOT,
                                "%,d units: that wants %,d MiB of disk in %s",
                                options.rows(),
                                bytes(options.rows()) >> 20,
                                folder));
            } else {
                out.println();
                measure(folder, options.rows());
            }
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        return missing;
    }

    private static long bytes(int rows) {
        return (long) COPIES * rowBytes() * rows;
    }

    private void measure(Path folder, int units) throws Exception {
        var table =
                new Table(
                        String.format(Locale.ROOT, "%,d units, %d bytes a row", units, rowBytes()),
                        "",
                        "wall",
                        "CPU",
                        "peak RSS",
                        "CPU of sort -u",
                        "wall of sort -u",
                        "aim (CPU)");
        var growth = new ArrayList<String>();
        for (Kind kind : kinds(units)) {
            var list = folder.resolve("list.csv");
            write(list, kind, units);
            var name = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            var sort = checked(ChildCost.of(sort(folder, list)), 0);
            row(table, name + ": sort -u", 0, sort, sort);
            var unique = checked(analyse(list, "unique"), 2);
            row(table, name + ": duplicates alone", AIM_UNIQUE, sort, unique);
            var all = checked(analyse(list, ""), 2);
            row(table, name + ": whole analysis", AIM_ALL, sort, all);
            growth(name + ", sort -u", sort, units).ifPresent(growth::add);
            growth(name + ", duplicates alone", unique, units).ifPresent(growth::add);
            growth(name + ", whole analysis", all, units).ifPresent(growth::add);
        }
        table.print(out);
        if (!growth.isEmpty()) {
            out.println("  CPU per row, against a million units (1.00 is linear):");
            growth.forEach(line -> out.println("    " + line));
        }
    }

    /// Rows that stand in order already are another case, not another size.
    private List<Kind> kinds(int units) {
        return options.quick() || units > AnalyserOptions.MILLION
                ? List.of(Kind.HONEST, Kind.FROM_MAC)
                : List.of(Kind.values());
    }

    private Optional<String> growth(String what, ChildCost cost, int units) {
        var million = before.get(what);
        if (million == null) {
            before.put(what, cost.cpu());
            return Optional.empty();
        }
        double factor = cost.cpu() / million * AnalyserOptions.MILLION / units;
        return Optional.of(what + ": " + Figures.ratio(factor));
    }

    private static void row(Table table, String name, double aim, ChildCost sort, ChildCost cost) {
        double ratio = cost.cpu() / sort.cpu();
        table.row(
                name,
                Figures.seconds(cost.wall()),
                Figures.seconds(cost.cpu()),
                cost.kib() / 1024 + " MiB",
                Figures.ratio(ratio),
                Figures.ratio(cost.wall() / sort.wall()),
                aim == 0 ? "" : Figures.aim("at most " + aim, ratio <= aim));
    }

    private static List<String> sort(Path folder, Path list) {
        return List.of(
                "sort",
                "-u",
                "-T",
                folder.toString(),
                "-o",
                folder.resolve("sorted").toString(),
                list.toString());
    }

    private static ChildCost analyse(Path list, String claim) throws Exception {
        var arguments =
                claim.isEmpty()
                        ? List.of("analyse", "credentials", list.toString())
                        : List.of("analyse", "credentials", list.toString(), "--claim", claim);
        return ChildCost.of(JavaCommand.of("analyser", arguments));
    }

    /// @param most the highest exit code that says that the work was done
    private static ChildCost checked(ChildCost cost, int most) {
        if (cost.exit() > most) {
            throw new IllegalStateException("a measured process ended with " + cost.exit());
        }
        return cost;
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
