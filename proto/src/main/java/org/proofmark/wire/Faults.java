package org.proofmark.wire;

import org.proofmark.domain.run.Fault;

/// Faults of the rig.
public final class Faults {
    private Faults() {}

    /// Total.
    public static org.proofmark.proto.run.v1.Fault toWire(Fault fault) {
        return org.proofmark.proto.run.v1.Fault.newBuilder()
                .setCode(fault.code())
                .setWhat(fault.what())
                .setStep(fault.step())
                .setWaited(Times.toWire(fault.waited()))
                .setLastOutput(fault.lastOutput())
                .build();
    }

    /// @throws WireFormatException where the code has no code's form
    public static Fault fromWire(org.proofmark.proto.run.v1.Fault fault) {
        try {
            return new Fault(
                    fault.getCode(),
                    fault.getWhat(),
                    fault.getStep(),
                    Times.fromWire(fault.getWaited()),
                    fault.getLastOutput());
        } catch (WireFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("fault", e);
        }
    }
}
