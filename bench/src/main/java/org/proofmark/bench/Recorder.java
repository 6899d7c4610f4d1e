package org.proofmark.bench;

import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Secret;

/// Where a suite puts what it saw. Returns when it is on the rig's disk.
public interface Recorder {
    /// Records an observation.
    void observe(Observation observation);

    /// Gives a secret value its name, the same for the same value within an attempt; it travels
    /// sealed with the first observation that names it.
    Secret secret(String value);

    /// Says what is being done, for people who watch. Never a secret, never a decision.
    void progress(String step);

    /// Stores evidence.
    EvidenceRef evidence(String name, String mediaType, byte[] content);
}
