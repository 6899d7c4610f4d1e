package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.run.UnitId;

/// What was seen on one unit.
///
/// @param batch as the rig file says it, empty where nobody knows
public record UnitEvidence(UnitId unit, String batch, List<RunEvidence> runs) {
    public UnitEvidence {
        runs = List.copyOf(runs);
    }
}
