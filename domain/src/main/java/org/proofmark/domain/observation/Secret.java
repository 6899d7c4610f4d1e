package org.proofmark.domain.observation;

/// A secret by its name. The value is never part of an observation: it is sealed apart.
///
/// @param id unique within the attempt; two observations of the same value have the same id
public record Secret(String id) {
    public Secret {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a secret wants an id");
        }
    }
}
