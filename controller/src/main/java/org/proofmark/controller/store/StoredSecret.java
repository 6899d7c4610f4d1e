package org.proofmark.controller.store;

import org.proofmark.domain.run.Attempt;

/// A secret that was found on a device.
///
/// @param sealed for the controller's sealing key
/// @param keyedDigest HMAC of the value
@SuppressWarnings("ArrayRecordComponent") // bytes for storage, never compared
public record StoredSecret(Attempt attempt, String id, byte[] sealed, String keyedDigest) {}
