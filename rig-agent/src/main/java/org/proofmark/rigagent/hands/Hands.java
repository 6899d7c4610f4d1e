package org.proofmark.rigagent.hands;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.run.HandResult;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.journal.StorageFault;
import org.proofmark.rigagent.run.AttemptParts;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.run.HandStart;
import org.proofmark.rigagent.slot.Slot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries operators' orders out, each on a thread of its own and under a lease of the slot. Where
/// an attempt has the slot nothing is done. At the end of a lease, and after an order that failed,
/// the slot is put into its safe state, and every order that is still at work there is cut short
/// first. Thread-safe.
public final class Hands implements AutoCloseable {
    /// What an agent says in its hello that it can do.
    public static final String ABILITY = "hands";

    /// Orders whose result is remembered, so that one which comes again is answered again.
    private static final int REMEMBERED = 1_000;

    /// How long the safe state waits for an order that was cut short: it may be waiting for a
    /// supply to run down.
    private static final Duration CUT_LIMIT = Duration.ofSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(Hands.class);

    private final Attempts attempts;
    private final AttemptParts parts;
    private final Map<SlotName, Slot> slots = new LinkedHashMap<>();
    private final Consoles consoles;
    // guarded by this
    private final Map<String, Known> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final List<OrderAtWork> atWork = new ArrayList<>();
    private boolean stopping;
    private volatile HandOutlet outlet = HandOutlet.NONE;

    private static final class Known {
        private @Nullable HandResult result;
    }

    public Hands(Attempts attempts, AttemptParts parts, List<Slot> slots) {
        this.attempts = attempts;
        this.parts = parts;
        slots.forEach(slot -> this.slots.put(slot.name(), slot));
        this.consoles = new Consoles(this.slots);
    }

    /// Where answers and consoles go from now on.
    public void answerTo(HandOutlet heard) {
        outlet = heard;
        consoles.sendTo(heard);
    }

    /// Takes an order and returns; the answer follows. One that is known is answered and not done
    /// again.
    public void take(HandOrder order) {
        synchronized (this) {
            var before = known.get(order.id());
            if (before != null) {
                if (before.result != null) {
                    outlet.answer(order.id(), before.result);
                }
                return;
            }
            known.put(order.id(), new Known());
        }
        Thread.ofVirtual()
                .name("hand-" + order.slot() + "-" + order.id())
                .start(() -> answer(order.id(), performed(order)));
    }

    /// Answers an order that cannot be read.
    public void refuse(String order, String why) {
        answer(order, new HandResult.Refused("unknown-action", why));
    }

    private void answer(String order, HandResult result) {
        synchronized (this) {
            var now = known.get(order);
            if (now != null) {
                now.result = result;
            }
        }
        LOG.info("order {}: {}", order, result);
        outlet.answer(order, result);
    }

    private HandResult performed(HandOrder order) {
        if (parts.journal().ordered(order.id())) {
            return new HandResult.Refused(
                    "agent-restarted",
                    "the rig-agent ended in mid-order and was started again, so whether it was done"
                            + " is not known; the slot is in its safe state");
        }
        var slot = slots.get(order.slot());
        if (slot == null) {
            return new HandResult.Refused(
                    "no-such-slot",
                    "no slot '" + order.slot() + "'; this rig has " + slots.keySet());
        }
        var lacks = Wants.lacking(slot, order.action(), parts.flashTools().keySet());
        if (lacks.isPresent()) {
            return lacks.get();
        }
        var work = new OrderAtWork(order);
        synchronized (this) {
            if (stopping) {
                return new HandResult.Refused("agent-stops", "the agent stops");
            }
            atWork.add(work);
        }
        try {
            return begun(work, slot);
        } finally {
            synchronized (this) {
                atWork.remove(work);
            }
            work.ended();
            if (work.isLeftBehind()) {
                slot.safeState(Optional.empty(), "an order that was left behind has ended");
            }
        }
    }

