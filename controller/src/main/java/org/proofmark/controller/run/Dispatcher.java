package org.proofmark.controller.run;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.FleetListener;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigReport;
import org.proofmark.controller.schedule.Decision;
import org.proofmark.controller.schedule.Plan;
import org.proofmark.controller.schedule.Scheduler;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the scheduler's plans out. One thread takes events in their order; whatever may change a
/// plan wakes it at once, and it plans until nothing is left to decide. Everything that it knows is
/// in the store: after a restart it goes on where it was.
public final class Dispatcher implements FleetListener, AutoCloseable {
    /// Far more than a fleet can send between two plans; beyond it heartbeats are dropped, which
    /// the next ones make good.
    private static final int MAX_QUEUED = 10_000;

    /// A plan that never comes to an end is a defect: better said than spun.
    private static final int MAX_ROUNDS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Store store;
    private final Fleet fleet;
    private final InstantSource clock;
    private final Limits limits;
    private final Feed feed;
    private final Scheduler scheduler;
    private final Situations situations;
    private final Leases leases;
    private final Orders orders;
    private final CrossWork cross;
    private final BlockingQueue<DispatchEvent> events = new LinkedBlockingQueue<>(MAX_QUEUED);
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean changedAttempts = new AtomicBoolean();
    private final Set<RunId> refused = new HashSet<>();
    private final Map<Attempt, Integer> disowned = new HashMap<>();
    private final Map<RigId, RigReport> unwelcomed = new LinkedHashMap<>();
    private final Thread thread;
    private boolean failed;
    private List<RunRow> runs = List.of();
    private Map<CampaignId, CampaignState> states = Map.of();
    private volatile Plan plan = new Plan(List.of(), Map.of(), Map.of());
    private volatile PlanListener listener = _ -> {};

    Dispatcher(
            Store store,
            Fleet fleet,
            InstantSource clock,
            Limits limits,
            Feed feed,
            Situations situations,
            Leases leases,
            Orders orders,
            CrossWork cross) {
        this.store = store;
        this.fleet = fleet;
        this.clock = clock;
        this.limits = limits;
        this.feed = feed;
        this.scheduler = new Scheduler(limits.maxAttempts());
        this.situations = situations;
        this.leases = leases;
        this.orders = orders;
        this.cross = cross;
        this.thread = Thread.ofPlatform().name("dispatch").daemon().unstarted(this::loop);
    }

    void start() {
        thread.start();
        wake();
    }

    /// Who hears of plans from now on.
    void listen(PlanListener heard) {
        listener = heard;
    }

    /// Something changed: plan again.
    void wake() {
        if (woken.compareAndSet(false, true)) {
            put(new DispatchEvent.Look());
        }
    }

    /// An attempt began, met a fault or ended.
    void attemptsChanged() {
        // watchers hear of it with the next plan, which is made at once
        changedAttempts.set(true);
        wake();
    }

    /// A campaign was changed from outside.
    void changedCampaign(CampaignId campaign) {
        feed.changed(campaign);
        wake();
    }

    /// Time has passed: called about twice a second, so that limits are seen.
    void tick() {
        events.offer(new DispatchEvent.Tick());
    }

    /// A rig took an order, or says why not.
    void replied(RigId rig, Attempt attempt, boolean accepted, String reason) {
        put(new DispatchEvent.Replied(rig, attempt, accepted, reason));
    }

    @Override
    public void connected(RigId rig, RigReport report) {
        put(new DispatchEvent.Connected(rig, report));
    }

    @Override
    public void heard(RigId rig, RigReport report) {
        events.offer(new DispatchEvent.Heard(rig, report));
    }

    @Override
    public void changed(RigId rig) {
        wake();
    }

    /// Why a campaign waits.
    Optional<Wait> waiting(CampaignId campaign) {
        return Optional.ofNullable(plan.waitingCampaigns().get(campaign));
    }

    /// Why a run waits.
    Optional<Wait> waiting(RunId run) {
        return Optional.ofNullable(plan.waitingRuns().get(run));
    }

