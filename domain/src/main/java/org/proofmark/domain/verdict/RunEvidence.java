package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;

/// What was seen in one run.
///
/// @param attempts every attempt there was, in any order; empty where none has begun
public record RunEvidence(RunId run, Phase phase, List<AttemptEvidence> attempts) {
    public RunEvidence {
        attempts = List.copyOf(attempts);
    }
}
