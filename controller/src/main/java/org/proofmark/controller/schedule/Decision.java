package org.proofmark.controller.schedule;

import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;

/// What is to be done now.
public sealed interface Decision {
    /// The campaign takes all its slots at once.
    record TakeSlots(CampaignId campaign) implements Decision {}

    /// The next attempt of a run begins.
    record Start(Attempt attempt, SlotId slot) implements Decision {}

    /// No further attempt of this run.
    record GiveUp(RunId run) implements Decision {}

    /// Every collect run has ended: the cross phase is planned.
    record PlanCross(CampaignId campaign) implements Decision {}

    /// The campaign needs the slot no more.
    record Release(CampaignId campaign, SlotId slot) implements Decision {}

    /// Nothing is left to do.
    record End(CampaignId campaign) implements Decision {}
}
