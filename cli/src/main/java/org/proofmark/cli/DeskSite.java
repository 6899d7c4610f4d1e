package org.proofmark.cli;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.campaign.UnitsFile;
import org.proofmark.cli.client.ControllerClient;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.lab.ProcessSlots;
import org.proofmark.cli.lab.RigFile;
import org.proofmark.cli.lab.ScratchLab;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.rigagent.config.RigFile.SlotEntry;
import tools.jackson.databind.json.JsonMapper;

/// Where the units of a desk are.
sealed interface DeskSite {
    /// The rig that a desk makes for itself.
    String OWN_RIG = "desk";

    /// Starts the rig.
    void start(ScratchLab lab);

    /// Which unit is in which slot.
    List<UnitPlacement> placements(ControllerClient client);

    /// A program in the place of each unit.
    ///
    /// @param settings further settings of each slot
    record Program(String command, int units, long seed, Map<String, Object> settings)
            implements DeskSite {
        @Override
        public void start(ScratchLab lab) {
            lab.addRig(new RigFile(OWN_RIG, slots()));
        }

        private List<RigFile.SlotEntry> slots() {
            return ProcessSlots.of("unit", units, command, seed, settings);
        }

        @Override
        public List<UnitPlacement> placements(ControllerClient client) {
            return slots().stream().map(slot -> slot.placement(OWN_RIG)).toList();
        }
    }

    /// Units on a person's own rig.
    ///
    /// @param file the rig's file
    /// @param rig its id
    /// @param slots those that take part
    /// @param labels what is printed on the unit, by slot
    record Bench(
            Path file, String rig, List<SlotEntry> slots, Map<String, Map<String, String>> labels)
            implements DeskSite {

        static Bench read(Path file, @Nullable Path unitsFile, int units) {
            var rig = RigFiles.read(file);
            if (rig.slots().size() < units) {
                throw new UnusableInput(
                        "%s: %d slots, but --units %d are wanted"
                                .formatted(file, rig.slots().size(), units));
            }
            var slots = rig.slots().subList(0, units);
            Map<String, Map<String, String>> labels =
                    unitsFile == null ? Map.of() : UnitsFile.read(unitsFile);
            slots.forEach(slot -> checkSlot(file, slot, labels));
            return new Bench(file, rig.rig().value(), slots, labels);
        }

        private static void checkSlot(
                Path file, SlotEntry slot, Map<String, Map<String, String>> labels) {
            var place = file + ":" + slot.line() + ": slot " + slot.name() + ": ";
            if (slot.unit().isEmpty()) {
                throw new UnusableInput(place + "no unit sits in it; 'unit: NAME' is wanted");
            }
            boolean readsLabel =
                    slot.wiring().stream()
                            .anyMatch(wiring -> wiring.kind().name().equals("process"));
            if (!readsLabel && !labels.containsKey(slot.name().value())) {
                throw new UnusableInput(
                        place
                                + "what is printed on its unit is not known; --units-file wants a key"
                                + " 'slots: "
                                + slot.name()
                                + ": {…}'");
            }
        }

        @Override
        public void start(ScratchLab lab) {
            lab.addRig(rig, file);
        }

        @Override
        public List<UnitPlacement> placements(ControllerClient client) {
            var placements = new ArrayList<UnitPlacement>();
            for (SlotEntry slot : slots) {
                var label = labels.get(slot.name().value());
                placements.add(
                        UnitPlacement.newBuilder()
                                .setUnitId(slot.unit().orElseThrow().value())
                                .setRigId(rig)
                                .setSlot(slot.name().value())
                                .setBatch(slot.batch())
                                .setSealedLabel(
                                        label == null ? ByteString.EMPTY : sealed(label, client))
                                .build());
            }
            return placements;
        }

        private static ByteString sealed(Map<String, String> label, ControllerClient client) {
            var json = JsonMapper.shared().writeValueAsString(label);
            return ByteString.copyFrom(client.seal(json.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
