package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.specimen.HonestSpecimens;
import org.proofmark.credential.specimen.Specimen;
import org.proofmark.domain.verdict.Outcome;

/// How often honest generators are accused.
///
/// @param lists how many honest lists are searched
record AnalyserAlarms(int lists) {
    /// How many lists are aimed at.
    private static final int AIM = 10_000;

    private static final int[] SIZES = {10, 2, 30, 4, 6, 15, 60, 3, 8, 20, 40, 5, 7, 12, 25};

    /// @return what was not measured, for people
    List<String> print(PrintStream out) {
        var specimens = HonestSpecimens.all();
        var byKind = new LinkedHashMap<String, Map<Outcome, Integer>>();
        var alarms = new ArrayList<String>();
        long start = System.nanoTime();
        for (int i = 0; i < lists; i++) {
            var specimen = specimens.get(i % specimens.size());
            int units = SIZES[i / specimens.size() % SIZES.length];
            var report = Analyser.analyse(specimen, units, i);
            byKind.computeIfAbsent(specimen.name(), name -> new EnumMap<>(Outcome.class))
                    .merge(report.outcome(), 1, Integer::sum);
            if (report.outcome() == Outcome.FAIL) {
                alarms.add(alarm(specimen, units, i, report));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        table(byKind).print(out);
        out.printf(
                Locale.ROOT,
                "False alarms among %,d honest lists of %d kinds, %.2f s each: %d (aim: 0 of %,d: %s)%n",
                lists,
                byKind.size(),
                lists == 0 ? 0 : seconds / lists,
                alarms.size(),
                AIM,
                !alarms.isEmpty() ? "MISSED" : lists >= AIM ? "met" : "not decided by so few");
        alarms.forEach(alarm -> out.println("  " + alarm));
        return lists >= AIM
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                "%,d honest lists (%,d were searched; see --honest)",
                                AIM,
                                lists));
    }

    private static Table table(Map<String, Map<Outcome, Integer>> byKind) {
        var table = new Table("Honest generators", "kind", "lists", "PASS", "INCONCLUSIVE", "FAIL");
        byKind.forEach((kind, outcomes) ->
                table.row(
                        kind,
                        "" + outcomes.values().stream().mapToInt(n -> n).sum(),
                        "" + outcomes.getOrDefault(Outcome.PASS, 0),
                        "" + outcomes.getOrDefault(Outcome.INCONCLUSIVE, 0),
                        "" + outcomes.getOrDefault(Outcome.FAIL, 0)));
        return table;
    }

    private static String alarm(Specimen specimen, int units, int seed, PopulationReport report) {
        return specimen
                + ", "
                + units
                + " units, seed "
                + seed
                + ": "
                + report.findings().stream()
                        .filter(f -> f.weight() == PopulationFinding.Weight.BREAKS)
                        .map(PopulationFinding::transform)
                        .toList();
    }
}
