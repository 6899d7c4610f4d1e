package org.proofmark.controller.schedule;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.proofmark.controller.schedule.Situation.CampaignView;
import org.proofmark.controller.schedule.Situation.RunView;
import org.proofmark.controller.schedule.Situation.SlotView;
import org.proofmark.controller.schedule.Situation.Status;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;

/// Decides what starts and says why the rest waits. Pure: the same situation gives the same plan.
///
/// A campaign takes all its slots at once or none. In order of submission, a campaign that waits
/// only because others hold its slots reserves them, so that no later one overtakes it; one whose
/// rig is away reserves nothing, so that it holds nobody up.
public final class Scheduler {
    private final int maxAttempts;

    /// @param maxAttempts how many attempts that met a fault a run may have, 1 or more
    public Scheduler(int maxAttempts) {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts wants 1 or more, got " + maxAttempts);
        }
        this.maxAttempts = maxAttempts;
    }

    /// What follows from this situation. Carrying the decisions out gives the next situation; there
    /// is an end, since each decision moves something forward.
    public Plan plan(Situation situation) {
        var planning = new Planning(situation, maxAttempts);
        situation.campaigns().forEach(planning::campaign);
        return new Plan(planning.decisions, planning.campaignWaits, planning.runWaits);
    }

    private static final class Planning {
        private final Map<SlotId, SlotView> slots;
        private final int maxAttempts;
        private final Map<SlotId, CampaignId> holders = new HashMap<>();
        private final Set<SlotId> reserved = new HashSet<>();
        private final List<Decision> decisions = new ArrayList<>();
        private final Map<CampaignId, Wait> campaignWaits = new HashMap<>();
        private final Map<RunId, Wait> runWaits = new HashMap<>();

        Planning(Situation situation, int maxAttempts) {
            this.slots = situation.slots();
            this.maxAttempts = maxAttempts;
            slots.forEach((id, slot) -> slot.holder().ifPresent(h -> holders.put(id, h)));
        }

        void campaign(CampaignView campaign) {
            switch (campaign.stage()) {
                case WAITING -> take(campaign);
                case COLLECTING -> collect(campaign);
                case CROSSING -> cross(campaign);
                case OVER -> release(campaign);
            }
        }

        private void take(CampaignView campaign) {
            var away = campaign.slots().stream().flatMap(s -> trouble(s).stream()).findFirst();
            if (away.isPresent()) {
                campaignWaits.put(campaign.id(), away.get());
                return;
            }
            var taken = campaign.slots().stream().flatMap(s -> occupied(s).stream()).findFirst();
            if (taken.isPresent()) {
                campaignWaits.put(campaign.id(), taken.get());
                reserved.addAll(campaign.slots());
                return;
            }
            campaign.slots().forEach(s -> holders.put(s, campaign.id()));
            decisions.add(new Decision.TakeSlots(campaign.id()));
        }

        private Optional<Wait> occupied(SlotId slot) {
            var holder = holders.get(slot);
            if (holder != null) {
                return Optional.of(
                        new Wait(
                                Wait.Code.SLOT_BUSY,
                                "Slot " + slot + " is held by campaign " + holder + "."));
            }
            var inHand = inHand(slot);
            if (inHand.isPresent()) {
                return inHand;
            }
            if (reserved.contains(slot)) {
                return Optional.of(
                        new Wait(
                                Wait.Code.SLOT_RESERVED,
                                "Slot "
                                        + slot
                                        + " is next for a campaign that was submitted earlier."));
            }
            return Optional.empty();
        }

        private Optional<Wait> inHand(SlotId slot) {
            var view = slots.get(slot);
            return view != null && view.standing() instanceof Standing.InHand(var by, var until)
                    ? Optional.of(
                            new Wait(
                                    Wait.Code.SLOT_HELD,
                                    "Slot "
                                            + slot
                                            + " is held by "
                                            + by
                                            + " until "
                                            + until.truncatedTo(ChronoUnit.SECONDS)
                                            + "; 'proofmark power off "
                                            + slot
                                            + "' gives it back."))
                    : Optional.empty();
        }

        private Optional<Wait> trouble(SlotId slot) {
            var view = slots.get(slot);
            var standing = view == null ? new Standing.NoSuchSlot() : view.standing();
            return switch (standing) {
                // who has it is no trouble of the slot's own: see occupied
                case Standing.Ready _, Standing.InHand _ -> Optional.empty();
                case Standing.RigSuspect _ ->
                        wait(Wait.Code.RIG_SUSPECT, slot, "was not heard of for some seconds");
                case Standing.RigLost _ ->
                        wait(Wait.Code.RIG_LOST, slot, "is not connected: start its rig-agent");
                case Standing.NoSuchSlot _ ->
                        Optional.of(
                                new Wait(
                                        Wait.Code.NO_SUCH_SLOT,
                                        "Rig " + slot.rig() + " has no slot " + slot.slot() + "."));
                case Standing.OutOfService(var why) ->
                        Optional.of(
                                new Wait(
                                        Wait.Code.SLOT_OUT_OF_SERVICE,
                                        "Slot " + slot + " is out of service: " + why));
                case Standing.LeaseExpired _ ->
                        Optional.of(
                                new Wait(
                                        Wait.Code.LEASE_EXPIRED,
                                        "The lease of slot " + slot + " has ended."));
            };
        }

        private static Optional<Wait> wait(Wait.Code code, SlotId slot, String what) {
            return Optional.of(
                    new Wait(
                            code,
                            "Rig " + slot.rig() + " (slot " + slot.slot() + ") " + what + "."));
        }

        private void collect(CampaignView campaign) {
            var open = open(campaign, Phase.COLLECT);
            if (open.isEmpty()) {
                decisions.add(new Decision.PlanCross(campaign.id()));
                return;
            }
            waitFor(campaign, Phase.COLLECT, Wait.Code.WAITING_FOR_COLLECT, open.getFirst());
            open.forEach(this::advance);
        }

        private void cross(CampaignView campaign) {
            var open = open(campaign, Phase.CROSS);
            if (!open.isEmpty()) {
                waitFor(campaign, Phase.CROSS, Wait.Code.WAITING_FOR_CROSS, open.getFirst());
                open.forEach(this::advance);
                return;
            }
            release(campaign);
            if (!campaign.deskDone()) {
                campaignWaits.put(
                        campaign.id(),
                        new Wait(
                                Wait.Code.WAITING_FOR_DESK,
                                "The published pages are being fetched."));
            } else if (!campaign.evidenceDone()) {
                campaignWaits.put(
                        campaign.id(),
                        new Wait(
                                Wait.Code.WAITING_FOR_EVIDENCE,
                                "Evidence that the records name is still on its way."));
            } else {
                decisions.add(new Decision.End(campaign.id()));
            }
        }

        private static List<RunView> open(CampaignView campaign, Phase phase) {
            return campaign.runs().stream()
                    .filter(r -> r.phase() == phase && r.status() != Status.OVER)
                    .toList();
        }

        private void waitFor(CampaignView campaign, Phase phase, Wait.Code code, RunView open) {
            for (var run : campaign.runs()) {
                if (run.phase() == phase && run.status() == Status.OVER) {
                    runWaits.put(
                            run.id(),
                            new Wait(code, "Unit " + open.unit() + " is not through yet."));
                }
            }
        }

        private void advance(RunView run) {
            if (run.status() != Status.WAITING) {
                return;
            }
            if (run.hopeless() || run.spent() >= maxAttempts || leaseExpired(run.slot())) {
                decisions.add(new Decision.GiveUp(run.id()));
                return;
            }
            var trouble = trouble(run.slot()).or(() -> inHand(run.slot()));
            if (trouble.isPresent()) {
                runWaits.put(run.id(), trouble.get());
            } else if (run.refused()) {
                runWaits.put(
                        run.id(),
                        new Wait(
                                Wait.Code.ORDER_REFUSED,
                                "Rig "
                                        + run.slot().rig()
                                        + " did not take the order; it is sent again."));
            } else {
                decisions.add(
                        new Decision.Start(new Attempt(run.id(), run.attempts() + 1), run.slot()));
            }
        }

        private boolean leaseExpired(SlotId slot) {
            var view = slots.get(slot);
            return view != null && view.standing() instanceof Standing.LeaseExpired;
        }

        private void release(CampaignView campaign) {
            for (var slot : campaign.slots()) {
                var alive =
                        campaign.runs().stream()
                                .anyMatch(r -> r.slot().equals(slot) && r.status() == Status.LIVE);
                if (!alive && Objects.equals(holders.get(slot), campaign.id())) {
                    decisions.add(new Decision.Release(campaign.id(), slot));
                }
            }
        }
    }
}
