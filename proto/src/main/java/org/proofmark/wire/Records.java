package org.proofmark.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.function.Function;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.proto.run.v1.AttemptEnded;

/// Records of an attempt.
public final class Records {
    private Records() {}

    /// Total.
    ///
    /// @param sealed the sealed box of a secret's value, empty where the value is public
    public static org.proofmark.proto.run.v1.RunRecord toWire(
            RunRecord record, Function<Secret, byte[]> sealed) {
        var wire =
                org.proofmark.proto.run.v1.RunRecord.newBuilder()
                        .setRunId(record.attempt().run().value())
                        .setAttempt(record.attempt().number())
                        .setSequence(record.sequence())
                        .setCreateTime(Times.toWire(record.createTime()))
                        .setMonotonicNanos(record.monotonicNanos());
        switch (record.what()) {
            case What.Progress p -> wire.setProgress(p.step());
            case What.Observed o ->
                    wire.setObservation(Observations.toWire(o.observation(), sealed));
            case What.Kept k -> wire.setEvidence(Evidence.toWire(k.evidence()));
            case What.Faulted f -> wire.setFault(Faults.toWire(f.fault()));
            case What.Ended e ->
                    wire.setEnded(AttemptEnded.newBuilder().setCompleted(e.completed()));
        }
        return wire.build();
    }

    /// The record without its secrets' sealed values: see [Observations#sealed].
    ///
    /// @throws WireFormatException where a field is missing, unknown or out of range
    public static RunRecord fromWire(org.proofmark.proto.run.v1.RunRecord wire) {
        try {
            return new RunRecord(
                    new Attempt(new RunId(wire.getRunId()), wire.getAttempt()),
                    wire.getSequence(),
                    Times.fromWire(wire.getCreateTime()),
                    wire.getMonotonicNanos(),
                    what(wire));
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("record", e);
        }
    }

    /// For storage: the record without its secrets' sealed values.
    public static byte[] toBytes(RunRecord record) {
        return toWire(record, s -> new byte[0]).toByteArray();
    }

    /// What [#toBytes] gave.
    ///
    /// @throws WireFormatException for other bytes
    public static RunRecord fromBytes(byte[] bytes) {
        try {
            return fromWire(org.proofmark.proto.run.v1.RunRecord.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new WireFormatException("record", e);
        }
    }

    private static What what(org.proofmark.proto.run.v1.RunRecord wire) {
        return switch (wire.getWhatCase()) {
            case PROGRESS -> new What.Progress(wire.getProgress());
            case OBSERVATION -> new What.Observed(Observations.fromWire(wire.getObservation()));
            case EVIDENCE -> new What.Kept(Evidence.fromWire(wire.getEvidence()));
            case FAULT -> new What.Faulted(Faults.fromWire(wire.getFault()));
            case ENDED -> new What.Ended(wire.getEnded().getCompleted());
            case WHAT_NOT_SET ->
                    throw new WireFormatException(
                            "record.what wants progress, observation, evidence, fault or ended, and has"
                                    + " none that this version knows");
        };
    }
}
