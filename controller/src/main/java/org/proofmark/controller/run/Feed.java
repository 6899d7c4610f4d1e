package org.proofmark.controller.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;

/// Tells watchers of a campaign what happens. A watcher that does not keep up loses steps, oldest
/// first, and never the news that the campaign changed. Thread-safe.
public final class Feed {
    /// Steps that wait for one watcher: some minutes of a busy campaign.
    private static final int MAX_WAITING = 4096;

    private final Map<CampaignId, Set<Watch>> watches = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /// Something to tell.
    public sealed interface News {
        /// Look at the campaign again.
        record Changed() implements News {}

        /// A record was stored.
        record Step(UnitId unit, SlotName slot, RunRecord record) implements News {}
    }

    /// Hears of everything, on the thread on which it happens: returns soon.
    public interface Listener {
        /// A campaign, one of its runs, or why they wait changed.
        void changed(CampaignId campaign);

        /// A record of a run was stored.
        void recorded(CampaignId campaign, RunId run);
    }

    /// Who hears of everything from now on.
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /// Begins to watch; close it.
    public Watch watch(CampaignId campaign) {
        var watch = new Watch(campaign);
        watches.computeIfAbsent(campaign, _ -> ConcurrentHashMap.newKeySet()).add(watch);
        return watch;
    }

    void changed(CampaignId campaign) {
        listeners.forEach(l -> l.changed(campaign));
        watches.getOrDefault(campaign, Set.of()).forEach(Watch::changed);
    }

    void step(CampaignId campaign, News.Step step) {
        listeners.forEach(l -> l.recorded(campaign, step.record().attempt().run()));
        watches.getOrDefault(campaign, Set.of()).forEach(w -> w.step(step));
    }

    boolean isWatched(CampaignId campaign) {
        return !watches.getOrDefault(campaign, Set.of()).isEmpty();
    }

    /// One watcher's news.
    public final class Watch implements AutoCloseable {
        private final CampaignId campaign;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final Queue<News.Step> steps = new ArrayDeque<>();
        private boolean changed;

        private Watch(CampaignId campaign) {
            this.campaign = campaign;
        }

        /// The next news: steps in order; a change only when no step waits.
        ///
        /// @return empty when nothing happened for so long
        public Optional<News> next(Duration limit) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                var left = limit.toNanos();
                while (steps.isEmpty() && !changed) {
                    if (left <= 0) {
                        return Optional.empty();
                    }
                    left = news.awaitNanos(left);
                }
                var step = steps.poll();
                if (step != null) {
                    return Optional.of(step);
                }
                changed = false;
                return Optional.of(new News.Changed());
            } finally {
                lock.unlock();
            }
        }

        private void changed() {
            tell(() -> changed = true);
        }

        private void step(News.Step step) {
            tell(() -> {
                if (steps.size() >= MAX_WAITING) {
                    steps.remove();
                }
                steps.add(step);
            });
        }

        private void tell(Runnable change) {
            lock.lock();
            try {
                change.run();
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            watches.computeIfPresent(
                    campaign,
                    (_, all) -> {
                        all.remove(this);
                        return all.isEmpty() ? null : all;
                    });
        }
    }
}
