package org.proofmark.rigagent.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.HandOrder;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.rig.v1.OwnedAttempt;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.rig.v1.SlotDescription;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.journal.StorageFault;
import org.proofmark.rigagent.slot.ConsoleTotals;
import org.proofmark.rigagent.slot.Slot;
import org.proofmark.rigagent.slot.SlotState;
import org.proofmark.wire.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attempts of this rig and the slots that they run in. Owns the attempts: a controller that is
/// gone changes nothing until a lease ends. Thread-safe.
public final class Attempts implements AutoCloseable {
    /// How long attempts may take to end when the agent stops.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final AttemptParts parts;
    private final Map<SlotName, Slot> slots;
    private final BlobCache blobs;
    private final Set<Attempt> broken;
    private final BenchSockets sockets = new BenchSockets();
    private final HandLeases hands;
    // guarded by this
    private final Map<SlotName, RunningAttempt> running = new HashMap<>();
    private final Map<SlotName, Thread> threads = new HashMap<>();
    private final Map<SlotName, Held> held = new HashMap<>();
    private boolean stopping;
    private volatile AttemptListener listener = AttemptListener.DEAF;
    private volatile ConsoleOutlet outlet = ConsoleOutlet.NONE;

    private record Held(Attempt attempt, Lease lease, Duration term) {}

    /// What becomes of an order.
    ///
    /// @param reason why not, for people; empty where it was accepted
    public record Reply(boolean accepted, String reason) {
        static final Reply YES = new Reply(true, "");

        static Reply no(String reason) {
            return new Reply(false, reason);
        }
    }

    private Attempts(
            AttemptParts parts, Map<SlotName, Slot> slots, BlobCache blobs, Set<Attempt> broken) {
        this.parts = parts;
        this.slots = slots;
        this.blobs = blobs;
        this.broken = broken;
        this.hands = new HandLeases(parts.ticker());
    }

    /// Takes over: every slot is put into its safe state, and every attempt that the last life of
    /// the agent left open is ended as broken.
    public static Attempts takeOver(AttemptParts parts, List<Slot> slots, BlobSource source) {
        var byName = new LinkedHashMap<SlotName, Slot>();
        slots.forEach(slot -> byName.put(slot.name(), slot));
        var broken = new Recovery(parts, byName).run();
        return new Attempts(
                parts, byName, new BlobCache(parts.cacheFolder(), source, parts.ticker()), broken);
    }

    /// The blob as a file, kept between runs.
    ///
    /// @param suffix of the file's name, such as `.img`
    /// @param stop looked at between tries
    /// @throws org.proofmark.bench.BenchFault `blob-missing`
    public Path blob(Digest digest, String suffix, BooleanSupplier stop) {
        return blobs.fetch(digest, suffix, stop);
    }

    /// Who hears of attempts and operations from now on.
    public void listen(AttemptListener heard) {
        listener = heard;
        slots.values().forEach(slot -> slot.listen(heard));
    }

    /// Takes an order, or says why not. Idempotent by run and attempt: an order for an attempt that
    /// is here is accepted again and starts nothing.
    public Reply accept(RunOrder order) {
        var reply = answer(order);
        if (!reply.accepted()) {
            listener.refused();
        }
        return reply;
    }

    private synchronized Reply answer(RunOrder order) {
        Attempt attempt;
        SlotName name;
        try {
            attempt = new Attempt(new RunId(order.getRunId()), order.getAttempt());
            name = new SlotName(order.getSlot());
            var _ = new Digest(order.getSuiteDigest());
            var _ = new Digest(order.getProfileDigest());
            var _ = Times.fromWire(order.getLease());
        } catch (IllegalArgumentException e) {
            return Reply.no("the order cannot be read: " + e.getMessage());
        }
        if (parts.spool().find(attempt).isPresent()) {
            return Reply.YES;
        }
        var refusal = refusal(order, attempt, name);
        if (refusal.isPresent()) {
            LOG.warn("{} is refused: {}", attempt, refusal.get());
            return Reply.no(refusal.get());
        }
        try {
            start(order, attempt, slot(name));
            return Reply.YES;
        } catch (StorageFault e) {
            LOG.error("{} is refused: {}", attempt, e.getMessage());
            return Reply.no("disk full: " + e.getMessage());
        }
    }

