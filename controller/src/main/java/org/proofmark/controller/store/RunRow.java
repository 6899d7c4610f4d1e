package org.proofmark.controller.store;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.UnitId;

/// A run with its attempts.
///
/// @param attempts by number
public record RunRow(
        RunId id,
        CampaignId campaign,
        UnitId unit,
        SlotId slot,
        Phase phase,
        RunState state,
        List<AttemptRow> attempts) {
    public RunRow {
        attempts = List.copyOf(attempts);
    }

    /// The latest attempt, where one was ordered.
    public Optional<AttemptRow> latest() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
    }

    /// The latest attempt without a fault.
    public Optional<AttemptRow> completed() {
        return attempts.stream()
                .filter(a -> a.state() == AttemptState.COMPLETED)
                .reduce((a, b) -> b);
    }

    /// The attempt that the rig may be at work on.
    public Optional<AttemptRow> live() {
        return latest().filter(a -> a.state().live());
    }
}
