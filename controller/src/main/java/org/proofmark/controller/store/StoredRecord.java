package org.proofmark.controller.store;

import org.proofmark.domain.observation.RunRecord;

/// A record as stored.
///
/// @param superseded it came after a fence and counts for nothing
public record StoredRecord(RunRecord record, boolean superseded) {}
