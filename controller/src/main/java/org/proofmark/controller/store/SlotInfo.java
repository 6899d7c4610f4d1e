package org.proofmark.controller.store;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;

/// A slot as its rig last described it.
///
/// @param roles what its wiring offers: `power`, `console`, `network`, `label`, `button:<name>`
/// @param unit the unit that sits in it, where the rig's file says so
/// @param kinds of wiring, such as `process`
/// @param outOfService why it takes no runs, empty where it does
/// @param batch of the unit, empty where nobody knows
public record SlotInfo(
        SlotName name,
        List<String> roles,
        Optional<UnitId> unit,
        List<String> kinds,
        String outOfService,
        String batch) {
    public SlotInfo {
        roles = List.copyOf(roles);
        kinds = List.copyOf(kinds);
    }
}
