package org.proofmark.controller.store;

import java.time.Duration;
import java.time.Instant;
import org.proofmark.domain.run.SlotId;

/// An operator's lease of a slot.
///
/// @param id never used again
/// @param expireTime its end, for people; what counts is the monotonic clock of who enforces it
/// @param term what its last renewal gave it
public record HandLeaseRow(
        SlotId slot,
        String id,
        Operator operator,
        Instant takeTime,
        Instant expireTime,
        Duration term) {}
