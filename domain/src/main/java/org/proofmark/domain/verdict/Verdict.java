package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.scheme.Requirement;

/// What holds for a population under one requirement.
///
/// @param population `<profile id>@<firmware>`
/// @param device the catalogue's id, else the profile's
/// @param reasons never empty; the deciding ones first
/// @param evidence what to look at
/// @param sightings by the codes of the reasons: the records that show them, where there are any
public record Verdict(
        String population,
        String device,
        Requirement requirement,
        Outcome outcome,
        List<Reason> reasons,
        List<EvidenceRef> evidence,
        Effort effort,
        Map<String, List<Sighting>> sightings) {
    public Verdict {
        reasons = List.copyOf(reasons);
        evidence = List.copyOf(evidence);
        sightings = Map.copyOf(sightings);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException(
                    "a verdict wants a reason: " + population + " " + requirement);
        }
    }

    /// What follows for what was not looked at; there for a PASS on units.
    public Optional<Bound> bound() {
        return outcome == Outcome.PASS && effort.units() > 0
                ? Optional.of(new Bound(effort))
                : Optional.empty();
    }

    /// A verdict that no record of an attempt shows, such as one on what is published.
    public Verdict(
            String population,
            String device,
            Requirement requirement,
            Outcome outcome,
            List<Reason> reasons,
            List<EvidenceRef> evidence,
            Effort effort) {
        this(population, device, requirement, outcome, reasons, evidence, effort, Map.of());
    }
}
