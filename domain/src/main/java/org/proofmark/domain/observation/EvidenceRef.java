package org.proofmark.domain.observation;

import org.proofmark.domain.run.Digest;

/// Evidence by its digest.
///
/// @param digest over the plain bytes
/// @param name such as `console.raw`, unique within the attempt
/// @param sizeBytes 0 or more
public record EvidenceRef(Digest digest, String name, String mediaType, long sizeBytes) {}