    private HandResult begun(OrderAtWork work, Slot slot) {
        var order = work.order();
        return switch (attempts.beginHand(order)) {
            case HandStart.Refused(var code, var text) -> new HandResult.Refused(code, text);
            case HandStart.Begun(var taken) -> {
                try {
                    var unwritten = announce(order, taken);
                    yield unwritten.isPresent() ? unwritten.get() : tried(work, slot);
                } finally {
                    attempts.handLeases().finish(order.slot(), order.leaseId());
                }
            }
        };
    }

    /// What leads to the safe state is done even when the disk does not take its announcement.
    private Optional<HandResult> announce(HandOrder order, boolean taken) {
        try {
            if (taken) {
                write(
                        Kind.HAND_LEASE_TAKEN,
                        order.slot(),
                        Map.of("lease", order.leaseId(), "holder", order.holder()));
            }
            write(
                    Kind.HAND_ORDER,
                    order.slot(),
                    Map.of(
                            "order",
                            order.id(),
                            "lease",
                            order.leaseId(),
                            "holder",
                            order.holder(),
                            "action",
                            order.action().words()));
            return Optional.empty();
        } catch (StorageFault e) {
            LOG.error("slot {}: an order without a journal entry", order.slot(), e);
            if (order.action() instanceof HandAction.PowerOff) {
                return Optional.empty();
            }
            if (taken) {
                // nothing was moved yet, so there is nothing to make safe
                attempts.handLeases().end(order.slot(), order.leaseId());
                attempts.handLeases().ended(order.slot(), order.leaseId());
            }
            return Optional.of(
                    new HandResult.Refused(
                            "disk-full",
                            "the rig's journal does not take an entry: " + e.getMessage()));
        }
    }

    private void write(Kind kind, SlotName slot, Map<String, String> detail) {
        parts.journal().write(kind, Optional.of(slot), Optional.empty(), detail);
    }

    private HandResult tried(OrderAtWork work, Slot slot) {
        Fault fault;
        try {
            return carriedOut(work, slot);
        } catch (BenchFault e) {
            fault = e.fault();
        } catch (RuntimeException e) {
            LOG.error("an order of slot {} met a defect of the agent", slot.name(), e);
            fault = Fault.of("agent-defect", String.valueOf(e), work.order().action().words());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fault = Fault.of("agent-stops", "the agent stops", work.order().action().words());
        }
        var lease = work.order().leaseId();
        if (!(work.order().action() instanceof HandAction.WriteConsole)
                && attempts.handLeases().end(slot.name(), lease)) {
            safe(slot, lease, "an order failed: " + fault.code(), Optional.of(work));
        }
        return new HandResult.Failed(fault);
    }

    private HandResult carriedOut(OrderAtWork work, Slot slot) throws InterruptedException {
        var by = " by hand of " + work.order().holder();
        return switch (work.order().action()) {
            case HandAction.Attach _ -> new HandResult.Done("attached", Duration.ZERO, false);
            case HandAction.PowerOn _ -> {
                slot.powerOn(Optional.empty(), "power on" + by, Optional.empty());
                yield new HandResult.Done("power is on", Duration.ZERO, false);
            }
            case HandAction.PowerOff _ -> powerOff(work, slot, "power off" + by);
            case HandAction.PowerCycle(var off) -> powerCycle(work, slot, off, by);
            case HandAction.PressButton(var button, var hold) ->
                    press(work, slot, Wants.button(slot, button), hold);
            case HandAction.Flash flash ->
                    new FlashByHand(attempts, parts, work, p -> progress(work.order(), p))
                            .flash(slot, flash);
            case HandAction.WriteConsole(var data) -> {
                slot.write(Optional.empty(), data, parts.writeDigest(data));
                yield new HandResult.Done("written", Duration.ZERO, false);
            }
        };
    }

    private void progress(HandOrder order, HandProgress progress) {
        if (order.progress()) {
            outlet.progress(order.id(), progress);
        }
    }

    private HandResult powerOff(OrderAtWork work, Slot slot, String why) {
        long begun = parts.ticker().nanos();
        if (!attempts.handLeases().end(slot.name(), work.order().leaseId())) {
            throw cutShort(work, "power off", Duration.ZERO);
        }
        var trouble = safe(slot, work.order().leaseId(), why, Optional.of(work));
        return trouble.<HandResult>map(HandResult.Failed::new)
                .orElseGet(() -> new HandResult.Done("power is off, proven", since(begun), true));
    }

