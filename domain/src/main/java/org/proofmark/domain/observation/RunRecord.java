package org.proofmark.domain.observation;

import java.time.Instant;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;

/// One record of an attempt, in the order in which the rig made it.
///
/// @param attempt whose record it is
/// @param sequence from 1, without holes within the attempt
/// @param createTime the rig's wall clock, for people; it may step
/// @param monotonicNanos the rig's monotonic clock, only to be compared within one attempt
public record RunRecord(
        Attempt attempt, long sequence, Instant createTime, long monotonicNanos, What what) {
    public RunRecord {
        if (sequence < 1) {
            throw new IllegalArgumentException(
                    "a record's sequence wants 1 or more, got " + sequence);
        }
    }

    /// What is on record.
    public sealed interface What {
        /// A step, for people who follow; no decision and no secret.
        record Progress(String step) implements What {}

        /// Something seen.
        record Observed(Observation observation) implements What {}

        /// Evidence that was put by.
        record Kept(EvidenceRef evidence) implements What {}

        /// A fault of the rig.
        record Faulted(Fault fault) implements What {}

        /// The attempt's last record.
        ///
        /// @param completed false where a fault or an abort ended it
        record Ended(boolean completed) implements What {}
    }
}
