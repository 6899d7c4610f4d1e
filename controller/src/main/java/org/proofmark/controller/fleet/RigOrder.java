package org.proofmark.controller.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;

/// What a controller says to a rig.
public sealed interface RigOrder {
    /// The stream is accepted.
    ///
    /// @param sealingKey X.509 SubjectPublicKeyInfo of the key that secrets are sealed for
    @SuppressWarnings("ArrayRecordComponent") // bytes for the wire, never compared
    record Welcome(byte[] sealingKey, Duration heartbeatInterval, Instant controllerTime)
            implements RigOrder {}

    /// Run this attempt now.
    ///
    /// @param suite its name, empty for a user's jar
    /// @param images that may be written to the device, by the profile's name of them
    /// @param releases that the device may be offered
    /// @param lease what is left of it
    /// @param hold leave the device powered and the slot held at the end
    /// @param sealedInputs sealed for the rig's certificate; empty where there are none
    /// @param timeLimit of the attempt
    @SuppressWarnings("ArrayRecordComponent") // bytes for the wire, never compared
    record Start(
            Attempt attempt,
            SlotName slot,
            UnitId unit,
            Phase phase,
            String suite,
            Digest suiteDigest,
            Digest profile,
            Preset preset,
            long seed,
            Map<String, Digest> images,
            List<org.proofmark.domain.update.Release> releases,
            Duration lease,
            boolean hold,
            byte[] sealedInputs,
            Duration timeLimit,
            boolean uncertified)
            implements RigOrder {}

    /// The lease lasts this long from now.
    record Renew(Attempt attempt, Duration lease) implements RigOrder {}

    /// Stop: safe state.
    record Abort(Attempt attempt, String reason) implements RigOrder {}

    /// Everything of this attempt up to this number is stored for good.
    record Ack(Attempt attempt, long sequence) implements RigOrder {}

    /// The campaign needs the slot no more: safe state.
    record Release(SlotName slot) implements RigOrder {}

    /// An operator's order.
    record Hand(HandOrder order) implements RigOrder {}

    /// This operator's lease counts no more: safe state.
    record EndHandLease(SlotName slot, String lease) implements RigOrder {}

    /// Send what a slot's console says, or do not any more.
    record ShowConsole(SlotName slot, boolean shown) implements RigOrder {}
}
