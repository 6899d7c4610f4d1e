package org.proofmark.controller.store;

import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.UnitId;

/// A unit of a campaign and where it sits.
///
/// @param batch empty where nobody knows
/// @param sealedLabel what is printed on it, sealed for the controller; empty where the slot reads
///   it
@SuppressWarnings("ArrayRecordComponent") // bytes for storage, never compared
public record UnitRow(UnitId unit, SlotId slot, String batch, byte[] sealedLabel) {}
