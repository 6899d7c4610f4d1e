package org.proofmark.controller.run;

import java.util.List;
import java.util.Map;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;

/// What is under way as of one plan.
///
/// @param campaigns those that are not over, and those that are and still hold a slot
/// @param runs of these campaigns
/// @param waitingCampaigns why a campaign waits
/// @param waitingRuns why a run waits
public record Overview(
        Map<CampaignId, CampaignState> campaigns,
        List<RunRow> runs,
        Map<CampaignId, Wait> waitingCampaigns,
        Map<RunId, Wait> waitingRuns) {
    public Overview {
        campaigns = Map.copyOf(campaigns);
        runs = List.copyOf(runs);
        waitingCampaigns = Map.copyOf(waitingCampaigns);
        waitingRuns = Map.copyOf(waitingRuns);
    }

    /// Nothing is under way.
    public static Overview empty() {
        return new Overview(Map.of(), List.of(), Map.of(), Map.of());
    }
}
