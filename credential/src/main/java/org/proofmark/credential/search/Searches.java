package org.proofmark.credential.search;

import java.util.List;

/// Every search there is.
public final class Searches {
    private Searches() {}

    /// All, those with the most telling explanation first.
    public static List<Detector> all() {
        return List.of(
                new FamilySearch(),
                new LatticeSearch(),
                new PlainSearch(),
                new AlphabetSearch(),
                new ArithmeticSearch(),
                new StepSearch(),
                new PositionSearch(),
                new DateSearch(),
                new SeedSearch(),
                new DictionarySearch(),
                new NeighbourSearch());
    }
}
