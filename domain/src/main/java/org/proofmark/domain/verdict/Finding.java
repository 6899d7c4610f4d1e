package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.observation.EvidenceRef;

/// What was seen and fails no requirement.
///
/// @param unit the unit's id, or empty where it concerns the whole population
public record Finding(
        String population, String device, String unit, Reason reason, List<EvidenceRef> evidence) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
