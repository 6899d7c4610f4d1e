package org.proofmark.controller.store;

import java.time.Instant;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.SlotId;

/// Who holds a slot.
///
/// @param renewTime when the holder was last heard of
/// @param expireTime hard end, for people; what counts is the monotonic clock of who enforces it
public record LeaseRow(SlotId slot, CampaignId holder, Instant renewTime, Instant expireTime) {}
