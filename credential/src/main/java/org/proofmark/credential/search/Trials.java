package org.proofmark.credential.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Counts the transforms that were tried: what every finding's probability is corrected for. Not
/// thread-safe.
public final class Trials {
    private final Map<String, Long> byKind = new LinkedHashMap<>();

    /// So many more of this kind were tried.
    public void add(String kind, long count) {
        byKind.merge(kind, count, Long::sum);
    }

    /// Those that another has counted.
    public void addAll(Trials other) {
        other.byKind.forEach(this::add);
    }

    /// How many of each kind.
    public Map<String, Long> byKind() {
        return Collections.unmodifiableMap(byKind);
    }

    /// All of them.
    public long total() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }
}
