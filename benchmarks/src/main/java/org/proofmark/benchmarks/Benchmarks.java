package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `proofmark benchmark [NAME…] [OPTION…]`: measures and prints tables; options are those of
/// `analyser` ([AnalyserOptions]). Exit code 0 when everything was measured, 3 for a name or an
/// option that there is not.
public final class Benchmarks {
    private Benchmarks() {}

    /// One measurement.
    interface Benchmark {
        /// Prints a table.
        void run(PrintStream out) throws Exception;
    }

    private static Map<String, Benchmark> all(AnalyserOptions options) {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("overhead", new Overhead(10));
        all.put("latency", new Latency(1000));
        all.put("footprint", new Footprint());
        all.put("ymodem", new YmodemSpeed(3));
        all.put("analyser", new Analyser(options));
        return all;
    }

    /// @param args names of benchmarks, none = all; from the first that begins with '--', options
    public static void main(String[] args) throws Exception {
        var names = Arrays.stream(args).takeWhile(a -> !a.startsWith("--")).toList();
        var all = all(options(List.of(args).subList(names.size(), args.length)));
        var wanted = names.isEmpty() ? List.copyOf(all.keySet()) : names;
        for (var name : wanted) {
            if (!all.containsKey(name)) {
                System.err.println(
                        "proofmark: there is no benchmark '"
                                + name
                                + "'; there are "
                                + String.join(", ", all.keySet()));
                System.exit(3);
            }
        }
        System.out.println(machine());
        for (var name : wanted) {
            System.out.println();
            java.util.Objects.requireNonNull(all.get(name)).run(System.out);
        }
    }

    private static AnalyserOptions options(List<String> options) {
        try {
            return AnalyserOptions.parse(options);
        } catch (IllegalArgumentException e) {
            System.err.println("proofmark: " + e.getMessage());
            System.exit(3);
            throw e;
        }
    }

    /// Figures without the machine and its load say nothing.
    private static String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %s %s, %d cores, Java %s, load %.1f at the start",
                Instant.now().truncatedTo(ChronoUnit.MINUTES),
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                Runtime.version(),
                system.getSystemLoadAverage());
    }
}
