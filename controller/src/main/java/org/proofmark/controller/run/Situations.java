package org.proofmark.controller.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.schedule.Situation;
import org.proofmark.controller.schedule.Situation.CampaignView;
import org.proofmark.controller.schedule.Situation.RunView;
import org.proofmark.controller.schedule.Situation.SlotView;
import org.proofmark.controller.schedule.Situation.Stage;
import org.proofmark.controller.schedule.Situation.Status;
import org.proofmark.controller.schedule.Standing;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.HandLeaseRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.time.Deadline;
import org.proofmark.domain.time.Ticker;

/// Reads the situation that the scheduler plans for. Used by the dispatcher's thread alone.
final class Situations {
    /// Faults of a suite or an order, which come again at every attempt.
    private static final Set<String> HOPELESS =
            Set.of("suite-defect", "suite-missing", "profile-unusable", "wiring-lacks");

    /// What a rig says of a slot whose last safe state was not proven.
    private static final String QUARANTINE = "quarantine:";

    private final Store store;
    private final Fleet fleet;
    private final Leases leases;
    private final BlobStore blobs;
    private final Ticker ticker;
    private final Limits limits;
    private final Map<CampaignId, Deadline> evidenceDeadlines = new HashMap<>();
    private final Map<RunId, Deadline> runDeadlines = new HashMap<>();

    Situations(
            Store store,
            Fleet fleet,
            Leases leases,
            BlobStore blobs,
            Ticker ticker,
            Limits limits) {
        this.store = store;
        this.fleet = fleet;
        this.leases = leases;
        this.blobs = blobs;
        this.ticker = ticker;
        this.limits = limits;
    }

    /// What is, with the rows that it was read from.
    ///
    /// @param runs of all campaigns in it
    record Read(Situation situation, List<RunRow> runs, Map<CampaignId, CampaignState> states) {}

    /// @param refused runs whose last order a rig did not take
    Read read(Set<RunId> refused) {
        var holders = new HashMap<SlotId, CampaignId>();
        store.campaigns().leases().forEach(l -> holders.put(l.slot(), l.holder()));
        leases.hold(holders.keySet());
        var views = new ArrayList<CampaignView>();
        var runs = new ArrayList<RunRow>();
        var states = new HashMap<CampaignId, CampaignState>();
        var slots = new HashSet<>(holders.keySet());
        for (var campaign : store.campaigns().unsettledCampaigns()) {
            var own = store.campaigns().runs(campaign.id());
            var wanted =
                    store.campaigns().units(campaign.id()).stream().map(UnitRow::slot).toList();
            runs.addAll(own);
            slots.addAll(wanted);
            states.put(campaign.id(), campaign.state());
            views.add(view(campaign, own, wanted, refused));
        }
        evidenceDeadlines.keySet().retainAll(states.keySet());
        watchWaiting(runs, states);
        var slotViews = new HashMap<SlotId, SlotView>();
        var inHand = new HashMap<SlotId, HandLeaseRow>();
        store.hands().leases().forEach(l -> inHand.put(l.slot(), l));
        slots.forEach(s ->
                slotViews.put(
                        s,
                        new SlotView(
                                standing(s, inHand.get(s)), Optional.ofNullable(holders.get(s)))));
        return new Read(new Situation(slotViews, views), runs, states);
    }

    private CampaignView view(
            CampaignRow campaign, List<RunRow> runs, List<SlotId> wanted, Set<RunId> refused) {
        var stage =
                switch (campaign.state()) {
                    case WAITING -> Stage.WAITING;
                    case COLLECTING -> Stage.COLLECTING;
                    case CROSSING -> Stage.CROSSING;
                    case ENDED, CANCELLED -> Stage.OVER;
                };
        return new CampaignView(
                campaign.id(),
                stage,
                wanted,
                runs.stream().map(r -> view(r, refused, overdue(r.id()))).toList(),
                campaign.desk().isPresent(),
                stage == Stage.CROSSING && evidenceDone(campaign.id(), runs));
    }

