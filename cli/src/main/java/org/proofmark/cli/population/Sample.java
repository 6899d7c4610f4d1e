package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.population.PopulationUnit;

/// The units that are searched deeply: all of a short list; of a longer one its first thousand,
/// which were made one after the other, and a thousand at random.
final class Sample {
    private static final int FIRST = DerivationAnalyser.MAXIMUM_STUDY / 2;
    private static final int RANDOM = DerivationAnalyser.MAXIMUM_STUDY - FIRST;

    /// Fixed, so that the same list gives the same answer.
    private static final long SEED = 303_645;

    private final List<ListRow> first = new ArrayList<>();
    private final List<ListRow> others = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private long seen;

    /// Reservoir sampling (algorithm R).
    void row(ListRow row) {
        if (first.size() < FIRST) {
            first.add(row.alone());
            return;
        }
        seen++;
        if (others.size() < RANDOM) {
            others.add(row.alone());
            return;
        }
        long place = random.nextLong(seen);
        if (place < RANDOM) {
            others.set((int) place, row.alone());
        }
    }

    /// One unit of each id, the first in the list.
    List<PopulationUnit> units() {
        var rows = new ArrayList<>(first);
        rows.addAll(others);
        rows.sort(java.util.Comparator.comparingLong(ListRow::line));
        var ids = new HashSet<String>();
        return rows.stream().filter(row -> ids.add(row.id())).map(ListRow::unit).toList();
    }
}
