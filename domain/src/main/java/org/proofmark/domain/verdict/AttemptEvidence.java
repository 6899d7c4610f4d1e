package org.proofmark.domain.verdict;

import java.time.Instant;
import java.util.List;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.run.Fault;

/// What was seen in one attempt, in the order of the rig's sequence numbers.
///
/// Records that arrived after a fence are superseded and must not be given here.
///
/// @param number from 1
/// @param fenced a later attempt has taken over: this one passes nothing, and only a violation that
///   was seen before the fence counts
/// @param ended the rig's last record of it has come
/// @param completed that record said that the suite went through
/// @param faults in order; the first one bounds what counts
/// @param records in order
/// @param evidence blobs of the whole attempt, such as the raw console
public record AttemptEvidence(
        int number,
        boolean fenced,
        boolean ended,
        boolean completed,
        List<FaultRecord> faults,
        List<Observed> records,
        List<EvidenceRef> evidence) {
    public AttemptEvidence {
        faults = List.copyOf(faults);
        records = List.copyOf(records);
        evidence = List.copyOf(evidence);
        if (number < 1) {
            throw new IllegalArgumentException("attempt number wants 1 or more, got " + number);
        }
    }

    /// An observation with its place.
    ///
    /// @param sequence the rig's, from 1
    /// @param evidence blobs that belong to this observation alone; may be empty
    public record Observed(
            long sequence, Instant time, Observation observation, List<EvidenceRef> evidence) {
        public Observed {
            evidence = List.copyOf(evidence);
        }
    }

    /// A fault of the rig with its place.
    ///
    /// @param sequence the rig's; [Long#MAX_VALUE] for a fault that the controller itself found (a
    ///   rig that was lost), which came after all that is on record
    public record FaultRecord(long sequence, Fault fault) {}
}