    private Optional<String> refusal(RunOrder order, Attempt attempt, SlotName name) {
        var slot = slots.get(name);
        if (slot == null) {
            return Optional.of("no slot '" + name + "'; this rig has " + slots.keySet());
        }
        if (stopping) {
            return Optional.of("the agent stops");
        }
        int last = parts.journal().lastAttempt(attempt.run());
        if (attempt.number() <= last) {
            return Optional.of(
                    "attempt "
                            + attempt.number()
                            + " of this run is over; the latest here was "
                            + last);
        }
        var busy = running.get(name);
        if (busy != null) {
            return Optional.of("slot " + name + " is busy with " + busy.id());
        }
        var hand = hands.refusal(name);
        if (hand.isPresent()) {
            return hand;
        }
        var unit = slot.unit();
        if (unit.isPresent() && !unit.get().value().equals(order.getUnitId())) {
            return Optional.of(
                    "slot "
                            + name
                            + " holds unit "
                            + unit.get()
                            + ", the order is for "
                            + order.getUnitId());
        }
        if (!parts.sealing().ready()) {
            return Optional.of("the controller has not stated its sealing key");
        }
        return parts.disk().refusal();
    }

    /// An operator's order begins, and takes or renews its lease: where an attempt has the slot, or
    /// a campaign between two attempts, it does not.
    public synchronized HandStart beginHand(HandOrder order) {
        if (stopping) {
            return new HandStart.Refused("agent-stops", "the agent stops");
        }
        var busy = running.get(order.slot());
        if (busy != null) {
            return new HandStart.Refused(
                    "slot-busy",
                    "slot "
                            + order.slot()
                            + " is busy with "
                            + busy.id()
                            + " of unit "
                            + busy.order().getUnitId());
        }
        var reserved = held.get(order.slot());
        if (reserved != null) {
            return new HandStart.Refused(
                    "slot-busy",
                    "slot " + order.slot() + " is held for the run after " + reserved.attempt());
        }
        return hands.begin(order.slot(), order.leaseId(), order.holder(), order.lease());
    }

    /// The leases that operators have.
    public HandLeases handLeases() {
        return hands;
    }

