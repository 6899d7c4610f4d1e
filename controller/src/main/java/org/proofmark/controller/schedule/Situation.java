package org.proofmark.controller.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.UnitId;

/// All that the scheduler looks at.
///
/// @param slots every slot that a campaign names or holds
/// @param campaigns those that are not over, and those that are and still hold a slot, by
///   submission
public record Situation(Map<SlotId, SlotView> slots, List<CampaignView> campaigns) {
    public Situation {
        slots = Map.copyOf(slots);
        campaigns = List.copyOf(campaigns);
    }

    /// A slot.
    public record SlotView(Standing standing, Optional<CampaignId> holder) {}

    /// A campaign.
    ///
    /// @param slots all that it wants or holds
    /// @param deskDone the published pages were looked for
    /// @param evidenceDone everything that records name has come, or was waited for long enough
    public record CampaignView(
            CampaignId id,
            Stage stage,
            List<SlotId> slots,
            List<RunView> runs,
            boolean deskDone,
            boolean evidenceDone) {
        public CampaignView {
            slots = List.copyOf(slots);
            runs = List.copyOf(runs);
        }
    }

    /// Where a campaign is.
    public enum Stage {
        WAITING,
        COLLECTING,
        CROSSING,
        OVER
    }

    /// A run.
    ///
    /// @param attempts how many numbers were given out
    /// @param spent how many of them met a fault
    /// @param hopeless the last fault is one that another attempt cannot mend
    /// @param refused the rig did not take the last order and was not heard of since
    public record RunView(
            RunId id,
            UnitId unit,
            SlotId slot,
            Phase phase,
            Status status,
            int attempts,
            int spent,
            boolean hopeless,
            boolean refused) {}

    /// Where a run is.
    public enum Status {
        WAITING,
        LIVE,
        OVER
    }
}
