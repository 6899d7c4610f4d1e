package org.proofmark.rigagent.run;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.time.Ticker;
import org.proofmark.proto.run.v1.AttemptEnded;
import org.proofmark.proto.run.v1.EvidenceRef;
import org.proofmark.proto.run.v1.Observation;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.wire.Faults;
import org.proofmark.wire.Times;

/// Writes an attempt's records, numbered and timed, to its spool. Each call returns when the record
/// is on the disk, with its sequence number. Thread-safe.
final class AttemptRecords {
    private final AttemptSpool spool;
    private final Ticker ticker;
    private final InstantSource clock;

    AttemptRecords(AttemptSpool spool, Ticker ticker, InstantSource clock) {
        this.spool = spool;
        this.ticker = ticker;
        this.clock = clock;
    }

    long progress(String step) {
        return append(false, record -> record.setProgress(step));
    }

    /// @param observation its secrets sealed
    long observation(Observation observation) {
        return append(false, record -> record.setObservation(observation));
    }

    long evidence(EvidenceRef ref) {
        return append(false, record -> record.setEvidence(ref));
    }

    long fault(Fault fault) {
        return append(false, record -> record.setFault(Faults.toWire(fault)));
    }

    long ended(boolean completed) {
        return append(
                true, record -> record.setEnded(AttemptEnded.newBuilder().setCompleted(completed)));
    }

    private long append(boolean last, Consumer<RunRecord.Builder> what) {
        var attempt = spool.attempt();
        return spool.append(
                last,
                sequence -> {
                    var record =
                            RunRecord.newBuilder()
                                    .setRunId(attempt.run().value())
                                    .setAttempt(attempt.number())
                                    .setSequence(sequence)
                                    .setCreateTime(Times.toWire(clock.instant()))
                                    .setMonotonicNanos(ticker.nanos());
                    what.accept(record);
                    return record.build().toByteArray();
                });
    }
}
