package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.scheme.Requirement;

/// What holds for a population under one requirement.
///
/// @param population `<profile id>@<firmware>`
/// @param device the catalogue's id, else the profile's
/// @param reasons never empty; the deciding ones first
/// @param evidence what to look at
public record Verdict(
        String population,
        String device,
        Requirement requirement,
        Outcome outcome,
        List<Reason> reasons,
        List<EvidenceRef> evidence,
        Effort effort) {
    public Verdict {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "a verdict wants a reason: " + population + " " + requirement);
        }
    }
}
