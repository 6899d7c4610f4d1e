package org.proofmark.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.RigId;

/// Rigs and how they came.
public interface FleetStore {
    /// Keeps a token by its hash.
    void addToken(String hash, RigId rig, Instant expireTime);

    /// Uses a token up: at most one caller ever gets [TokenUse#TAKEN] for one hash.
    TokenUse takeToken(String hash, RigId rig, Instant now);

    /// Adds a rig, or gives it a new certificate; slots and last sight stay.
    void putRig(RigRow rig);

    /// What the rig said of itself.
    void seeRig(RigId rig, String agentVersion, List<SlotInfo> slots, Instant time);

    Optional<RigRow> rig(RigId id);

    /// By id.
    List<RigRow> rigs();

    /// What became of a token.
    enum TokenUse {
        TAKEN,
        UNKNOWN,
        REUSED,
        EXPIRED,
        /// It was made for another rig.
        OTHER_RIG
    }
}