    private HandResult powerCycle(OrderAtWork work, Slot slot, Duration off, String by)
            throws InterruptedException {
        slot.power(Optional.empty(), false, "power cycle: off" + by);
        long proven = parts.ticker().nanos();
        if (!work.pause(parts.ticker(), off)) {
            throw cutShort(work, "power cycle", since(proven));
        }
        var lasted = since(proven);
        slot.powerOn(Optional.empty(), "power cycle: on" + by, Optional.empty());
        return new HandResult.Done("power was off, proven, and is on", lasted, false);
    }

    private HandResult press(OrderAtWork work, Slot slot, String button, Duration hold)
            throws InterruptedException {
        var pressed = slot.button(Optional.empty(), button, true);
        boolean whole;
        long released;
        try {
            whole = work.pause(parts.ticker(), hold);
        } finally {
            released = slot.button(Optional.empty(), button, false).monotonicNanos();
        }
        var measured = Duration.ofNanos(released - pressed.monotonicNanos());
        if (!whole) {
            throw cutShort(work, "press " + button, measured);
        }
        return new HandResult.Done("pressed " + button, measured, false);
    }

    static BenchFault cutShort(OrderAtWork work, String step, Duration after) {
        return new BenchFault.Broken(
                new Fault(
                        "cut-short",
                        "it was cut short after " + after.toMillis() + " ms: " + work.cutBy(),
                        step,
                        after,
                        ""));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(parts.ticker().nanos() - nanos);
    }

    /// Ends a lease: what is at work in the slot is cut short, then safe state. Does nothing where
    /// the slot is not held by this lease.
    ///
    /// @return what went wrong on the way to the safe state
    public Optional<Fault> end(SlotName name, String leaseId, String why) {
        var slot = slots.get(name);
        return slot == null || !attempts.handLeases().end(name, leaseId)
                ? Optional.empty()
                : safe(slot, leaseId, why, Optional.empty());
    }

    private Optional<Fault> safe(Slot slot, String leaseId, String why, Optional<OrderAtWork> but) {
        try {
            cutShort(slot.name(), why, but);
            noteEnd(slot.name(), leaseId, why);
            LOG.info("the lease of slot {} ends: {}", slot.name(), why);
            return slot.safeState(Optional.empty(), why);
        } finally {
            attempts.handLeases().ended(slot.name(), leaseId);
        }
    }

    private void noteEnd(SlotName name, String leaseId, String why) {
        try {
            write(Kind.HAND_LEASE_ENDED, name, Map.of("lease", leaseId, "why", why));
        } catch (StorageFault e) {
            LOG.error("slot {}: the end of a lease is not in the journal", name, e);
        }
    }

    private void cutShort(SlotName slot, String why, Optional<OrderAtWork> but) {
        List<OrderAtWork> others;
        synchronized (this) {
            others =
                    atWork.stream()
                            .filter(w -> w.order().slot().equals(slot))
                            .filter(w -> but.filter(w::equals).isEmpty())
                            .toList();
        }
        others.forEach(w -> w.cut(why));
        var deadline = parts.ticker().deadline("orders of slot " + slot + " end", CUT_LIMIT);
        try {
            for (var other : others) {
                if (!other.awaitEnd(deadline.remaining())) {
                    LOG.error("order {} does not end: safe state without it", other.order().id());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Looks at leases; called about once a second.
    public void tick() {
        attempts.handLeases()
                .overdue()
                .forEach((slot, lease) ->
                        // proving that the power is off takes seconds
                        Thread.ofVirtual()
                                .name("lease-end-" + slot)
                                .start(() -> end(slot, lease, "the operator's lease has ended")));
    }

    /// Shows what a console says from now on, after what is kept of before, or does not any more.
    public void show(SlotName slot, boolean shown) {
        consoles.show(slot, shown);
    }

    /// Takes no more orders and cuts short those that are at work. What is left is put into the
    /// safe state with the agent's end.
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        slots.keySet().forEach(slot -> cutShort(slot, "the agent stops", Optional.empty()));
        consoles.close();
    }
}
