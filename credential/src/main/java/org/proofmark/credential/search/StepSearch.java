package org.proofmark.credential.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Shape;
import org.proofmark.credential.population.Study;

/// Counters whose step is small and not constant: in serial order, each password is a little more
/// (or less) than the one before.
final class StepSearch implements Detector {
    /// From here on, distances between units that are no neighbours say what chance does.
    private static final int UNITS_FOR_PAIRS = 12;

    private static final int MAX_PAIR_UNITS = 200;
    private static final double[] QUANTILES = {1, 0.95, 0.9, 0.75, 0.5};

    @Override
    public List<PopulationFinding> look(Study study, Trials trials) {
        var found = new ArrayList<PopulationFinding>();
        if (study.size() < 3) {
            return found;
        }
        double tried = (double) Numeral.ALL.size() * QUANTILES.length;
        trials.add("small steps in serial order", (long) tried);
        for (Numeral numeral : Numeral.ALL) {
            values(study, numeral)
                    .flatMap(v -> search(study, numeral, v, tried))
                    .ifPresent(found::add);
        }
        found.sort(Comparator.comparingDouble(PopulationFinding::log10Coincidence));
        return found.subList(0, Math.min(1, found.size()));
    }

    private static Optional<long[]> values(Study study, Numeral numeral) {
        var values = new long[study.size()];
        for (int i = 0; i < values.length; i++) {
            var value = numeral.read(study.core(study.units().get(i)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values[i] = value.getAsLong();
        }
        return Optional.of(values);
    }

    private static Optional<PopulationFinding> search(
            Study study, Numeral numeral, long[] values, double tried) {
        int steps = values.length - 1;
        var sizes = new long[steps];
        int up = 0;
        for (int i = 0; i < steps; i++) {
            long step = values[i + 1] - values[i];
            sizes[i] = Math.abs(step);
            up += step > 0 ? 1 : 0;
        }
        if (Math.max(up, steps - up) < 0.9 * steps) {
            return Optional.empty();
        }
        Arrays.sort(sizes);
        double best = 0;
        long limit = 0;
        for (double quantile : QUANTILES) {
            int within = Math.max(1, (int) Math.round(quantile * steps));
            long size = sizes[within - 1];
            double log10 =
                    Chance.LOG10_SEARCHES
                            + Math.log10(tried)
                            + Shape.log10Choose(steps, within)
                            + within * Math.min(0, log10Within(study, numeral, values, size));
            if (log10 < best) {
                best = log10;
                limit = size;
            }
        }
        // A few values that happen to rise are a matter of the strength limits.
        if (best > -0.5) {
            return Optional.empty();
        }
        double frame = study.shape().log10ChanceOfFrame();
        return finding(study, numeral, limit, best + Math.min(0, frame));
    }

    private static double log10Within(Study study, Numeral numeral, long[] values, long size) {
        double range =
                study.shape().length() > 0
                        ? study.shape().log10Values()
                        : Math.log10(numeral.base())
                                * study.core(study.units().getFirst()).length();
        double byModel = Math.log10(2.0 * size + 1) - range;
        return values.length < UNITS_FOR_PAIRS
                ? byModel
                : Math.max(byModel, log10PairsWithin(values, size));
    }

    /// How often two units that are no neighbours are as close as that.
    private static double log10PairsWithin(long[] values, long size) {
        int units = Math.min(values.length, MAX_PAIR_UNITS);
        long near = 0;
        long pairs = 0;
        for (int i = 0; i < units; i++) {
            for (int j = i + 2; j < units; j++) {
                pairs++;
                near += Math.abs(values[i] - values[j]) <= size ? 1 : 0;
            }
        }
        return Math.log10((near + 1.0) / (pairs + 1.0));
    }

    private static Optional<PopulationFinding> finding(
            Study study, Numeral numeral, long limit, double log10) {
        if (log10 > PopulationFinding.LOG10_ASKS) {
            return Optional.empty();
        }
        // Where so many values lie between neighbours, one does not give the other away.
        boolean close = limit < Shape.HONEST_KEYSPACE;
        boolean certain = close && log10 < PopulationFinding.LOG10_ACCUSES;
        return Optional.of(
                new PopulationFinding(
                        FindingClass.COUNTER,
                        certain ? PopulationFinding.Weight.BREAKS : PopulationFinding.Weight.ASKS,
                        "serial order → steps of at most "
                                + limit
                                + " → "
                                + numeral.name()
                                + ArithmeticSearch.framed(study),
                        String.format(
                                Locale.ROOT,
                                "In serial order, neighbours' passwords differ by at most %d (read as %s"
                                        + " numbers): passwords are counted"
                                        + (close
                                                ? ", and one unit's password gives its neighbours'"
                                                : "")
                                        + ". Draw passwords at random.%s",
                                limit,
                                numeral.name(),
                                certain
                                        ? ""
                                        : close
                                                ? " Chance may have done it: a few more units settle it."
                                                : " So many values lie between neighbours that one does not"
                                                        + " give the other away: is a counted part there by"
                                                        + " intention?"),
                        study.size(),
                        study.units().stream().map(PopulationUnit::id).toList(),
                        Optional.empty(),
                        log10,
                        Optional.empty()));
    }
}
