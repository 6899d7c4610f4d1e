package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.TreeMap;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.specimen.FlawedSpecimens;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;
import org.proofmark.domain.verdict.Outcome;

/// How many units give a flawed generator away.
///
/// @param rounds lists of each generator and size
record AnalyserPower(int rounds) {
    private static final int[] SIZES = {4, 10, 30, 300};

    /// From here on a flaw that is no FAIL is printed.
    private static final int ENOUGH = 30;

    void print(PrintStream out) {
        var table =
                new Table(
                        "Flawed generators found (FAIL by the flaw's class)",
                        "units",
                        "lists",
                        "FAIL",
                        "INCONCLUSIVE",
                        "PASS");
        var missed = new ArrayList<String>();
        for (int units : SIZES) {
            var outcomes = new TreeMap<Outcome, Integer>();
            for (Flawed flawed : FlawedSpecimens.all()) {
                for (int round = 0; round < rounds; round++) {
                    var outcome = outcome(flawed, units, round);
                    outcomes.merge(outcome, 1, Integer::sum);
                    if (outcome != Outcome.FAIL && (units >= ENOUGH || outcome == Outcome.PASS)) {
                        missed.add(
                                flawed + ", " + units + " units, seed " + round + ": " + outcome);
                    }
                }
            }
            table.row(
                    "" + units,
                    "" + outcomes.values().stream().mapToInt(n -> n).sum(),
                    "" + outcomes.getOrDefault(Outcome.FAIL, 0),
                    "" + outcomes.getOrDefault(Outcome.INCONCLUSIVE, 0),
                    "" + outcomes.getOrDefault(Outcome.PASS, 0));
        }
        table.print(out);
        missed.forEach(miss -> out.println("  missed: " + miss));
    }

    private static Outcome outcome(Flawed flawed, int units, long seed) {
        var report = Analyser.analyse(flawed.specimen(), units, seed);
        boolean named =
                report.findings().stream()
                        .anyMatch(f ->
                                f.weight() == PopulationFinding.Weight.BREAKS
                                        && flawed.classes().contains(f.kind()));
        // A FAIL for another reason has not understood the flaw.
        return report.outcome() == Outcome.FAIL && !named ? Outcome.INCONCLUSIVE : report.outcome();
    }
}
