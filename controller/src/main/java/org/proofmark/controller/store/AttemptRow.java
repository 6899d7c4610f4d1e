package org.proofmark.controller.store;

import java.time.Instant;
import java.util.Optional;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;

/// An attempt.
///
/// @param startTime when the first was heard of it
/// @param lastSequence everything up to here is stored; 0 = nothing yet
/// @param step what it was last at, for people
/// @param fault the first one
public record AttemptRow(
        Attempt id,
        AttemptState state,
        Instant orderTime,
        Optional<Instant> startTime,
        long lastSequence,
        String step,
        Optional<Fault> fault) {}
