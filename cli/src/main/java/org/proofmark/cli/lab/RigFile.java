package org.proofmark.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.proto.run.v1.UnitPlacement;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A rig's file, as the rig-agent reads it.
///
/// @param rig the rig's id
public record RigFile(String rig, List<SlotEntry> slots) {
    public RigFile {
        slots = List.copyOf(slots);
    }

    /// A slot with the unit in it.
    ///
    /// @param wiring kinds with their settings, each with its `kind`
    public record SlotEntry(
            String name, String unit, String batch, List<Map<String, Object>> wiring) {
        public SlotEntry {
            wiring = wiring.stream().map(Map::copyOf).toList();
        }

        /// The unit in this slot, for a campaign; its label is read by the wiring.
        public UnitPlacement placement(String rig) {
            return UnitPlacement.newBuilder()
                    .setUnitId(unit)
                    .setRigId(rig)
                    .setSlot(name)
                    .setBatch(batch)
                    .build();
        }
    }

    /// Writes it where the agent shall read it.
    void write(Path file) {
        var root = new LinkedHashMap<String, Object>();
        root.put("rig", rig);
        root.put("slots", slots.stream().map(RigFile::map).toList());
        try {
            Files.writeString(file, YAMLMapper.builder().build().writeValueAsString(root));
        } catch (IOException e) {
            throw new Trouble("the rig's file cannot be written to " + file + ": " + e, e);
        }
    }

    private static Map<String, Object> map(SlotEntry slot) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", slot.name());
        map.put("unit", slot.unit());
        if (!slot.batch().isEmpty()) {
            map.put("batch", slot.batch());
        }
        map.put("wiring", slot.wiring());
        return map;
    }
}
