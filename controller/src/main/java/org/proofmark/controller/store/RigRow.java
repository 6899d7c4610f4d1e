package org.proofmark.controller.store;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;

/// A rig that was enrolled.
///
/// @param certificate digest of the one certificate that counts: the latest
/// @param key of that certificate; inputs are sealed for it
/// @param lastSeen [Instant#EPOCH] where it never was
public record RigRow(
        RigId id,
        Digest certificate,
        PublicKey key,
        Instant certificateEnd,
        String agentVersion,
        List<SlotInfo> slots,
        Instant lastSeen) {
    public RigRow {
        slots = List.copyOf(slots);
    }

    /// The slot of this name, as last described.
    public Optional<SlotInfo> slot(SlotName name) {
        return slots.stream().filter(s -> s.name().equals(name)).findFirst();
    }
}
