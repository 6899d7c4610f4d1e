package org.proofmark.credential.search;

import java.util.List;
import java.util.Random;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// A permutation test: do units that were made one after the other have passwords more alike than
/// units at random? It explains nothing, so a person must judge.
final class NeighbourSearch implements Detector {
    private static final int MIN_UNITS = 10;
    private static final int MAX_UNITS = 2_000;
    private static final int SHUFFLES = 200;

    /// Batches and other prefixes by policy make neighbours alike at such positions.
    private static final int POLICY_VALUES = 4;

    /// Fixed, so that the same list gives the same answer.
    private static final long SEED = 20_240_429;

    /// Chance at most 1e-9 by Chernoff's bound for a Poisson count.
    private static final double LOG10_LIMIT = -9;

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        if (study.size() < MIN_UNITS || study.size() > MAX_UNITS || study.shape().length() == 0) {
            return List.of();
        }
        trials.add("neighbours in serial order", 1);
        var positions =
                study.shape().variable().stream()
                        .filter(p -> study.shape().distinct().get(p) > POLICY_VALUES)
                        .mapToInt(Integer::intValue)
                        .toArray();
        var rows =
                study.units().stream()
                        .map(u -> Study.fold(u.password()).toCharArray())
                        .toArray(char[][]::new);
        long seen = alike(rows, positions);
        double expected = expected(rows, positions);
        double log10 = -log10Tail((double) seen, expected);
        if (seen <= expected || log10 > LOG10_LIMIT) {
            return List.of();
        }
        return List.of(
                new PopulationFinding(
                        FindingClass.NEIGHBOURS,
                        PopulationFinding.Weight.ASKS,
                        "serial order → equal characters of neighbours",
                        "Units that were made one after the other have passwords that are more alike ("
                                + seen
                                + " equal characters) than units in random order (about "
                                + Math.round(expected)
                                + "): does the generator depend on the order, such as by a counter or the"
                                + " time?",
                        study.size(),
                        study.units().stream().map(PopulationUnit::id).toList(),
                        java.util.Optional.empty(),
                        log10,
                        java.util.Optional.empty()));
    }

    private static long alike(char[][] rows, int[] positions) {
        long alike = 0;
        for (int i = 0; i + 1 < rows.length; i++) {
            for (int position : positions) {
                alike += rows[i][position] == rows[i + 1][position] ? 1 : 0;
            }
        }
        return alike;
    }

    private static double expected(char[][] rows, int[] positions) {
        var random = new Random(SEED);
        var shuffled = rows.clone();
        long sum = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                var row = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = row;
            }
            sum += alike(shuffled, positions);
        }
        return (double) sum / SHUFFLES;
    }

    /// Minus the logarithm of Chernoff's bound for at least `seen` where `expected` are.
    private static double log10Tail(double seen, double expected) {
        double mean = Math.max(expected, 0.01);
        return seen <= mean ? 0 : (seen * Math.log(seen / mean) - seen + mean) / Math.log(10);
    }
}
