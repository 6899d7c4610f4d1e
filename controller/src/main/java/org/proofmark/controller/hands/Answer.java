package org.proofmark.controller.hands;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.domain.run.HandResult;

/// What came of what an operator asked for.
///
/// @param heldUntil when the operator's lease ends; empty where none lives
public record Answer(HandResult result, Optional<Instant> heldUntil) {}
