package org.proofmark.controller;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignStore;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first start after a restore. Campaigns that were not over when the backup was made are
/// cancelled: what their rigs did since is not known here, and an attempt with a number that was
/// given before could take another attempt's records for its own.
final class Restored {
    private static final Logger LOG = LoggerFactory.getLogger(Restored.class);
    private static final String WHY =
            "The controller was restored from a backup that was made before this campaign was over:"
                    + " submit it again.";

    private Restored() {}

    static void settle(Path state, Store store, Instant now) throws IOException {
        var marker = state.resolve(StateStore.RESTORED);
        if (!Files.exists(marker)) {
            return;
        }
        for (var campaign : store.campaigns().unsettledCampaigns()) {
            if (store.campaigns().cancelCampaign(campaign.id(), WHY, now)) {
                LOG.warn("campaign {} is cancelled: {}", campaign.id(), WHY);
            }
            for (var run : store.campaigns().runs(campaign.id())) {
                run.live()
                        .ifPresent(a ->
                                store.campaigns()
                                        .endAttempt(
                                                a.id(),
                                                AttemptState.CANCELLED,
                                                Fault.of(CampaignStore.RESTORED, WHY, a.step())));
            }
        }
        Files.delete(marker);
    }
}
