package org.proofmark.controller.fleet;

import java.util.List;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.SlotName;

/// What a rig says of itself in its hello and its heartbeats.
///
/// @param slots empty where it says nothing new of them
/// @param owned attempts that its journal says it owns
/// @param spooled records that wait for an acknowledgement
/// @param leases operators' leases that live there
/// @param abilities what its agent can do beyond the first version, in a hello
public record RigReport(
        List<SlotInfo> slots,
        List<Owned> owned,
        long spooled,
        List<HandHeld> leases,
        List<String> abilities) {
    public RigReport {
        leases = List.copyOf(leases);
        abilities = List.copyOf(abilities);
        slots = List.copyOf(slots);
        owned = List.copyOf(owned);
    }

    /// Without operators' leases.
    public RigReport(List<SlotInfo> slots, List<Owned> owned, long spooled) {
        this(slots, owned, spooled, List.of(), List.of());
    }

    /// @param lease of the slot, by its id
    public record HandHeld(SlotName slot, String lease) {}

    /// True where the rig says that it owns this attempt.
    public boolean owns(Attempt attempt) {
        return owned.stream().anyMatch(o -> o.attempt().equals(attempt));
    }

    /// @param alive false after a crash of the agent: the attempt is broken, its records follow
    public record Owned(Attempt attempt, SlotName slot, boolean alive) {}
}
