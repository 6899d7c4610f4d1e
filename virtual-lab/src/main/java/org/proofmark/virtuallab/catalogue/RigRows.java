package org.proofmark.virtuallab.catalogue;

import static org.proofmark.virtuallab.catalogue.Rows.rig;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.RigTrouble;

/// Compliant devices on rigs with a fault.
final class RigRows {
    private RigRows() {}

    static List<CatalogueEntry> all() {
        return List.of(
                // every switching off fails, so that the first one is met wherever a procedure has
                // it
                rig(
                        "R1",
                        "the supply does not open",
                        slots(fault("power-stuck", Map.of("from-cycle", 1))),
                        Set.of("power-not-cut")),
                rig(
                        "R2",
                        "the supply opens four times and then no more",
                        slots(fault("power-stuck", Map.of("from-cycle", 5))),
                        Set.of("power-not-cut")),
                rig(
                        "R3",
                        "the button's line is dead",
                        slots(fault("button-dead", Map.of())),
                        Set.of("reset-not-proven")),
                // A boot prints some 700 bytes, a login some 100: after 900 the first logins are
                // going
                // on. Later power cycles, and so later attempts, are clean.
                rig(
                        "R4",
                        "the console is unplugged in mid-run and back after 3 s",
                        slots(
                                fault(
                                        "console-unplug",
                                        Map.of("at-cycle", 1, "after-bytes", 900, "for", "3s"))),
                        Set.of("console-lost", "console-gap")),
                rig(
                        "R5",
                        "the console loses 40 bytes, and counts them",
                        slots(
                                fault(
                                        "console-loss",
                                        Map.of("at-cycle", 1, "after-bytes", 900, "bytes", 40))),
                        Set.of("console-bytes-lost")),
                rig(
                        "R7",
                        "the network cable is out for 3 s, in a network of the slot's own",
                        new RigTrouble(
                                Map.of(
                                        "network",
                                        RigTrouble.NAMESPACE,
                                        "faults",
                                        List.of(
                                                fault(
                                                        "cable-out",
                                                        Map.of(
                                                                "at-cycle",
                                                                1,
                                                                "after-bytes",
                                                                900,
                                                                "for",
                                                                "3s")))),
                                false),
                        Set.of("network-cut")),
                rig(
                        "R8",
                        "the rig-agent is killed in mid-reset",
                        new RigTrouble(Map.of(), true),
                        Set.of("agent-restarted")));
    }

    private static RigTrouble slots(Map<String, Object> fault) {
        return new RigTrouble(Map.of("faults", List.of(fault)), false);
    }

    private static Map<String, Object> fault(String kind, Map<String, Object> settings) {
        var fault = new HashMap<>(settings);
        fault.put("kind", kind);
        return Map.copyOf(fault);
    }
}
