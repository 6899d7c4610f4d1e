package org.proofmark.controller.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.verdict.PageEvidence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Desk runs, one per campaign, beside its collect runs. What a restart breaks off is done anew.
final class DeskRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskRuns.class);

    private final Store store;
    private final EvidenceReader reader;
    private final DeskWork work;
    private final Runnable done;
    private final Map<CampaignId, Thread> running = new ConcurrentHashMap<>();

    /// @param done called after a result was stored
    DeskRuns(Store store, EvidenceReader reader, DeskWork work, Runnable done) {
        this.store = store;
        this.reader = reader;
        this.work = work;
        this.done = done;
    }

    /// Begins the desk runs that campaigns still want.
    void resume() {
        store.campaigns().unsettledCampaigns().forEach(this::begin);
    }

    /// Begins a campaign's desk run, where it has none yet. A user's own suite looks at the device
    /// alone.
    void begin(CampaignRow campaign) {
        if (campaign.state().over() || campaign.desk().isPresent()) {
            return;
        }
        running.computeIfAbsent(
                campaign.id(),
                id -> Thread.ofVirtual().name("desk " + id).start(() -> carryOut(campaign)));
    }

    private void carryOut(CampaignRow campaign) {
        try {
            store.campaigns().putDesk(campaign.id(), look(campaign));
            done.run();
        } catch (InterruptedException e) {
            LOG.debug("the desk run of {} stops", campaign.id());
        } catch (RuntimeException e) {
            // nothing was read: the verdicts say so, and the campaign comes to its end
            LOG.error("the desk run of {} failed", campaign.id(), e);
            store.campaigns().putDesk(campaign.id(), List.of());
            done.run();
        } finally {
            running.remove(campaign.id());
        }
    }

    private List<PageEvidence> look(CampaignRow campaign) throws InterruptedException {
        if (!campaign.order().certified()) {
            return List.of();
        }
        return work.look(reader.profile(campaign), campaign.order().trust());
    }

    @Override
    public void close() {
        running.values().forEach(Thread::interrupt);
    }
}
