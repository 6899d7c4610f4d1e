package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Groups of units with one password, over a whole list: counted for all, named for some.
final class SharedPasswords {
    private static final int MAX_NAMED_GROUPS = 1_000;
    private static final int MAX_NAMED_UNITS = 5;

    private final long[] repeated;
    private final int[] counts;
    private final long[] checks;
    private final Map<Long, List<String>> named = new HashMap<>();

    /// @param repeated sorted hashes of passwords that come more than once
    SharedPasswords(long[] repeated) {
        this.repeated = repeated;
        this.counts = new int[repeated.length];
        this.checks = new long[repeated.length];
    }

    /// @param hashes made `repeated`
    /// @param check another hash: passwords are equal where both are
    void row(ListRow row, RowHash hashes, RowHash check) {
        long hash = row.secretHash(hashes);
        int index = Arrays.binarySearch(repeated, hash);
        if (index < 0) {
            return;
        }
        long checked = row.secretHash(check);
        if (counts[index] == 0) {
            checks[index] = checked;
        } else if (checks[index] != checked) {
            return;
        }
        counts[index]++;
        var ids = named.get(hash);
        if (ids == null && named.size() < MAX_NAMED_GROUPS) {
            ids = new ArrayList<>();
            named.put(hash, ids);
        }
        if (ids != null && ids.size() < MAX_NAMED_UNITS) {
            ids.add(row.id());
        }
    }

    /// A password that several rows of one unit have is not shared.
    long groups() {
        return Arrays.stream(counts).filter(count -> count > 1).count();
    }

    long units() {
        return Arrays.stream(counts).filter(count -> count > 1).asLongStream().sum();
    }

    /// The largest of those that were named.
    List<List<String>> largest(int limit) {
        return named.entrySet().stream()
                .filter(entry -> count(entry.getKey()) > 1)
                .sorted(
                        java.util.Comparator.comparingInt(
                                        (Map.Entry<Long, List<String>> e) -> -count(e.getKey()))
                                .thenComparing(e -> e.getValue().getFirst()))
                .limit(limit)
                .map(Map.Entry::getValue)
                .toList();
    }

    private int count(long hash) {
        return counts[Arrays.binarySearch(repeated, hash)];
    }
}
