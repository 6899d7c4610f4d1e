package org.proofmark.controller.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;

/// Campaigns, runs, attempts and leases. Every change names the state that it starts from: where
/// that is no longer so, it does nothing and says so with false.
public interface CampaignStore {
    /// The fault of attempts that were under way when a backup was made that the controller was
    /// restored from. Records of such an attempt that came after the backup are gone.
    String RESTORED = "controller-restored";

    /// Adds a campaign with its units and one collect run per unit, all waiting.
    ///
    /// @return the campaign's id: that of an earlier one where `requestId` is known
    CampaignId addCampaign(
            CampaignId id, CampaignRow.Order order, List<UnitRow> units, Instant createTime);

    Optional<CampaignRow> campaign(CampaignId id);

    /// By submission.
    List<CampaignRow> campaigns();

    /// Those that are over, the latest submitted first.
    ///
    /// @param limit how many at the most
    List<CampaignRow> latestOver(int limit);

    /// Campaigns that are not over, and those that are and still hold a slot.
    List<CampaignRow> unsettledCampaigns();

    /// When the latest campaign ended, cancelled ones not counted.
    Optional<Instant> lastEnd();

    /// By position.
    List<UnitRow> units(CampaignId id);

    /// By position, with their attempts.
    List<RunRow> runs(CampaignId id);

    Optional<RunRow> run(RunId id);

    /// Takes all slots of a waiting campaign, or none.
    boolean takeSlots(CampaignId id, Instant now, Duration lease);

    /// Who holds what.
    List<LeaseRow> leases();

    /// Says that the holder was heard of.
    void renewLease(SlotId slot, Instant now, Duration lease);

    /// Frees a slot.
    boolean releaseSlot(CampaignId holder, SlotId slot);

    /// Puts the next attempt of a waiting run on record: the number is one more than the latest.
    boolean startAttempt(Attempt attempt, Instant now);

    /// The rig took the order.
    boolean acceptAttempt(Attempt attempt, Instant now);

    /// Ends a live attempt from the controller's side: REFUSED, FENCED or CANCELLED; the run waits
    /// again.
    boolean endAttempt(Attempt attempt, AttemptState state, Fault fault);

    /// Gives a waiting run up.
    boolean giveUp(RunId run);

    /// From COLLECTING to CROSSING, with the cross runs.
    boolean planCross(CampaignId id, SecretAnalysis analysis, List<RunRow> crossRuns);

    /// Keeps what the desk run found; the first counts.
    boolean putDesk(CampaignId id, List<PageEvidence> pages);

    /// From CROSSING to ENDED.
    boolean endCampaign(CampaignId id, Instant now);

    /// From any state that is not over to CANCELLED; runs that wait are cancelled with it.
    boolean cancelCampaign(CampaignId id, String reason, Instant now);
}
