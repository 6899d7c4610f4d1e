package org.proofmark.domain.verdict;

import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;

/// The record in which something was seen: where to look for what a reason says.
///
/// @param attempt of the unit's run in that phase, from 1
/// @param sequence the record's within its attempt, from 1
public record Sighting(UnitId unit, Phase phase, int attempt, long sequence) {}
