package org.proofmark.controller.store;

import java.util.List;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.run.RigId;

/// A record as it came from a rig.
///
/// @param from by the rig's certificate
/// @param secrets what its observation names and brought along
public record IncomingRecord(RigId from, RunRecord record, List<SealedSecret> secrets) {
    public IncomingRecord {
        secrets = List.copyOf(secrets);
    }

    /// A secret, sealed for the controller.
    ///
    /// @param keyedDigest HMAC of the value: equal where the values are
    @SuppressWarnings("ArrayRecordComponent") // bytes for storage, never compared
    public record SealedSecret(String id, byte[] sealed, String keyedDigest) {}
}
