package org.proofmark.controller.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.verdict.Assessment;

/// A campaign as people see it.
///
/// @param waiting why it waits
/// @param runWaits why runs wait
/// @param assessment what follows from what is on record now
public record CampaignView(
        CampaignRow campaign,
        List<RunRow> runs,
        Optional<Wait> waiting,
        Map<RunId, Wait> runWaits,
        Optional<Assessment> assessment) {
    public CampaignView {
        runs = List.copyOf(runs);
        runWaits = Map.copyOf(runWaits);
    }
}
