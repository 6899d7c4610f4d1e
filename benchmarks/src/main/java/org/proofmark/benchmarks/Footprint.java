package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.proofmark.cli.simulated.SimulatedLab;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;

/// Memory and CPU of the processes, as the kernel counts them: controller and agent while nothing
/// is to be done, then each with a suite process during a run of C1. The resident set (RSS) counts
/// every page that is in memory; its proportional share (PSS) divides those that processes share,
/// such as the JVM's own code, among them. Aims are compared with the larger of the two, the RSS.
final class Footprint implements Benchmarks.Benchmark {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final String ROLLUP = "smaps_rollup";
    private static final Duration LOOK = Duration.ofMillis(200);

    @Override
    public void run(PrintStream out) throws Exception {
        var entry = SimulatedCatalogue.find("C1").orElseThrow();
        try (var lab = SimulatedLab.start(new SimulatedLab.Plan(List.of(entry), 1, 1))) {
            Thread.sleep(IDLE);
            var controller = process(" controller ");
            var agent = process(" rig ");
            var before = List.of(cpu(controller), cpu(agent));
            Thread.sleep(IDLE);
            var table =
                    new Table("Memory and CPU", "process", "RSS", "PSS", "CPU of one core")
                            .row(
                                    "idle controller",
                                    rss(controller),
                                    pss(controller),
                                    share(before.get(0), controller))
                            .row(
                                    "idle agent, 2 slots (aim: below 150 MB)",
                                    rss(agent),
                                    pss(agent),
                                    share(before.get(1), agent));
            peaks(lab)
                    .forEach((name, peak) ->
                            table.row(name, mebibytes(peak.rss()), mebibytes(peak.pss()), ""));
            table.row("controller after a campaign", rss(controller), pss(controller), "");
            table.row("agent after a campaign", rss(agent), pss(agent), "");
            table.print(out);
        }
    }

    /// @param rss the highest that the kernel saw, KiB
    /// @param pss the highest that was looked at, KiB
    private record Peak(long rss, long pss) {
        Peak higher(Peak other) {
            return new Peak(Math.max(rss, other.rss), Math.max(pss, other.pss));
        }
    }

    /// The highest memory of each suite process of a run.
    private static Map<String, Peak> peaks(SimulatedLab lab) throws InterruptedException {
        var peaks = new TreeMap<String, Peak>();
        var run = Thread.ofPlatform().start(() -> lab.run(2, new Nobody()));
        var names = new TreeMap<Long, String>();
        while (!run.join(LOOK)) {
            ProcessHandle.current()
                    .descendants()
                    .filter(commandHas("org.proofmark.benchremote."))
                    .forEach(suite -> {
                        var name =
                                names.computeIfAbsent(
                                        suite.pid(), _ -> "suite process " + (names.size() + 1));
                        var kib = KernelStatus.kib(suite, "status", "VmHWM:");
                        if (kib > 0) {
                            var peak = new Peak(kib, KernelStatus.kib(suite, ROLLUP, "Pss:"));
                            peaks.merge(name + ", peak", peak, Peak::higher);
                        }
                    });
        }
        return peaks;
    }

    private static ProcessHandle process(String word) {
        return ProcessHandle.current()
                .children()
                .filter(commandHas(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no child runs" + word));
    }

    /// The whole command line; the JDK's own view of it is cut off by the kernel's old limit.
    private static Predicate<ProcessHandle> commandHas(String word) {
        return process -> {
            try {
                var file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
                return (Files.readString(file).replace('\0', ' ') + " ").contains(word);
            } catch (IOException e) {
                // it has ended
                return false;
            }
        };
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String share(Duration before, ProcessHandle process) {
        var used = cpu(process).minus(before);
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * used.toMillis() / IDLE.toMillis());
    }

    private static String rss(ProcessHandle process) {
        return mebibytes(KernelStatus.kib(process, "status", "VmRSS:"));
    }

    private static String pss(ProcessHandle process) {
        return mebibytes(KernelStatus.kib(process, ROLLUP, "Pss:"));
    }

    private static String mebibytes(long kib) {
        return kib / 1024 + " MiB";
    }
}