    private Slot slot(SlotName name) {
        var slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no slot '" + name + "'");
        }
        return slot;
    }

    /// Where the consoles of attempts at work are shown from now on.
    public void showConsolesTo(ConsoleOutlet shown) {
        outlet = shown;
    }

    private void start(RunOrder order, Attempt attempt, Slot slot) {
        parts.journal()
                .write(
                        Kind.ATTEMPT_OPENED,
                        Optional.of(slot.name()),
                        Optional.of(attempt),
                        Map.of("unit", order.getUnitId(), "suite", order.getSuite()));
        var run =
                new RunningAttempt(
                        order,
                        attempt,
                        slot,
                        parts.spool().create(attempt, slot.name()),
                        parts,
                        listener,
                        lines -> outlet.offer(lines));
        held.remove(slot.name());
        running.put(slot.name(), run);
        LOG.info("{} starts in slot {}", attempt, slot.name());
        threads.put(
                slot.name(),
                Thread.ofVirtual().name("attempt-" + attempt).start(() -> runToEnd(run)));
    }

    private void runToEnd(RunningAttempt run) {
        boolean hold = false;
        try {
            hold = run.run(blobs, sockets);
        } finally {
            ended(run, hold);
        }
    }

    private synchronized void ended(RunningAttempt run, boolean hold) {
        var name = run.slot().name();
        running.remove(name);
        threads.remove(name);
        if (hold) {
            var term = Times.fromWire(run.order().getLease());
            held.put(name, new Held(run.id(), new Lease(parts.ticker(), term), term));
        }
        notifyAll();
    }

    /// The controller prolongs a lease.
    public synchronized void renew(Attempt attempt, Duration remaining) {
        running.values().stream()
                .filter(run -> run.id().equals(attempt))
                .forEach(run -> run.lease().renew(remaining));
        held.values().stream()
                .filter(hold -> hold.attempt().equals(attempt))
                .forEach(hold -> hold.lease().renew(remaining));
    }

    /// The controller takes an attempt back: it ends as broken, its slot in its safe state.
    public void abort(Attempt attempt, String reason) {
        find(attempt)
                .ifPresent(run ->
                        run.stop(
                                Fault.of(
                                        "aborted",
                                        reason.isBlank() ? "aborted" : reason,
                                        "abort")));
    }

    private synchronized Optional<RunningAttempt> find(Attempt attempt) {
        return running.values().stream().filter(run -> run.id().equals(attempt)).findFirst();
    }

    /// The campaign needs the slot no more: safe state, unless an attempt runs in it, which sees to
    /// that itself.
    public void release(SlotName name) {
        synchronized (this) {
            if (held.remove(name) == null) {
                return;
            }
        }
        slot(name).safeState(Optional.empty(), "slot released");
    }

    /// Looks at leases and limits; called about once a second.
    ///
    /// @param controllerThere true while the link is up: it renews what holds a slot between runs
    public void tick(boolean controllerThere) {
        for (var run : snapshot()) {
            run.tick();
        }
        for (var name : overdue(controllerThere)) {
            LOG.warn("slot {} was held and the controller is gone: safe state", name);
            slot(name).safeState(Optional.empty(), "lease expired");
        }
    }

    /// True while an attempt runs in the slot.
    synchronized boolean busy(SlotName name) {
        return running.containsKey(name);
    }

    private synchronized List<RunningAttempt> snapshot() {
        return List.copyOf(running.values());
    }

    private synchronized List<SlotName> overdue(boolean controllerThere) {
        var over = new ArrayList<SlotName>();
        held.forEach((name, hold) -> {
            if (controllerThere) {
                hold.lease().renew(hold.term());
            } else if (hold.lease().over()) {
                over.add(name);
            }
        });
        over.forEach(held::remove);
        return over;
    }

    /// Every attempt that has records here which the controller has not acknowledged, or that runs.
    /// Those that a crash of the agent broke are not alive.
    public List<OwnedAttempt> owned() {
        return parts.spool().all().stream().map(this::owned).toList();
    }

    private OwnedAttempt owned(AttemptSpool spool) {
        return OwnedAttempt.newBuilder()
                .setRunId(spool.attempt().run().value())
                .setAttempt(spool.attempt().number())
                .setSlot(spool.slot().value())
                .setAlive(!broken.contains(spool.attempt()))
                .build();
    }

    /// The slots as they are now.
    public List<SlotDescription> slots() {
        var full = parts.disk().refusal();
        return slots.values().stream().map(slot -> described(slot, full)).toList();
    }

    private static SlotDescription described(Slot slot, Optional<String> full) {
        return SlotDescription.newBuilder()
                .setName(slot.name().value())
                .addAllRoles(slot.roles())
                .setUnitId(slot.unit().map(Object::toString).orElse(""))
                .addAllKinds(slot.kinds())
                // a slot in quarantine takes runs, as the controller knows by the word's beginning:
                // each begins with a self-test and says what it met
                .setOutOfService(full.orElse(slot.quarantine()))
                .setBatch(slot.batch())
                .build();
    }

    /// What each slot is at now, as the rig's file lists them.
    public Map<SlotName, SlotState> states() {
        var full = parts.disk().refusal().isPresent();
        var states = new LinkedHashMap<SlotName, SlotState>();
        synchronized (this) {
            slots.forEach((name, slot) -> states.put(name, state(name, slot, full)));
        }
        return states;
    }

    private SlotState state(SlotName name, Slot slot, boolean full) {
        if (running.containsKey(name)) {
            return SlotState.BUSY;
        }
        if (!slot.quarantine().isEmpty()) {
            return SlotState.QUARANTINED;
        }
        if (full) {
            return SlotState.OUT_OF_SERVICE;
        }
        return held.containsKey(name) || hands.holds(name) ? SlotState.RESERVED : SlotState.FREE;
    }

    /// What the console of each slot has seen.
    public Map<SlotName, ConsoleTotals> consoles() {
        var totals = new LinkedHashMap<SlotName, ConsoleTotals>();
        slots.forEach((name, slot) -> totals.put(name, slot.consoleTotals()));
        return totals;
    }

    /// Ends every attempt as broken and puts every slot into its safe state.
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
        }
        for (var run : snapshot()) {
            run.stop(Fault.of("agent-stopped", "the agent was stopped", "run the attempt"));
        }
        awaitEnds();
        synchronized (this) {
            held.clear();
        }
        for (var slot : slots.values()) {
            slot.safeState(Optional.empty(), "agent stops");
        }
        sockets.close();
    }

    private synchronized void awaitEnds() {
        var deadline = parts.ticker().deadline("attempts end", STOP_LIMIT);
        try {
            while (!running.isEmpty() && !deadline.passed()) {
                wait(Math.max(1, deadline.remaining().toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!running.isEmpty()) {
            LOG.error("{} did not end within {}", running.keySet(), STOP_LIMIT);
        }
    }
}
