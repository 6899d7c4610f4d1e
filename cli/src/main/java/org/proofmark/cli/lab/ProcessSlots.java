package org.proofmark.cli.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.lab.RigFile.SlotEntry;
import org.proofmark.virtuallab.process.UnitIdentities;
import org.proofmark.virtuallab.process.UnitIdentity;

/// Slots whose device is a program that keeps the virtual lab's contract.
public final class ProcessSlots {
    private ProcessSlots() {}

    /// A slot for each of `count` units of one model; slot and unit have the same name,
    /// `<prefix>-1` and so on.
    ///
    /// @param prefix lower-case letters, digits and dashes
    /// @param command run by /bin/sh at each power-on
    /// @param seed the same seed makes the same units
    /// @param settings further settings of every slot's wiring, such as `network`
    public static List<SlotEntry> of(
            String prefix, int count, String command, long seed, Map<String, Object> settings) {
        return of(prefix, UnitIdentities.of(seed, count), command, settings);
    }

    /// A slot for each of these units.
    public static List<SlotEntry> of(
            String prefix,
            List<UnitIdentity> identities,
            String command,
            Map<String, Object> settings) {
        var slots = new ArrayList<SlotEntry>();
        for (int i = 0; i < identities.size(); i++) {
            var wiring = new LinkedHashMap<String, Object>();
            wiring.put("kind", "process");
            wiring.put("command", command);
            wiring.putAll(identities.get(i).settings());
            wiring.putAll(settings);
            var name = prefix + "-" + (i + 1);
            slots.add(new SlotEntry(name, name, identities.get(i).batch(), List.of(wiring)));
        }
        return slots;
    }
}