    private void put(DispatchEvent event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (!Thread.interrupted()) {
                var event = events.take();
                try {
                    handle(event);
                } catch (RuntimeException e) {
                    // what was left undone is planned again at the next tick
                    failed = true;
                    LOG.error("cannot handle {}", event.getClass().getSimpleName(), e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the dispatcher stops");
        }
    }

    private void handle(DispatchEvent event) {
        switch (event) {
            case DispatchEvent.Look _ -> {
                woken.set(false);
                replan();
            }
            case DispatchEvent.Tick _ -> {
                if (cross.takeFailure() || failed || situations.due()) {
                    replan();
                }
                welcomeAll();
            }
            case DispatchEvent.Connected(var rig, var report) -> {
                unwelcomed.put(rig, report);
                welcomeAll();
            }
            case DispatchEvent.Heard(var rig, var report) -> heartbeat(rig, report);
            case DispatchEvent.Replied reply -> reply(reply);
        }
    }

    private void replan() {
        plan();
        failed = false;
        if (changedAttempts.compareAndSet(true, false)) {
            states.keySet().forEach(feed::changed);
        }
    }

    private void plan() {
        for (var round = 0; round < MAX_ROUNDS; round++) {
            var read = situations.read(refused);
            runs = read.runs();
            states = read.states();
            if (fenceExpired()) {
                continue;
            }
            var before = plan;
            plan = scheduler.plan(read.situation());
            WaitChanges.between(before, plan, states.keySet(), runs).forEach(feed::changed);
            listener.planned(
                    new Overview(states, runs, plan.waitingCampaigns(), plan.waitingRuns()));
            var decisions = plan.decisions().stream().filter(this::isNew).toList();
            if (decisions.isEmpty()) {
                return;
            }
            decisions.forEach(this::carryOut);
        }
        LOG.error("planning does not come to an end: {}", plan.decisions());
    }

    /// What is being carried out beside this thread is not begun again.
    private boolean isNew(Decision decision) {
        return !(decision instanceof Decision.PlanCross(var campaign) && cross.isAtWork(campaign));
    }

    private boolean fenceExpired() {
        var fenced = false;
        for (var run : runs) {
            if (run.live().isPresent() && leases.expired(run.slot())) {
                fenced |=
                        fence(
                                run,
                                run.live().get().id(),
                                Fault.of(
                                        "lease-expired",
                                        "Rig "
                                                + run.slot().rig()
                                                + " was not heard of until the lease of its slot had"
                                                + " ended.",
                                        run.live().get().step()));
            }
        }
        return fenced;
    }

    private boolean fence(RunRow run, Attempt attempt, Fault fault) {
        var fenced = store.campaigns().endAttempt(attempt, AttemptState.FENCED, fault);
        if (fenced) {
            LOG.warn("attempt {} is fenced: {}", attempt, fault.what());
            feed.changed(run.campaign());
        }
        return fenced;
    }

    private void carryOut(Decision decision) {
        switch (decision) {
            case Decision.TakeSlots(var campaign) -> {
                store.campaigns().takeSlots(campaign, clock.instant(), limits.lease());
                LOG.info("campaign {} has its slots", campaign);
                feed.changed(campaign);
            }
            case Decision.Start(var attempt, var slot) -> start(attempt, slot);
            case Decision.GiveUp(var run) -> {
                store.campaigns().giveUp(run);
                LOG.warn("run {} is given up", run);
                changed(run);
            }
            case Decision.PlanCross(var campaign) -> {
                LOG.info("campaign {} has collected", campaign);
                cross.begin(campaign, this::changedCampaign);
            }
            case Decision.Release(var campaign, var slot) -> {
                store.campaigns().releaseSlot(campaign, slot);
                fleet.send(slot.rig(), new RigOrder.Release(slot.slot()));
                feed.changed(campaign);
            }
            case Decision.End(var campaign) -> {
                store.campaigns().endCampaign(campaign, clock.instant());
                LOG.info("campaign {} has ended", campaign);
                feed.changed(campaign);
            }
        }
    }

    private void changed(RunId run) {
        runs.stream()
                .filter(r -> r.id().equals(run))
                .findFirst()
                .ifPresent(r -> feed.changed(r.campaign()));
    }

    private void start(Attempt attempt, SlotId slot) {
        RigOrder.Start order;
        try {
            order = orders.of(attempt, limits.lease());
        } catch (RuntimeException e) {
            LOG.error("cannot write the order of {}", attempt, e);
            store.campaigns().giveUp(attempt.run());
            changed(attempt.run());
            return;
        }
        if (store.campaigns().startAttempt(attempt, clock.instant())) {
            leases.renewed(slot);
            LOG.info("attempt {} goes to {}", attempt, slot);
            fleet.send(slot.rig(), order);
            changed(attempt.run());
        }
    }

    private void reply(DispatchEvent.Replied reply) {
        var run = store.campaigns().run(reply.attempt().run());
        if (run.isEmpty() || !run.get().slot().rig().equals(reply.rig())) {
            LOG.warn("rig {} answers to {}, which it was not given", reply.rig(), reply.attempt());
            return;
        }
        if (reply.accepted()) {
            store.campaigns().acceptAttempt(reply.attempt(), clock.instant());
        } else {
            LOG.warn("rig {} refuses {}: {}", reply.rig(), reply.attempt(), reply.reason());
            refused.add(reply.attempt().run());
            store.campaigns()
                    .endAttempt(
                            reply.attempt(),
                            AttemptState.REFUSED,
                            Fault.of("order-refused", reply.reason(), "order"));
        }
        feed.changed(run.get().campaign());
        replan();
    }

    /// Whom the store was away for is welcomed at a later tick.
    private void welcomeAll() {
        for (var rig : List.copyOf(unwelcomed.keySet())) {
            welcome(rig, Objects.requireNonNull(unwelcomed.get(rig)));
            unwelcomed.remove(rig);
        }
    }

    /// A rig is back: what it owns goes on, what it never got is sent again, what counts no more is
    /// stopped, and slots that nobody holds are released.
    private void welcome(RigId rig, RigReport report) {
        replan();
        for (var run : runs) {
            var live = run.live();
            if (run.slot().rig().equals(rig)
                    && live.isPresent()
                    && live.get().state() == AttemptState.ORDERED
                    && !report.owns(live.get().id())) {
                resend(run, live.get().id());
            }
        }
        stopStrays(rig, report);
        var held = new HashSet<SlotId>();
        store.campaigns().leases().forEach(l -> held.add(l.slot()));
        for (var slot : report.slots()) {
            if (!held.contains(new SlotId(rig, slot.name()))) {
                fleet.send(rig, new RigOrder.Release(slot.name()));
            }
        }
        renew(rig, true);
    }

    private void heartbeat(RigId rig, RigReport report) {
        renew(rig, false);
        stopStrays(rig, report);
        var wanted = false;
        for (var run : runs) {
            if (!run.slot().rig().equals(rig)) {
                continue;
            }
            wanted |= refused.remove(run.id());
            wanted |= run.live().isPresent() && disowns(run, report);
        }
        if (wanted) {
            replan();
        }
    }

    /// True where the attempt is fenced, since its rig says again and again that it does not own it
    /// and has nothing left to send.
    private boolean disowns(RunRow run, RigReport report) {
        var attempt = run.live().orElseThrow().id();
        if (report.owns(attempt) || report.spooled() > 0) {
            disowned.remove(attempt);
            return false;
        }
        if (disowned.merge(attempt, 1, Integer::sum) < Limits.DISOWNED_HEARTBEATS) {
            return false;
        }
        disowned.remove(attempt);
        var now = store.campaigns().run(run.id()).flatMap(RunRow::live);
        if (now.isEmpty() || !now.get().id().equals(attempt)) {
            return false;
        }
        if (now.get().state() == AttemptState.ORDERED && now.get().lastSequence() == 0) {
            resend(run, attempt);
            return false;
        }
        return fence(
                run,
                attempt,
                Fault.of(
                        "attempt-lost",
                        "Rig " + run.slot().rig() + " does not own the attempt any more.",
                        now.get().step()));
    }

    private void resend(RunRow run, Attempt attempt) {
        LOG.info("attempt {} is ordered again", attempt);
        fleet.send(run.slot().rig(), orders.of(attempt, limits.lease()));
    }

    private void stopStrays(RigId rig, RigReport report) {
        for (var owned : report.owned()) {
            var known =
                    runs.stream()
                            .anyMatch(r ->
                                    r.live().filter(a -> a.id().equals(owned.attempt())).isPresent()
                                            && states.get(r.campaign()) != CampaignState.CANCELLED);
            if (!known && owned.alive() && Strays.mustStop(store, states, owned.attempt())) {
                fleet.send(
                        rig,
                        new RigOrder.Abort(
                                owned.attempt(), "this attempt counts no more: stop it"));
            }
        }
    }

    private void renew(RigId rig, boolean now) {
        for (var lease : store.campaigns().leases()) {
            var slot = lease.slot();
            if (!slot.rig().equals(rig)
                    || leases.expired(slot)
                    || !(now || leases.renewalDue(slot))) {
                continue;
            }
            store.campaigns().renewLease(slot, clock.instant(), limits.lease());
            leases.renewed(slot);
            runs.stream()
                    .filter(r -> r.slot().equals(slot) && r.campaign().equals(lease.holder()))
                    .flatMap(r -> r.latest().stream())
                    .reduce((a, b) -> b)
                    .ifPresent(a -> fleet.send(rig, new RigOrder.Renew(a.id(), limits.lease())));
        }
    }

    @Override
    public void close() {
        cross.close();
        thread.interrupt();
        try {
            thread.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
