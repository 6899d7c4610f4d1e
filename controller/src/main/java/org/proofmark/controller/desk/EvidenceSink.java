package org.proofmark.controller.desk;

import org.proofmark.domain.observation.EvidenceRef;

/// Where a desk run keeps what it fetched.
@FunctionalInterface
public interface EvidenceSink {
    /// Stores the bytes and returns when they are safe.
    ///
    /// @param name unique within a desk run, such as `disclosure.body`
    EvidenceRef store(String name, String mediaType, byte[] content);
}
