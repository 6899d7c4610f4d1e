package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.run.UnitId;

/// What was seen on one unit.
///
/// @param batch as the rig file says it, empty where nobody knows
/// @param runs at most one per phase
public record UnitEvidence(UnitId unit, String batch, List<RunEvidence> runs) {
    public UnitEvidence {
        runs = List.copyOf(runs);
        if (runs.stream().map(RunEvidence::phase).distinct().count() != runs.size()) {
            throw new IllegalArgumentException(
                    "unit "
                            + unit
                            + " has two runs of one phase; a retry is an attempt of one run");
        }
    }
}
