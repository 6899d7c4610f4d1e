package org.proofmark.controller.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.proofmark.domain.run.CampaignId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the planning of cross phases out, each on a thread of its own: a search in a large
/// firmware image takes minutes, in which the dispatcher must go on renewing leases.
final class CrossWork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CrossWork.class);

    private final CrossPlanning planning;
    private final Map<CampaignId, Thread> working = new ConcurrentHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean closed;

    CrossWork(CrossPlanning planning) {
        this.planning = planning;
    }

    /// True between the begin of a campaign's planning and its end.
    boolean isAtWork(CampaignId campaign) {
        return working.containsKey(campaign);
    }

    /// True once after a planning failed: it is to be begun again.
    boolean takeFailure() {
        return failed.getAndSet(false);
    }

    /// Begins the planning of a campaign, where it is not going on.
    ///
    /// @param done called when it is on record
    void begin(CampaignId campaign, Consumer<CampaignId> done) {
        working.computeIfAbsent(
                campaign,
                id ->
                        Thread.ofPlatform()
                                .daemon()
                                .name("analysis " + id)
                                .start(() -> carryOut(id, done)));
    }

    private void carryOut(CampaignId campaign, Consumer<CampaignId> done) {
        boolean planned = isPlanned(campaign);
        working.remove(campaign);
        if (closed) {
            return;
        }
        if (planned) {
            done.accept(campaign);
        } else {
            failed.set(true);
        }
    }

    private boolean isPlanned(CampaignId campaign) {
        try {
            planning.plan(campaign);
            return true;
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.error("the cross phase of {} is not planned yet", campaign, e);
            }
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
