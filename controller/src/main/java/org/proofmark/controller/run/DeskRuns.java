package org.proofmark.controller.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final Map<CampaignId, List<PageEvidence>> unstored = new ConcurrentHashMap<>();
    private final AtomicBoolean storing = new AtomicBoolean();

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
            var pages = pages(campaign);
            unstored.put(campaign.id(), pages);
            store(campaign.id(), pages);
        } catch (InterruptedException e) {
            LOG.debug("the desk run of {} stops", campaign.id());
        } catch (RuntimeException e) {
            LOG.error("the desk run of {} is not stored yet", campaign.id(), e);
        } finally {
            running.remove(campaign.id());
        }
    }

    private List<PageEvidence> pages(CampaignRow campaign) throws InterruptedException {
        try {
            return look(campaign);
        } catch (RuntimeException e) {
            // nothing was read: the verdicts say so, and the campaign comes to its end
            LOG.error("the desk run of {} failed", campaign.id(), e);
            return List.of();
        }
    }

    private void store(CampaignId id, List<PageEvidence> pages) {
        store.campaigns().putDesk(id, pages);
        unstored.remove(id);
        done.run();
    }

    /// Stores what the store was away for; called about twice a second.
    void tick() {
        if (!unstored.isEmpty() && storing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("desk, again").start(this::storeAgain);
        }
    }

    private void storeAgain() {
        try {
            unstored.forEach((id, pages) -> {
                if (!running.containsKey(id)) {
                    store(id, pages);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("desk runs are not stored yet: {}", e.getMessage());
        } finally {
            storing.set(false);
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
