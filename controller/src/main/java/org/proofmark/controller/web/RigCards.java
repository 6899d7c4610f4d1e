package org.proofmark.controller.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.store.HandLeaseRow;
import org.proofmark.controller.store.LeaseRow;
import org.proofmark.controller.store.RigRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.web.view.Badge;
import org.proofmark.controller.web.view.Badge.Tone;
import org.proofmark.controller.web.view.Board.RigCard;
import org.proofmark.controller.web.view.Board.SlotLine;
import org.proofmark.controller.web.view.Link;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.SlotId;

/// Reads the rigs with their slots, those in trouble first.
final class RigCards {
    private final Store store;
    private final Map<CampaignId, List<RunRow>> runs;
    private final Map<org.proofmark.domain.run.RigId, Fleet.Sight> sights;
    private final Map<SlotId, CampaignId> holders = new HashMap<>();
    private final Map<SlotId, HandLeaseRow> hands = new HashMap<>();

    /// @param runs of every campaign that holds a slot
    RigCards(Store store, Fleet fleet, Map<CampaignId, List<RunRow>> runs) {
        this.store = store;
        this.runs = runs;
        this.sights = fleet.sights();
        for (LeaseRow lease : store.campaigns().leases()) {
            holders.put(lease.slot(), lease.holder());
        }
        store.hands().leases().forEach(l -> hands.put(l.slot(), l));
    }

    /// @param busy slots that a campaign holds
    /// @param outOfService slots that take no runs or are in quarantine
    record Read(RigCard card, Liveness liveness, int busy, int outOfService) {
        boolean troubled() {
            return liveness != Liveness.CONNECTED || outOfService > 0;
        }
    }

    List<Read> read() {
        return store.fleet().rigs().stream()
                .map(this::read)
                .sorted(Comparator.comparing((Read r) -> !r.troubled()))
                .toList();
    }

    private Read read(RigRow rig) {
        var sight = Optional.ofNullable(sights.get(rig.id()));
        var liveness = liveness(rig, sight);
        var lines = new ArrayList<SlotLine>();
        var busy = 0;
        var out = 0;
        for (var slot : sight.map(Fleet.Sight::slots).orElse(rig.slots())) {
            var id = new SlotId(rig.id(), slot.name());
            busy += holders.containsKey(id) ? 1 : 0;
            out += slot.outOfService().isEmpty() ? 0 : 1;
            lines.add(line(id, slot, liveness));
        }
        var card =
                new RigCard(
                        rig.id().value(),
                        Words.badge(liveness),
                        heard(rig, sight, liveness),
                        sight.map(Fleet.Sight::agentVersion).orElse(rig.agentVersion()),
                        sight.filter(s -> s.spooled() > 0)
                                .map(s -> Words.count(s.spooled(), "record") + " spooled")
                                .orElse(""),
                        lines);
        return new Read(card, liveness, busy, out);
    }

    /// A rig that was seen before this controller started, and not since, is lost and not new.
    private static Liveness liveness(RigRow rig, Optional<Fleet.Sight> sight) {
        return sight.map(Fleet.Sight::liveness)
                .orElse(rig.lastSeen().equals(Instant.EPOCH) ? Liveness.NEVER_SEEN : Liveness.LOST);
    }

    private static String heard(RigRow rig, Optional<Fleet.Sight> sight, Liveness liveness) {
        if (liveness == Liveness.CONNECTED) {
            return "heard of now";
        }
        var last = sight.map(Fleet.Sight::heardTime).orElse(rig.lastSeen());
        return last.equals(Instant.EPOCH) ? "" : "last heard of " + Words.dayAndTime(last);
    }

    private SlotLine line(SlotId id, SlotInfo slot, Liveness liveness) {
        var holder = Optional.ofNullable(holders.get(id));
        var run = holder.flatMap(h -> runIn(h, id));
        return new SlotLine(
                slot.name().value(),
                slot.unit().map(Object::toString).orElse("none named"),
                String.join(", ", slot.kinds()),
                state(slot, liveness, holder.isPresent() || hands.containsKey(id), run),
                holder.map(Words::link).orElse(Link.none("")),
                run.map(r -> Words.link(r.id(), Words.phase(r))).orElse(Link.none("")),
                slot.outOfService().isEmpty()
                        ? run.map(Words::detail).orElseGet(() -> inHand(id))
                        : slot.outOfService());
    }

    private String inHand(SlotId slot) {
        var lease = hands.get(slot);
        return lease == null
                ? ""
                : "held by "
                        + lease.operator().name()
                        + " until "
                        + Words.dayAndTime(lease.expireTime());
    }

    private static Badge state(
            SlotInfo slot, Liveness liveness, boolean held, Optional<RunRow> run) {
        if (slot.outOfService().startsWith("quarantine:")) {
            return new Badge(Tone.BAD, "quarantine");
        }
        if (!slot.outOfService().isEmpty()) {
            return new Badge(Tone.BAD, "out of service");
        }
        if (liveness != Liveness.CONNECTED) {
            return new Badge(Tone.OPEN, held ? "held, rig away" : "rig away");
        }
        if (run.filter(r -> r.state() == RunState.ACTIVE).isPresent()) {
            return new Badge(Tone.BUSY, "busy");
        }
        return held ? new Badge(Tone.BUSY, "held") : new Badge(Tone.GOOD, "free");
    }

    /// The run of a campaign that is or was last at work in a slot.
    private Optional<RunRow> runIn(CampaignId holder, SlotId slot) {
        var own =
                runs.getOrDefault(holder, List.of()).stream()
                        .filter(r -> r.slot().equals(slot))
                        .toList();
        return own.stream()
                .filter(r -> r.state() == RunState.ACTIVE)
                .findFirst()
                .or(() -> own.isEmpty() ? Optional.empty() : Optional.of(own.getLast()));
    }
}
