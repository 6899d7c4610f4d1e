package org.proofmark.controller.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.UnitId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Whether the slots can do what the profile needs: asked before anything is powered.
final class Placements {
    private static final String LABEL = "label";
    private final Store store;
    private final Secrets secrets;

    Placements(Store store, Secrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /// The units with what their slots say of them.
    ///
    /// @throws RefusedException that names every slot that does not fit and what it lacks
    List<UnitRow> check(DeviceProfile profile, List<UnitRow> units) {
        var seenUnits = new HashSet<UnitId>();
        var seenSlots = new HashSet<SlotId>();
        for (var unit : units) {
            if (!seenUnits.add(unit.unit()) || !seenSlots.add(unit.slot())) {
                throw new RefusedException(
                        Kind.INVALID,
                        "unit-twice",
                        "Unit "
                                + unit.unit()
                                + " in slot "
                                + unit.slot()
                                + ": name each unit and each"
                                + " slot once.");
            }
        }
        var lacks = new ArrayList<String>();
        var placed = new ArrayList<UnitRow>();
        for (var unit : units) {
            var slot = slot(unit.slot());
            lacks.addAll(lacks(profile, unit, slot));
            var batch = unit.batch().isEmpty() ? slot.batch() : unit.batch();
            placed.add(new UnitRow(unit.unit(), unit.slot(), batch, unit.sealedLabel()));
        }
        if (!lacks.isEmpty()) {
            throw new RefusedException(Kind.NOT_NOW, "wiring-lacks", String.join("\n", lacks));
        }
        return placed;
    }

    private SlotInfo slot(SlotId id) {
        var rig = store.fleet().rig(id.rig());
        if (rig.isEmpty()) {
            throw new RefusedException(
                    Kind.NOT_FOUND,
                    "no-such-rig",
                    "There is no rig " + id.rig() + ": enrol it first.");
        }
        return rig.get()
                .slot(id.slot())
                .orElseThrow(() ->
                        new RefusedException(
                                Kind.NOT_NOW,
                                "no-such-slot",
                                "Rig "
                                        + id.rig()
                                        + " has no slot "
                                        + id.slot()
                                        + ", it has "
                                        + rig.get().slots().stream().map(SlotInfo::name).toList()
                                        + ": see its rig file, and that its agent was started."));
    }

    private List<String> lacks(DeviceProfile profile, UnitRow unit, SlotInfo slot) {
        var lacks = new ArrayList<String>();
        if (slot.unit().isPresent() && !slot.unit().get().equals(unit.unit())) {
            lacks.add(
                    "Slot "
                            + unit.slot()
                            + " holds unit "
                            + slot.unit().get()
                            + ", not "
                            + unit.unit()
                            + ": move the unit, or correct the rig file.");
        }
        var labelled = unit.sealedLabel().length > 0;
        if (labelled) {
            requireLabel(unit);
        }
        for (var role : profile.wiring()) {
            if (!slot.roles().contains(role) && !(role.equals(LABEL) && labelled)) {
                lacks.add(
                        "Profile "
                                + profile.id()
                                + " needs "
                                + role
                                + ", which slot "
                                + unit.slot()
                                + " does not have; it has "
                                + slot.roles()
                                + ".");
            }
        }
        return lacks;
    }

    private void requireLabel(UnitRow unit) {
        try {
            if (!JsonMapper.shared().readTree(secrets.open(unit.sealedLabel())).isObject()) {
                throw label(unit, null);
            }
        } catch (IllegalArgumentException | JacksonException e) {
            throw label(unit, e);
        }
    }

    private static RefusedException label(
            UnitRow unit, @org.jspecify.annotations.Nullable Exception cause) {
        var refused =
                new RefusedException(
                        Kind.INVALID,
                        "label-unreadable",
                        "The label of unit "
                                + unit.unit()
                                + " is no JSON object that was sealed for this controller.");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