    private static RunView view(RunRow run, Set<RunId> refused, boolean overdue) {
        var status =
                switch (run.state()) {
                    case WAITING -> Status.WAITING;
                    case ACTIVE -> Status.LIVE;
                    case COMPLETED, FAULTED, CANCELLED -> Status.OVER;
                };
        var refusals =
                run.attempts().stream().filter(a -> a.state() == AttemptState.REFUSED).count();
        var spent =
                run.attempts().stream()
                        .filter(a ->
                                a.state() == AttemptState.FAULTED
                                        || a.state() == AttemptState.FENCED)
                        .count();
        var hopeless =
                overdue
                        || refusals >= Limits.MAX_REFUSALS
                        || run.latest()
                                .flatMap(a -> a.fault())
                                .filter(f -> HOPELESS.contains(f.code()))
                                .isPresent();
        return new RunView(
                run.id(),
                run.unit(),
                run.slot(),
                run.phase(),
                status,
                run.attempts().size(),
                (int) spent,
                hopeless,
                refused.contains(run.id()));
    }

    /// A run whose campaign holds its slot waits for a limited time only.
    private void watchWaiting(List<RunRow> runs, Map<CampaignId, CampaignState> states) {
        var waiting = new HashSet<RunId>();
        for (var run : runs) {
            if (run.state() == RunState.WAITING
                    && states.get(run.campaign()) != CampaignState.WAITING) {
                waiting.add(run.id());
                runDeadlines.computeIfAbsent(
                        run.id(),
                        id -> ticker.deadline("next attempt of " + id, limits.runPatience()));
            }
        }
        runDeadlines.keySet().retainAll(waiting);
    }

    private boolean overdue(RunId run) {
        var deadline = runDeadlines.get(run);
        return deadline != null && deadline.passed();
    }

    private boolean evidenceDone(CampaignId campaign, List<RunRow> runs) {
        var open = runs.stream().anyMatch(r -> r.phase() == Phase.CROSS && !r.state().over());
        if (open) {
            return false;
        }
        var deadline =
                evidenceDeadlines.computeIfAbsent(
                        campaign,
                        _ -> ticker.deadline("evidence of " + campaign, limits.evidencePatience()));
        return deadline.passed()
                || store.records().evidenceNamed(campaign).stream()
                        .allMatch(hex -> blobs.has(new Digest(hex)));
    }

    /// True where a wait that this class keeps has come to its end.
    boolean due() {
        return leases.anyExpired()
                || evidenceDeadlines.values().stream().anyMatch(Deadline::passed)
                || runDeadlines.values().stream().anyMatch(Deadline::passed);
    }

    private Standing standing(SlotId slot, @Nullable HandLeaseRow inHand) {
        if (leases.expired(slot)) {
            return new Standing.LeaseExpired();
        }
        return switch (fleet.liveness(slot.rig())) {
            case LOST, NEVER_SEEN -> new Standing.RigLost();
            case SUSPECT -> new Standing.RigSuspect();
            case CONNECTED -> {
                var described = described(slot);
                yield inHand != null && described instanceof Standing.Ready
                        ? new Standing.InHand(inHand.operator().name(), inHand.expireTime())
                        : described;
            }
        };
    }

    private Standing described(SlotId slot) {
        var known =
                fleet.slots(slot.rig()).stream()
                        .filter(s -> s.name().equals(slot.slot()))
                        .findFirst();
        if (known.isEmpty()) {
            return new Standing.NoSuchSlot();
        }
        // a quarantined slot is tested anew at the beginning of each attempt: only an order gets it
        // out
        var why = known.get().outOfService();
        return why.isEmpty() || why.startsWith(QUARANTINE)
                ? new Standing.Ready()
                : new Standing.OutOfService(known.get().outOfService());
    }
}
