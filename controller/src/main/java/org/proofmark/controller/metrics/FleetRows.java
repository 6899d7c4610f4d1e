package org.proofmark.controller.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.Liveness;
import org.proofmark.controller.run.Overview;
import org.proofmark.controller.store.LeaseRow;
import org.proofmark.controller.store.RigRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.meters.Meters;
import org.proofmark.meters.Row;

/// What is known of rigs and slots, read once for each scrape.
final class FleetRows {
    /// What a rig says of a slot whose last safe state was not proven.
    private static final String QUARANTINE = "quarantine:";

    private final Store store;
    private final Fleet fleet;
    private final InstantSource clock;
    private final Supplier<Overview> work;
    private volatile List<RigRow> rigs = List.of();
    private volatile Map<RigId, Liveness> liveness = Map.of();

    /// A slot's state.
    enum SlotState {
        FREE,
        RESERVED,
        BUSY,
        QUARANTINED,
        OUT_OF_SERVICE,
        UNREACHABLE
    }

    FleetRows(Store store, Fleet fleet, InstantSource clock, Supplier<Overview> work) {
        this.store = store;
        this.fleet = fleet;
        this.clock = clock;
        this.work = work;
    }

    void register(Meters meters) {
        meters.beforeScrape(ControllerMeters.RIGS, this::read);
        meters.rows(ControllerMeters.RIGS, this::counts);
        meters.rows(ControllerMeters.RIG_STATE, this::states);
        meters.rows(ControllerMeters.RIG_SILENCE, this::silences);
        meters.rows(ControllerMeters.RIG_SPOOLED, this::spooled);
        meters.rows(
                ControllerMeters.RIG_CERTIFICATE_END,
                () ->
                        rigs.stream()
                                .map(r ->
                                        Row.of(r.certificateEnd().getEpochSecond(), r.id().value()))
                                .toList());
        meters.rows(ControllerMeters.SLOTS, this::slots);
    }

    private void read() {
        rigs = store.fleet().rigs();
        liveness = rigs.stream().collect(Collectors.toMap(RigRow::id, this::liveness, (a, b) -> a));
    }

    /// A rig that was seen before this controller started, and not since, is lost and not new.
    private Liveness liveness(RigRow rig) {
        var is = fleet.liveness(rig.id());
        return is == Liveness.NEVER_SEEN && !rig.lastSeen().equals(Instant.EPOCH)
                ? Liveness.LOST
                : is;
    }

    private List<Row> counts() {
        return Arrays.stream(Liveness.values())
                .map(state ->
                        Row.of(
                                liveness.values().stream().filter(state::equals).count(),
                                Words.of(state)))
                .toList();
    }

    private List<Row> states() {
        var rows = new ArrayList<Row>();
        liveness.forEach((rig, is) -> {
            for (var state : Liveness.values()) {
                rows.add(Row.of(state == is ? 1 : 0, rig.value(), Words.of(state)));
            }
        });
        return rows;
    }

    private List<Row> silences() {
        return rigs.stream()
                .filter(rig -> liveness.get(rig.id()) != Liveness.NEVER_SEEN)
                .map(rig -> Row.of(seconds(silence(rig)), rig.id().value()))
                .toList();
    }

    private List<Row> spooled() {
        var sights = fleet.sights();
        return rigs.stream()
                .map(rig -> {
                    var sight = sights.get(rig.id());
                    return Row.of(sight == null ? 0 : sight.spooled(), rig.id().value());
                })
                .toList();
    }

    private Duration silence(RigRow rig) {
        return fleet.silence(rig.id())
                .orElseGet(() -> Duration.between(rig.lastSeen(), clock.instant()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private List<Row> slots() {
        var held =
                store.campaigns().leases().stream().map(LeaseRow::slot).collect(Collectors.toSet());
        var busy =
                work.get().runs().stream()
                        .filter(run -> run.live().isPresent())
                        .map(run -> run.slot())
                        .collect(Collectors.toSet());
        var rows = new ArrayList<Row>();
        for (var rig : rigs) {
            var counts = new EnumMap<SlotState, Integer>(SlotState.class);
            for (var slot : fleet.slots(rig.id())) {
                counts.merge(state(rig.id(), slot, held, busy), 1, Integer::sum);
            }
            for (var state : SlotState.values()) {
                rows.add(Row.of(counts.getOrDefault(state, 0), rig.id().value(), Words.of(state)));
            }
        }
        return rows;
    }

    private SlotState state(RigId rig, SlotInfo slot, Set<SlotId> held, Set<SlotId> busy) {
        var id = new SlotId(rig, slot.name());
        if (liveness.get(rig) != Liveness.CONNECTED) {
            return SlotState.UNREACHABLE;
        }
        if (busy.contains(id)) {
            return SlotState.BUSY;
        }
        if (slot.outOfService().startsWith(QUARANTINE)) {
            return SlotState.QUARANTINED;
        }
        if (!slot.outOfService().isEmpty()) {
            return SlotState.OUT_OF_SERVICE;
        }
        return held.contains(id) ? SlotState.RESERVED : SlotState.FREE;
    }
}
