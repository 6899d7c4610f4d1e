package org.proofmark.domain.verdict;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// How hard was looked.
///
/// @param preset its name
/// @param units units whose evidence counts
/// @param batches different batches of these, where they are known
/// @param resetsByPath proven resets over all of these units, by name of the path that was gone; 1
///   or more each
/// @param tries answered tries with universal defaults over all units and interfaces; an entry
///   counts once on an interface of a unit, however often it was tried there
public record Effort(
        String preset, int units, int batches, Map<String, Integer> resetsByPath, int tries) {
    public Effort {
        if (resetsByPath.values().stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException("a path that was gone has resets: " + resetsByPath);
        }
        resetsByPath = Collections.unmodifiableMap(new LinkedHashMap<>(resetsByPath));
    }

    /// Of batches that nobody knows.
    public Effort(String preset, int units, Map<String, Integer> resetsByPath, int tries) {
        this(preset, units, 0, resetsByPath, tries);
    }

    /// Proven resets over all units and paths.
    public int resets() {
        return resetsByPath.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Names of the paths that were gone.
    public List<String> resetPaths() {
        return List.copyOf(resetsByPath.keySet());
    }

    /// A breach shows in less than this fraction of the resets by any path; 1 says nothing. Each
    /// path is code of its own, so resets by one say nothing of another, and the path that was gone
    /// least counts.
    public double resetsBelow() {
        return Bounds.faultyBelow(
                resetsByPath.values().stream().mapToInt(Integer::intValue).min().orElse(0));
    }

    /// The same in words, path by path where they differ: `40 %`, `40 % by each path`, `5.0 % by
    /// button, 12 % by web`.
    ///
    /// @param what stands behind the first number, such as ` of resets`
    public String resetsBelow(String what) {
        if (new HashSet<>(resetsByPath.values()).size() < 2) {
            return Bounds.percent(resetsBelow())
                    + what
                    + (resetsByPath.size() < 2 ? "" : " by each path");
        }
        var byPath =
                resetsByPath.entrySet().stream()
                        .map(e ->
                                Bounds.percent(Bounds.faultyBelow(e.getValue()))
                                        + " by "
                                        + e.getKey())
                        .collect(Collectors.joining(", "));
        return byPath.replaceFirst(" by ", Matcher.quoteReplacement(what + " by "));
    }
}
