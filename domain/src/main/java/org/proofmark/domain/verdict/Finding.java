package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.observation.EvidenceRef;

/// What was seen and fails no requirement.
///
/// @param unit the unit's id, or empty where it concerns the whole population
/// @param sightings the records that show it; empty where none does
public record Finding(
        String population,
        String device,
        String unit,
        Reason reason,
        List<EvidenceRef> evidence,
        List<Sighting> sightings) {
    public Finding {
        evidence = List.copyOf(evidence);
        sightings = List.copyOf(sightings);
    }

    /// A finding that no record of an attempt shows, such as one on what is published.
    public Finding(
            String population,
            String device,
            String unit,
            Reason reason,
            List<EvidenceRef> evidence) {
        this(population, device, unit, reason, evidence, List.of());
    }

    /// The same, shown by these records.
    Finding seenIn(List<Sighting> records) {
        return new Finding(population, device, unit, reason, evidence, records);
    }
}
