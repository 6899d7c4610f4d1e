package org.proofmark.credential.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;

/// What plots of a population show. No password can be read from it.
///
/// @param units that were searched deeply and have passwords of their own
/// @param positions one for each character of the password; none where lengths differ
/// @param neighbours share of pairs of neighbours in serial order that differ at so many positions,
///   from 0 on; empty where lengths differ or there are fewer than three units
/// @param strangers the same for pairs at random
public record PopulationPicture(
        int units, List<Position> positions, List<Double> neighbours, List<Double> strangers) {
    private static final int PAIRS = 20_000;

    /// Fixed, so that the same list gives the same picture.
    private static final long SEED = 8_151;

    public PopulationPicture {
        positions = List.copyOf(positions);
        neighbours = List.copyOf(neighbours);
        strangers = List.copyOf(strangers);
    }

    /// One place of the password.
    ///
    /// @param distinct how many different characters stand there, 1 or more
    /// @param commonest the share of units that have the commonest of them, above 0, at most 1
    public record Position(int distinct, double commonest) {}

    /// The picture of a study.
    public static PopulationPicture of(Study study) {
        var rows = study.units().stream().map(PopulationUnit::password).toList();
        if (rows.isEmpty() || study.shape().length() == 0) {
            return new PopulationPicture(rows.size(), List.of(), List.of(), List.of());
        }
        var positions = new ArrayList<Position>();
        for (int i = 0; i < study.shape().length(); i++) {
            positions.add(position(rows, i));
        }
        if (rows.size() < 3) {
            return new PopulationPicture(rows.size(), positions, List.of(), List.of());
        }
        var neighbours = new int[study.shape().length() + 1];
        for (int i = 1; i < rows.size(); i++) {
            neighbours[difference(rows.get(i - 1), rows.get(i))]++;
        }
        var strangers = new int[neighbours.length];
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < PAIRS; i++) {
            int left = random.nextInt(rows.size());
            int right = (left + 1 + random.nextInt(rows.size() - 1)) % rows.size();
            strangers[difference(rows.get(left), rows.get(right))]++;
        }
        return new PopulationPicture(rows.size(), positions, shares(neighbours), shares(strangers));
    }

    private static Position position(List<String> rows, int index) {
        var counts = new HashMap<Character, Integer>();
        rows.forEach(row -> counts.merge(row.charAt(index), 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new Position(counts.size(), (double) most / rows.size());
    }

    private static int difference(String left, String right) {
        int different = 0;
        for (int i = 0; i < left.length(); i++) {
            different += left.charAt(i) == right.charAt(i) ? 0 : 1;
        }
        return different;
    }

    private static List<Double> shares(int[] counts) {
        double all = java.util.Arrays.stream(counts).sum();
        return java.util.Arrays.stream(counts).mapToObj(count -> count / all).toList();
    }
}
