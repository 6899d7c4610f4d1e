package org.proofmark.domain.verdict;

import java.util.List;

/// How hard was looked.
///
/// @param preset its name
/// @param units units whose evidence counts
/// @param batches different batches of these, where they are known
/// @param resets proven resets over all of them
/// @param resetPaths names of the paths that were gone
/// @param tries answered tries with universal defaults over all units and interfaces; an entry
///   counts once on an interface of a unit, however often it was tried there
public record Effort(
        String preset, int units, int batches, int resets, List<String> resetPaths, int tries) {
    public Effort {
        resetPaths = List.copyOf(resetPaths);
    }

    /// Of batches that nobody knows.
    public Effort(String preset, int units, int resets, List<String> resetPaths, int tries) {
        this(preset, units, 0, resets, resetPaths, tries);
    }
}
