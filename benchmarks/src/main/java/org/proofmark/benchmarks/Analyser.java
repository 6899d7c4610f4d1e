package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.specimen.FlawedSpecimens;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;
import org.proofmark.credential.specimen.HonestSpecimens;
import org.proofmark.credential.specimen.Specimen;
import org.proofmark.domain.verdict.Outcome;

/// The analyser of populations: whole lists against `sort -u`, the cost of a search, how often
/// honest generators are accused, and how many units give a flawed one away.
///
/// @param honest how many honest populations
record Analyser(int honest) implements Benchmarks.Benchmark {
    private static final int[] HONEST_SIZES = {2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 60};
    private static final int[] FLAWED_SIZES = {4, 6, 10, 30};
    private static final int ROUNDS = 3;
    private static final int UNITS = 30;
    private static final double AIM_SECONDS = 2;

    @Override
    public void run(PrintStream out) throws Exception {
        AnalyserLists.run(out);
        out.println();
        cost(out);
        out.println();
        power(out);
        out.println();
        alarms(out);
    }

    private static PopulationReport analyse(Specimen specimen, int units, long seed) {
        var list = specimen.list(units, new SplittableRandom(seed));
        return new DerivationAnalyser()
                .analyse(new Study(list, specimen.salts()), new Claim.NoRuleBroken());
    }

    private static void cost(PrintStream out) {
        var seconds = new ArrayList<Double>();
        double first = 0;
        for (Specimen specimen : HonestSpecimens.all()) {
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                analyse(specimen, UNITS, round);
                seconds.add((System.nanoTime() - start) / 1e9);
                first = first == 0 ? seconds.getFirst() : first;
            }
        }
        new Table("Search with all transforms, " + UNITS + " units, no finding", "", "time")
                .row("first in its process", Figures.seconds(first))
                .row("p50", Figures.seconds(Figures.percentile(seconds, 50)))
                .row(
                        "p99 (aim: below " + AIM_SECONDS + " s)",
                        Figures.seconds(Figures.percentile(seconds, 99)))
                .row("longest", Figures.seconds(Figures.percentile(seconds, 100)))
                .print(out);
    }

    /// How often a flaw is a FAIL that names its class.
    private static void power(PrintStream out) {
        var table =
                new Table(
                        "Flawed generators found (FAIL by the flaw's class)",
                        "units",
                        "lists",
                        "FAIL",
                        "INCONCLUSIVE",
                        "PASS");
        var missed = new ArrayList<String>();
        for (int units : FLAWED_SIZES) {
            var outcomes = new TreeMap<Outcome, Integer>();
            int lists = 0;
            for (Flawed flawed : FlawedSpecimens.all()) {
                for (int round = 0; round < ROUNDS; round++) {
                    var outcome = outcome(flawed, units, round);
                    outcomes.merge(outcome, 1, Integer::sum);
                    lists++;
                    if (outcome != Outcome.FAIL && (units == UNITS || outcome == Outcome.PASS)) {
                        missed.add(
                                flawed + ", " + units + " units, seed " + round + ": " + outcome);
                    }
                }
            }
            table.row(
                    "" + units,
                    "" + lists,
                    "" + outcomes.getOrDefault(Outcome.FAIL, 0),
                    "" + outcomes.getOrDefault(Outcome.INCONCLUSIVE, 0),
                    "" + outcomes.getOrDefault(Outcome.PASS, 0));
        }
        table.print(out);
        missed.forEach(miss -> out.println("  missed: " + miss));
    }

    private static Outcome outcome(Flawed flawed, int units, long seed) {
        var report = analyse(flawed.specimen(), units, seed);
        boolean named =
                report.findings().stream()
                        .anyMatch(f ->
                                f.weight() == PopulationFinding.Weight.BREAKS
                                        && flawed.classes().contains(f.kind()));
        // A FAIL for another reason has not understood the flaw.
        return report.outcome() == Outcome.FAIL && !named ? Outcome.INCONCLUSIVE : report.outcome();
    }

    private void alarms(PrintStream out) {
        var specimens = HonestSpecimens.all();
        var alarms = new ArrayList<String>();
        var outcomes = new TreeMap<Outcome, Integer>();
        for (int i = 0; i < honest; i++) {
            var specimen = specimens.get(i % specimens.size());
            int units = HONEST_SIZES[i / specimens.size() % HONEST_SIZES.length];
            var report = analyse(specimen, units, i);
            outcomes.merge(report.outcome(), 1, Integer::sum);
            if (report.outcome() == Outcome.FAIL) {
                alarms.add(
                        specimen + ", " + units + " units, seed " + i + ": " + transforms(report));
            }
        }
        out.printf(
                Locale.ROOT,
                "False alarms among %,d honest lists of %d kinds, %d to %d units (aim: 0): %d%n",
                honest,
                specimens.size(),
                HONEST_SIZES[0],
                HONEST_SIZES[HONEST_SIZES.length - 1],
                alarms.size());
        out.println("  verdicts: " + outcomes);
        alarms.forEach(alarm -> out.println("  " + alarm));
    }

    private static List<String> transforms(PopulationReport report) {
        return report.findings().stream()
                .filter(f -> f.weight() == PopulationFinding.Weight.BREAKS)
                .map(PopulationFinding::transform)
                .toList();
    }
}
