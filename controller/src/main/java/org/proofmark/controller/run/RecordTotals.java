package org.proofmark.controller.run;

/// What became of the records that came since the controller started.
///
/// @param stored they count
/// @param superseded kept, and do not count: their attempt was fenced or over
/// @param duplicate were there already
/// @param unknown nobody had ordered such an attempt from the rig: not stored
/// @param gap records before them were missing: not stored, the rig sends again
public record RecordTotals(long stored, long superseded, long duplicate, long unknown, long gap) {}
