package org.proofmark.controller.schedule;

import java.util.List;
import java.util.Map;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;

/// What the scheduler found: what to do, and why the rest waits.
public record Plan(
        List<Decision> decisions,
        Map<CampaignId, Wait> waitingCampaigns,
        Map<RunId, Wait> waitingRuns) {
    public Plan {
        decisions = List.copyOf(decisions);
        waitingCampaigns = Map.copyOf(waitingCampaigns);
        waitingRuns = Map.copyOf(waitingRuns);
    }
}
