package org.proofmark.controller.hands;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.FleetListener;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigReport;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.HandClaim;
import org.proofmark.controller.store.HandLeaseRow;
import org.proofmark.controller.store.HandUse;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operator's hands on slots. Whoever has the slot is looked at and the lease is taken in one
/// transaction, so that a campaign and an operator never both have it; what is asked, and what came
/// of it, is on record; then it is ordered. Thread-safe.
public final class Hands implements FleetListener, AutoCloseable {
    /// What an agent says that it can do.
    public static final String ABILITY = "hands";

    /// Requests whose answer is remembered.
    private static final int REMEMBERED = 1_000;

    private static final String LEASE_ENDED = "lease-ended";
    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

    private final Store store;
    private final Fleet fleet;
    private final InstantSource clock;
    private final LeaseWatch watch;
    private final PendingOrders pending;
    private final ShownConsoles consoles;
    private final Ticker ticker;
    private final Set<ConsoleSession> sessions = ConcurrentHashMap.newKeySet();
    private final Map<RigId, Set<String>> abilities = new ConcurrentHashMap<>();
    // guarded by itself
    private final Map<String, CompletableFuture<Answer>> answers =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, CompletableFuture<Answer>> eldest) {
                    return size() > REMEMBERED;
                }
            };

    public Hands(Store store, Fleet fleet, Ticker ticker, InstantSource clock) {
        this.store = store;
        this.fleet = fleet;
        this.clock = clock;
        this.watch = new LeaseWatch(ticker);
        this.pending = new PendingOrders(fleet);
        this.consoles = new ShownConsoles(fleet);
        this.ticker = ticker;
        store.hands().leases().forEach(l -> watch.held(l, l.term()));
        fleet.listen(this);
    }

    /// Has it done, or says why not; waits for the rig. The same request again gets the same answer
    /// and orders nothing.
    ///
    /// @throws RefusedException where nothing was done, or UNKNOWN where nobody knows
    public Answer act(Asked asked) {
        var mine = new CompletableFuture<Answer>();
        CompletableFuture<Answer> before;
        synchronized (answers) {
            before = answers.putIfAbsent(asked.request(), mine);
        }
        if (before != null) {
            return joined(before);
        }
        try {
            mine.complete(recorded(asked));
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        }
        return joined(mine);
    }

    private static Answer joined(CompletableFuture<Answer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    private Answer recorded(Asked asked) {
        requireThere(asked.slot());
        note(asked, "asked", asked.takeOver() ? "may take over" : "");
        try {
            var answer = ordered(asked);
            switch (answer.result()) {
                case HandResult.Done(var text, var measured, _) ->
                        note(
                                asked,
                                "done",
                                measured.isZero()
                                        ? text
                                        : text + ", " + measured.toMillis() + " ms");
                case HandResult.Refused(var code, var text) ->
                        note(asked, "refused", code + ": " + text);
                case HandResult.Failed(var fault) ->
                        note(asked, "failed", fault.code() + ": " + fault.what());
            }
            return answer;
        } catch (RefusedException e) {
            note(
                    asked,
                    e.kind() == Kind.UNKNOWN ? "unknown" : "refused",
                    e.reason() + ": " + e.getMessage());
            throw e;
        }
    }

    /// Shows a slot's console, and lets the operator write to it unless it is read only: then it
    /// takes no lease.
    ///
    /// @param asked an attach
    /// @throws RefusedException where it cannot be
    public ConsoleSession open(Asked asked, boolean readOnly, ConsoleViewer viewer) {
        requireThere(asked.slot());
        requireConsole(asked.slot());
        var session = new ConsoleSession(this, ticker, asked, readOnly, viewer);
        if (readOnly) {
            look(asked);
        } else {
            consoles.take(asked.slot(), asked.operator().name());
            try {
                requireDone(act(asked));
            } catch (RuntimeException e) {
                consoles.give(asked.slot());
                throw e;
            }
        }
        sessions.add(session);
        consoles.add(asked.slot(), viewer);
        return session;
    }

    private void look(Asked asked) {
        store.campaigns().leases().stream()
                .filter(l -> l.slot().equals(asked.slot()))
                .findFirst()
                .ifPresent(l -> {
                    throw ofCampaign(asked.slot(), l.holder());
                });
        note(asked, "done", "read only");
    }

    private void requireConsole(SlotId slot) {
        if (fleet.slots(slot.rig()).stream()
                .noneMatch(s -> s.name().equals(slot.slot()) && s.roles().contains("console"))) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "no-console",
                    "Slot " + slot + " has no console; see the rig's file.");
        }
    }

    private static void requireDone(Answer answer) {
        switch (answer.result()) {
            case HandResult.Done _ -> {}
            case HandResult.Refused(var code, var text) ->
                    throw new RefusedException(Kind.NOT_NOW, code, text);
            case HandResult.Failed(var fault) ->
                    throw new RefusedException(Kind.UNAVAILABLE, fault.code(), fault.what());
        }
    }

    /// Who writes to a slot's console; empty where nobody does.
    public String writer(SlotId slot) {
        var writer = consoles.writer(slot);
        return writer == null ? "" : writer;
    }

    /// One of many writes of a session, whose opening and end are on record.
    HandResult unrecorded(Asked asked) {
        return ordered(asked).result();
    }

    void closed(ConsoleSession session) {
        sessions.remove(session);
        consoles.remove(session.slot(), session.viewer());
        if (!session.readOnly()) {
            consoles.give(session.slot());
        }
        note(session.opened(), "closed", session.written() + " bytes were written");
    }

    /// What a rig sends of a console.
    public void output(RigId rig, SlotName slot, byte[] data, long lost, String ended) {
        consoles.output(new SlotId(rig, slot), data, lost, ended);
    }

    private void renewConsoles() {
        for (var session : sessions) {
            var lives =
                    watch.of(session.slot().rig()).stream()
                            .anyMatch(l ->
                                    l.slot().equals(session.slot())
                                            && l.operator().equals(session.operator()));
            if (lives && session.renewalDue()) {
                Thread.ofVirtual()
                        .name("lease-renewal-" + session.slot())
                        .start(() -> renew(session));
            }
        }
    }

    private void renew(ConsoleSession session) {
        try {
            var _ = unrecorded(session.order(new HandAction.Attach()));
        } catch (RefusedException e) {
            LOG.warn("the lease of an open console is not renewed: {}", e.getMessage());
        }
    }

    private void note(Asked asked, String outcome, String detail) {
        store.audit()
                .addUse(
                        new HandUse(
                                clock.instant(),
                                asked.operator(),
                                asked.slot(),
                                asked.request(),
                                asked.action().words(),
                                outcome,
                                detail));
        LOG.info(
                "{} of slot {} by {}: {} {}",
                asked.action().words(),
                asked.slot(),
                asked.operator().name(),
                outcome,
                detail);
    }

    private void requireThere(SlotId slot) {
        var rig = slot.rig();
        if (store.fleet().rig(rig).isEmpty()) {
            throw new RefusedException(
                    Kind.NOT_FOUND,
                    "no-such-rig",
                    "There is no rig " + rig + "; 'proofmark status' lists those that there are.");
        }
        if (fleet.slots(rig).stream().noneMatch(s -> s.name().equals(slot.slot()))) {
            throw new RefusedException(
                    Kind.NOT_FOUND,
                    "no-such-slot",
                    "Rig "
                            + rig
                            + " has no slot "
                            + slot.slot()
                            + "; it has "
                            + fleet.slots(rig).stream().map(s -> s.name().value()).toList()
                            + ".");
        }
        if (fleet.liveness(rig) != Liveness.CONNECTED) {
            throw new RefusedException(
                    Kind.UNAVAILABLE,
                    "rig-away",
                    "Rig " + rig + " is not connected: start its rig-agent. Nothing was done.");
        }
        if (!abilities.getOrDefault(rig, Set.of()).contains(ABILITY)) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "agent-too-old",
                    "The rig-agent of "
                            + rig
                            + " is too old for orders by hand: update it. Nothing was done.");
        }
    }

    private Answer ordered(Asked asked) {
        var claim = claimed(asked);
        var result = sent(asked, claim.lease());
        if (result instanceof HandResult.Refused(var code, _) && code.equals(LEASE_ENDED)) {
            // the rig has ended it and we did not hear of that
            end(claim.lease());
            claim = claimed(asked);
            result = sent(asked, claim.lease());
        }
        if (endsLease(asked.action(), claim.fresh(), result)) {
            end(claim.lease());
            return new Answer(result, Optional.empty());
        }
        return new Answer(result, Optional.of(claim.lease().expireTime()));
    }

    /// True where the rig has no lease of ours after this answer.
    private static boolean endsLease(HandAction action, boolean fresh, HandResult result) {
        return switch (result) {
            case HandResult.Done(_, _, var released) -> released;
            case HandResult.Refused(var code, _) -> fresh || code.equals("agent-restarted");
            case HandResult.Failed _ -> !(action instanceof HandAction.WriteConsole);
        };
    }

    private HandClaim.Held claimed(Asked asked) {
        var claim =
                store.hands()
                        .claim(
                                asked.slot(),
                                UUID.randomUUID().toString(),
                                asked.operator(),
                                clock.instant(),
                                asked.lease(),
                                asked.takeOver());
        return switch (claim) {
            case HandClaim.Held held -> {
                watch.held(held.lease(), asked.lease());
                fleet.touched(asked.slot().rig());
                yield held;
            }
            case HandClaim.OfOperator(var lease) ->
                    throw new RefusedException(
                            Kind.NOT_NOW,
                            "slot-held",
                            "Slot "
                                    + asked.slot()
                                    + " is held by "
                                    + lease.operator().name()
                                    + " until "
                                    + lease.expireTime()
                                    + ": ask there, or take it over with --take-over.");
            case HandClaim.OfCampaign(var campaign) -> throw ofCampaign(asked.slot(), campaign);
        };
    }

    private RefusedException ofCampaign(SlotId slot, CampaignId campaign) {
        var runs =
                store.campaigns().runs(campaign).stream()
                        .filter(r -> r.slot().equals(slot))
                        .toList();
        var live = runs.stream().flatMap(r -> r.live().stream()).findFirst();
        var unit = runs.stream().map(RunRow::unit).findFirst().map(u -> u.value()).orElse("?");
        return new RefusedException(
                Kind.NOT_NOW,
                "slot-busy",
                "Slot "
                        + slot
                        + live.map(a -> " is at work on run " + a.id().run() + " of unit " + unit)
                                .orElse(" is held for the next run of unit " + unit)
                        + " (campaign "
                        + campaign
                        + "), which nothing may disturb: wait for its end ('proofmark watch "
                        + campaign
                        + "').");
    }

    private HandResult sent(Asked asked, HandLeaseRow lease) {
        return pending.order(
                asked.slot().rig(),
                new HandOrder(
                        // a lease that is taken anew makes another order of it
                        begin(asked.request()) + lease.id(),
                        asked.slot().slot(),
                        lease.id(),
                        asked.operator().name(),
                        asked.lease(),
                        asked.action(),
                        true));
    }

    private void end(HandLeaseRow lease) {
        watch.gone(lease.slot(), lease.id());
        if (store.hands().end(lease.slot(), lease.id())) {
            LOG.info("slot {} is no longer held by {}", lease.slot(), lease.operator().name());
        }
        fleet.touched(lease.slot().rig());
    }

    private static String begin(String request) {
        return request + "/";
    }

    /// How far the rig is with what was asked for; empty where nothing is at work under this
    /// request, or nobody knows.
    public Optional<HandProgress> progress(String request) {
        return pending.progress(begin(request));
    }

    /// A rig says how far it is with an order.
    public void progress(RigId rig, String order, HandProgress progress) {
        pending.progress(rig, order, progress);
    }

    /// Every use of a slot by hand, the first one first.
    public List<HandUse> uses() {
        return store.audit().uses();
    }

    /// True while an order waits that wants this image of this rig.
    public boolean wants(RigId rig, Digest image) {
        return pending.names(rig, image);
    }

    /// A rig's answer to an order.
    public void replied(RigId rig, String order, HandResult result) {
        pending.answered(rig, order, result);
    }

    /// Time has passed; called about twice a second.
    public void tick() {
        renewConsoles();
        for (var lease : watch.overdue()) {
            if (!pending.any(lease.slot())) {
                fleet.send(
                        lease.slot().rig(),
                        new RigOrder.EndHandLease(lease.slot().slot(), lease.id()));
                end(lease);
            }
        }
    }

    @Override
    public void connected(RigId rig, RigReport report) {
        abilities.put(rig, Set.copyOf(report.abilities()));
        consoles.gone(rig, "the link of rig " + rig + " broke; open the console again");
        pending.resend(rig);
        for (var lease : watch.of(rig)) {
            if (!names(report, lease) && !pending.any(lease.slot())) {
                end(lease);
            }
        }
        endStrays(rig, report);
    }

    @Override
    public void heard(RigId rig, RigReport report) {
        for (var lease : watch.disowned(rig, l -> names(report, l) || pending.any(l.slot()))) {
            end(lease);
        }
        endStrays(rig, report);
    }

    private static boolean names(RigReport report, HandLeaseRow lease) {
        return report.leases().stream()
                .anyMatch(
                        h -> h.slot().equals(lease.slot().slot()) && h.lease().equals(lease.id()));
    }

    /// A lease at the rig that is none here was ended without the rig, or never ours.
    private void endStrays(RigId rig, RigReport report) {
        for (var held : report.leases()) {
            var known =
                    watch.of(rig).stream()
                            .anyMatch(l ->
                                    l.slot().slot().equals(held.slot())
                                            && l.id().equals(held.lease()));
            if (!known && !pending.any(new SlotId(rig, held.slot()))) {
                fleet.send(rig, new RigOrder.EndHandLease(held.slot(), held.lease()));
            }
        }
    }

    @Override
    public void changed(RigId rig) {
        if (fleet.liveness(rig) == Liveness.LOST) {
            pending.lost(rig);
            consoles.gone(rig, "rig " + rig + " is lost");
        }
    }

    @Override
    public void close() {
        List.copyOf(sessions).forEach(s -> s.viewer().ended("the controller stops"));
        pending.close();
    }
}
