package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.cli.lab.JavaCommand;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.specimen.HonestSpecimens;
import org.proofmark.credential.specimen.Specimen;

/// The analyser of populations: the cost of a search, whole lists against `sort -u`, how many units
/// give a flawed generator away, and how often honest ones are accused.
record Analyser(AnalyserOptions options) implements Benchmarks.Benchmark {
    private static final int UNITS = 30;
    private static final double AIM_SECONDS = 2;

    @Override
    public void run(PrintStream out) throws Exception {
        search(out);
        out.println();
        var missing = new ArrayList<>(new AnalyserLists(options, out).run());
        out.println();
        new AnalyserPower(options.quick() ? 1 : 3).print(out);
        out.println();
        missing.addAll(new AnalyserAlarms(options.honest()).print(out));
        out.println();
        missing.add("Parquet, JSONL, images given with --firmware, and campaigns");
        out.println("Not measured in this run:");
        missing.forEach(what -> out.println("  " + what));
    }

    static PopulationReport analyse(Specimen specimen, int units, long seed) {
        var list = specimen.list(units, new SplittableRandom(seed));
        return new DerivationAnalyser()
                .analyse(new Study(list, specimen.salts()), new Claim.NoRuleBroken());
    }

    private void search(PrintStream out) throws Exception {
        var specimens = HonestSpecimens.all();
        var process = coldProcess(specimens.getFirst());
        var seconds = new ArrayList<Double>();
        int step = options.quick() ? 4 : 1;
        double first = time(specimens.getFirst());
        for (int i = 0; i < specimens.size(); i += step) {
            seconds.add(time(specimens.get(i)));
        }
        double high = Figures.percentile(seconds, 99);
        var aim = "below " + AIM_SECONDS + " s";
        new Table("Search with all transforms, " + UNITS + " units, no finding", "", "wall", "aim")
                .row(
                        "a process of its own, JVM and all (CPU "
                                + Figures.seconds(process.cpu())
                                + ")",
                        Figures.seconds(process.wall()),
                        Figures.aim(aim, process.wall() < AIM_SECONDS))
                .row(
                        "first in its process",
                        Figures.seconds(first),
                        Figures.aim(aim, first < AIM_SECONDS))
                .row("warm: p50", Figures.seconds(Figures.percentile(seconds, 50)), "")
                .row("warm: p99", Figures.seconds(high), Figures.aim(aim, high < AIM_SECONDS))
                .row("warm: longest", Figures.seconds(Figures.percentile(seconds, 100)), "")
                .print(out);
    }

    private static double time(Specimen specimen) {
        var list = specimen.list(UNITS, new SplittableRandom(UNITS));
        long start = System.nanoTime();
        new DerivationAnalyser()
                .analyse(new Study(list, specimen.salts()), new Claim.NoRuleBroken());
        return (System.nanoTime() - start) / 1e9;
    }

    private static ChildCost coldProcess(Specimen specimen) throws Exception {
        var file = Files.createTempFile("proofmark-benchmark", ".csv");
        try {
            var text = new StringBuilder("unit_id,serial,mac,ssid,manufactured,password\n");
            for (PopulationUnit unit : specimen.list(UNITS, new SplittableRandom(UNITS))) {
                text.append(unit.id());
                for (var field : List.of("serial", "mac", "ssid", "manufactured")) {
                    text.append(',').append(unit.field(field).orElse(""));
                }
                text.append(',').append(unit.password()).append('\n');
            }
            Files.writeString(file, text);
            var command =
                    JavaCommand.of("analyser", List.of("analyse", "credentials", file.toString()));
            // The first start of a build makes the archive of loaded classes: it does not count.
            ChildCost.of(command);
            return ChildCost.of(command);
        } finally {
            Files.delete(file);
        }
    }
}
