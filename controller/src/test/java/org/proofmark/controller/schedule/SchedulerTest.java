package org.proofmark.controller.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.proofmark.controller.schedule.Situation.CampaignView;
import org.proofmark.controller.schedule.Situation.RunView;
import org.proofmark.controller.schedule.Situation.SlotView;
import org.proofmark.controller.schedule.Situation.Stage;
import org.proofmark.controller.schedule.Situation.Status;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class SchedulerTest {
    private static final CampaignId ONE = new CampaignId("one");
    private static final CampaignId TWO = new CampaignId("two");
    private static final SlotId A = slot("a");
    private static final SlotId B = slot("b");
    private static final SlotId C = slot("c");
    private static final Standing READY = new Standing.Ready();

    private static SlotId slot(String name) {
        return new SlotId(new RigId("rig-1"), new SlotName(name));
    }

    private static SlotView free() {
        return new SlotView(READY, Optional.empty());
    }

    private static SlotView heldBy(CampaignId holder) {
        return new SlotView(READY, Optional.of(holder));
    }

    private static CampaignView waiting(CampaignId id, SlotId... slots) {
        return new CampaignView(id, Stage.WAITING, List.of(slots), List.of(), false, false);
    }

    private static RunView run(SlotId slot, Phase phase, Status status, int attempts, int spent) {
        return new RunView(
                new RunId(phase + "-" + slot.slot()),
                new UnitId("u-" + slot.slot()),
                slot,
                phase,
                status,
                attempts,
                spent,
                false,
                false);
    }

    private static Plan plan(Map<SlotId, SlotView> slots, CampaignView... campaigns) {
        return new Scheduler(2).plan(new Situation(slots, List.of(campaigns)));
    }

    @Test
    public void aCampaignTakesFreeSlots() {
        var plan = plan(Map.of(A, free(), B, free()), waiting(ONE, A, B));
        assertThat(plan.decisions()).containsExactly(new Decision.TakeSlots(ONE));
        assertThat(plan.waitingCampaigns()).isEmpty();
    }

    @Test
    public void aCampaignTakesNothingWhileOneSlotIsHeld() {
        var plan = plan(Map.of(A, free(), B, heldBy(TWO)), waiting(ONE, A, B));
        assertThat(plan.decisions()).isEmpty();
        assertThat(code(plan, ONE)).isEqualTo(Wait.Code.SLOT_BUSY);
    }

    @Test
    public void aLaterCampaignDoesNotOvertakeForASlotThatAnEarlierOneWaitsFor() {
        var plan =
                plan(
                        Map.of(A, free(), B, heldBy(new CampaignId("x"))),
                        waiting(ONE, A, B),
                        waiting(TWO, A));
        assertThat(plan.decisions()).isEmpty();
        assertThat(code(plan, TWO)).isEqualTo(Wait.Code.SLOT_RESERVED);
    }

    @Test
    public void aCampaignWhoseRigIsAwayHoldsNobodyUp() {
        var lost = new SlotView(new Standing.RigLost(), Optional.empty());
        var plan = plan(Map.of(A, free(), B, lost), waiting(ONE, A, B), waiting(TWO, A));
        assertThat(plan.decisions()).containsExactly(new Decision.TakeSlots(TWO));
        assertThat(code(plan, ONE)).isEqualTo(Wait.Code.RIG_LOST);
    }

    @Test
    public void aCampaignWaitsForASlotThatAnOperatorHoldsAndNobodyOvertakesIt() {
        var until = Instant.parse("2026-11-23T01:20:00.5Z");
        var inHand = new SlotView(new Standing.InHand("anna@pc", until), Optional.empty());
        var plan = plan(Map.of(A, free(), B, inHand), waiting(ONE, A, B), waiting(TWO, A));
        assertThat(plan.decisions()).isEmpty();
        assertThat(plan.waitingCampaigns().get(ONE))
                .isEqualTo(
                        new Wait(
                                Wait.Code.SLOT_HELD,
                                "Slot rig-1/b is held by anna@pc until 2026-11-23T01:20:00Z;"
                                        + " 'proofmark power off rig-1/b' gives it back."));
        assertThat(code(plan, TWO)).isEqualTo(Wait.Code.SLOT_RESERVED);
    }

    @DataProvider
    Object[][] troubles() {
        return new Object[][] {
            {new Standing.RigSuspect(), Wait.Code.RIG_SUSPECT},
            {new Standing.RigLost(), Wait.Code.RIG_LOST},
            {new Standing.NoSuchSlot(), Wait.Code.NO_SUCH_SLOT},
            {new Standing.OutOfService("disk full"), Wait.Code.SLOT_OUT_OF_SERVICE},
            {new Standing.LeaseExpired(), Wait.Code.LEASE_EXPIRED},
        };
    }

    @Test(dataProvider = "troubles")
    public void everyTroubleHasItsReasonAndStartsNothing(Standing standing, Wait.Code code) {
        var plan = plan(Map.of(A, new SlotView(standing, Optional.empty())), waiting(ONE, A));
        assertThat(plan.decisions()).isEmpty();
        assertThat(code(plan, ONE)).isEqualTo(code);
        assertThat(code.word()).matches("[a-z]+(-[a-z]+)*");
    }

    private static Wait.Code code(Plan plan, CampaignId id) {
        return Optional.ofNullable(plan.waitingCampaigns().get(id)).orElseThrow().code();
    }

    private static CampaignView at(Stage stage, RunView... runs) {
        return new CampaignView(ONE, stage, List.of(A, B), List.of(runs), true, true);
    }

    private static final Map<SlotId, SlotView> HELD = Map.of(A, heldBy(ONE), B, heldBy(ONE));

    @Test
    public void theNextAttemptHasTheNextNumber() {
        var plan = plan(HELD, at(Stage.COLLECTING, run(A, Phase.COLLECT, Status.WAITING, 1, 1)));
        assertThat(plan.decisions()).hasSize(1);
        assertThat(((Decision.Start) plan.decisions().getFirst()).attempt().number()).isEqualTo(2);
    }

    @Test
    public void aRunIsGivenUpAfterTheLastAttemptAndNotBefore() {
        var spent = run(A, Phase.COLLECT, Status.WAITING, 2, 2);
        assertThat(plan(HELD, at(Stage.COLLECTING, spent)).decisions())
                .containsExactly(new Decision.GiveUp(spent.id()));
        // refused orders were no attempts
        var refused = run(A, Phase.COLLECT, Status.WAITING, 5, 1);
        assertThat(plan(HELD, at(Stage.COLLECTING, refused)).decisions().getFirst())
                .isInstanceOf(Decision.Start.class);
    }

    @Test
    public void whoIsThroughWaitsForTheOthers() {
        var done = run(A, Phase.COLLECT, Status.OVER, 1, 0);
        var plan = plan(HELD, at(Stage.COLLECTING, done, run(B, Phase.COLLECT, Status.LIVE, 1, 0)));
        assertThat(plan.decisions()).isEmpty();
        var wait = Optional.ofNullable(plan.waitingRuns().get(done.id())).orElseThrow();
        assertThat(wait.code()).isEqualTo(Wait.Code.WAITING_FOR_COLLECT);
        assertThat(wait.text()).contains("u-b");
    }

    @Test
    public void theCrossPhaseIsPlannedWhenEveryCollectRunHasEnded() {
        var plan =
                plan(
                        HELD,
                        at(
                                Stage.COLLECTING,
                                run(A, Phase.COLLECT, Status.OVER, 1, 0),
                                run(B, Phase.COLLECT, Status.OVER, 2, 2)));
        assertThat(plan.decisions()).containsExactly(new Decision.PlanCross(ONE));
    }

    @Test
    public void slotsAreReleasedAndTheCampaignEndsWhenEverythingIsDone() {
        var runs =
                new RunView[] {
                    run(A, Phase.CROSS, Status.OVER, 1, 0), run(B, Phase.CROSS, Status.OVER, 1, 0)
                };
        assertThat(plan(HELD, at(Stage.CROSSING, runs)).decisions())
                .containsExactly(
                        new Decision.Release(ONE, A),
                        new Decision.Release(ONE, B),
                        new Decision.End(ONE));
        var noDesk = new CampaignView(ONE, Stage.CROSSING, List.of(A), List.of(runs), false, true);
        var plan = plan(Map.of(A, heldBy(ONE)), noDesk);
        assertThat(plan.decisions()).containsExactly(new Decision.Release(ONE, A));
        assertThat(code(plan, ONE)).isEqualTo(Wait.Code.WAITING_FOR_DESK);
        var noEvidence =
                new CampaignView(ONE, Stage.CROSSING, List.of(A), List.of(runs), true, false);
        assertThat(code(plan(Map.of(A, heldBy(ONE)), noEvidence), ONE))
                .isEqualTo(Wait.Code.WAITING_FOR_EVIDENCE);
    }

    @Test
    public void aCancelledCampaignKeepsASlotUntilItsAttemptHasEnded() {
        var live = at(Stage.OVER, run(A, Phase.COLLECT, Status.LIVE, 1, 0));
        assertThat(plan(HELD, live).decisions()).containsExactly(new Decision.Release(ONE, B));
    }

    /// A world that carries plans out, with rigs that come and go and attempts that end as chance
    /// has it: no slot ever has two holders, slots are taken all at once, nothing starts in a slot
    /// that is not held or not ready, and when rigs stay every campaign comes to its end.
    @Test
    public void nothingIsHeldTwiceAndNothingStarves() {
        var seed = new Random().nextLong();
        System.err.println("SchedulerTest seed " + seed);
        for (var i = 0; i < 300; i++) {
            new World(new Random(seed + i), seed + i).live();
        }
    }

    private static final class World {
        private static final int STEPS = 3_000;
        private final Random random;
        private final long seed;
        private final Map<SlotId, Optional<CampaignId>> holders = new HashMap<>();
        private final Map<SlotId, Standing> standings = new HashMap<>();
        private final Map<CampaignId, CampaignView> campaigns = new java.util.LinkedHashMap<>();

        World(Random random, long seed) {
            this.random = random;
            this.seed = seed;
            for (var slot : List.of(A, B, C)) {
                holders.put(slot, Optional.empty());
                standings.put(slot, READY);
            }
            for (var i = 0; i < 1 + random.nextInt(6); i++) {
                var wanted = new HashSet<SlotId>();
                while (wanted.isEmpty()) {
                    List.of(A, B, C).stream()
                            .filter(s -> random.nextBoolean())
                            .forEach(wanted::add);
                }
                var id = new CampaignId("c" + i);
                campaigns.put(
                        id,
                        new CampaignView(
                                id,
                                Stage.WAITING,
                                List.copyOf(wanted),
                                wanted.stream().map(s -> run(id, s, Phase.COLLECT)).toList(),
                                true,
                                true));
            }
        }

        private static RunView run(CampaignId campaign, SlotId slot, Phase phase) {
            return new RunView(
                    new RunId(campaign + "-" + phase + "-" + slot.slot()),
                    new UnitId("u"),
                    slot,
                    phase,
                    Status.WAITING,
                    0,
                    0,
                    false,
                    false);
        }

        void live() {
            for (var step = 0; step < STEPS; step++) {
                // rigs come and go in the first half, and stay in the second
                var troubled = step < STEPS / 2;
                standings.replaceAll((_, _) ->
                        troubled && random.nextInt(4) == 0 ? new Standing.RigLost() : READY);
                var views = new HashMap<SlotId, SlotView>();
                holders.forEach((s, h) -> views.put(s, new SlotView(at(s), h)));
                var plan =
                        new Scheduler(2)
                                .plan(new Situation(views, List.copyOf(campaigns.values())));
                plan.decisions().forEach(this::carryOut);
                assertReasons(plan);
                if (campaigns.isEmpty()) {
                    return;
                }
                campaigns.replaceAll((_, c) -> attemptsEnd(c));
            }
            throw new AssertionError("seed " + seed + ": " + campaigns + " never ended");
        }

        private Standing at(SlotId slot) {
            return Optional.ofNullable(standings.get(slot)).orElseThrow();
        }

        private Optional<CampaignId> holder(SlotId slot) {
            return Optional.ofNullable(holders.get(slot)).orElseThrow();
        }

        private CampaignView campaign(CampaignId id) {
            return Optional.ofNullable(campaigns.get(id)).orElseThrow();
        }

        private void assertReasons(Plan plan) {
            for (var campaign : campaigns.values()) {
                if (campaign.stage() == Stage.WAITING) {
                    assertThat(plan.waitingCampaigns())
                            .as("seed " + seed)
                            .containsKey(campaign.id());
                }
            }
        }

        private void carryOut(Decision decision) {
            switch (decision) {
                case Decision.TakeSlots(var id) -> {
                    var campaign = campaign(id);
                    for (var slot : campaign.slots()) {
                        assertThat(holder(slot)).as("seed " + seed).isEmpty();
                        assertThat(at(slot)).isEqualTo(READY);
                        holders.put(slot, Optional.of(id));
                    }
                    campaigns.put(id, with(campaign, Stage.COLLECTING, campaign.runs()));
                }
                case Decision.Start(var attempt, var slot) -> {
                    var owner = owner(attempt.run());
                    assertThat(holder(slot)).as("seed " + seed).contains(owner.id());
                    assertThat(at(slot)).isEqualTo(READY);
                    assertThat(owner.runs())
                            .noneMatch(r -> r.slot().equals(slot) && r.status() == Status.LIVE);
                    change(
                            owner,
                            attempt.run(),
                            r -> {
                                assertThat(attempt.number()).isEqualTo(r.attempts() + 1);
                                assertThat(r.spent()).isLessThan(2);
                                return status(r, Status.LIVE, r.attempts() + 1, r.spent());
                            });
                }
                case Decision.GiveUp(var run) ->
                        change(
                                owner(run),
                                run,
                                r -> status(r, Status.OVER, r.attempts(), r.spent()));
                case Decision.PlanCross(var id) -> {
                    var campaign = campaign(id);
                    var runs = new java.util.ArrayList<>(campaign.runs());
                    campaign.slots().forEach(s -> runs.add(run(id, s, Phase.CROSS)));
                    campaigns.put(id, with(campaign, Stage.CROSSING, runs));
                }
                case Decision.Release(var id, var slot) -> {
                    assertThat(holder(slot)).as("seed " + seed).contains(id);
                    holders.put(slot, Optional.empty());
                }
                case Decision.End(var id) -> {
                    campaigns.remove(id);
                    assertThat(holders.values()).doesNotContain(Optional.of(id));
                }
            }
        }

        private CampaignView owner(RunId run) {
            return campaigns.values().stream()
                    .filter(c -> c.runs().stream().anyMatch(r -> r.id().equals(run)))
                    .findFirst()
                    .orElseThrow();
        }

        private CampaignView attemptsEnd(CampaignView campaign) {
            return with(
                    campaign,
                    campaign.stage(),
                    campaign.runs().stream()
                            .map(r ->
                                    r.status() != Status.LIVE || random.nextInt(3) > 0
                                            ? r
                                            : random.nextInt(3) == 0
                                                    ? status(
                                                            r,
                                                            Status.WAITING,
                                                            r.attempts(),
                                                            r.spent() + 1)
                                                    : status(
                                                            r,
                                                            Status.OVER,
                                                            r.attempts(),
                                                            r.spent()))
                            .toList());
        }

        private void change(
                CampaignView campaign,
                RunId run,
                java.util.function.UnaryOperator<RunView> change) {
            campaigns.put(
                    campaign.id(),
                    with(
                            campaign,
                            campaign.stage(),
                            campaign.runs().stream()
                                    .map(r -> r.id().equals(run) ? change.apply(r) : r)
                                    .toList()));
        }

        private static RunView status(RunView r, Status status, int attempts, int spent) {
            return new RunView(
                    r.id(), r.unit(), r.slot(), r.phase(), status, attempts, spent, false, false);
        }

        private static CampaignView with(CampaignView c, Stage stage, List<RunView> runs) {
            return new CampaignView(c.id(), stage, c.slots(), runs, true, true);
        }
    }
}
