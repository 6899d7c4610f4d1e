package org.proofmark.controller.run;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.proofmark.controller.schedule.Plan;
import org.proofmark.controller.store.RunRow;
import org.proofmark.domain.run.CampaignId;

/// For which campaigns a new plan says something else about what waits, and why.
final class WaitChanges {
    private WaitChanges() {}

    static List<CampaignId> between(
            Plan before, Plan now, Collection<CampaignId> campaigns, List<RunRow> runs) {
        return campaigns.stream()
                .filter(campaign ->
                        !Objects.equals(
                                        before.waitingCampaigns().get(campaign),
                                        now.waitingCampaigns().get(campaign))
                                || runs.stream()
                                        .filter(run -> run.campaign().equals(campaign))
                                        .map(RunRow::id)
                                        .anyMatch(run ->
                                                !Objects.equals(
                                                        before.waitingRuns().get(run),
                                                        now.waitingRuns().get(run))))
                .toList();
    }
}
