package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.Phase;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.CancelCampaignRequest;
import org.proofmark.proto.run.v1.GetCampaignRequest;
import org.proofmark.proto.run.v1.RunState;
import org.proofmark.seal.SealedBox;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/// Whole campaigns over real mTLS, with a rig that the test plays.
public class CampaignTest {
    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab = lab();
    }

    /// A controller with an empty store.
    Lab lab() throws Exception {
        return new Lab();
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private static void complete(FakeRig rig, RunOrder order) {
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.ended(order, 2, true);
    }

    @Test
    public void aCampaignCollectsCrossesReleasesAndEnds() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            var key = Lab.sealingKey(rig.await(LinkResponse::hasWelcome).getWelcome());
            // nobody holds them when the rig comes
            rig.await(m -> m.hasRelease() && m.getRelease().getSlot().equals("a"));
            rig.await(m -> m.hasRelease() && m.getRelease().getSlot().equals("b"));
            var campaign = lab.submit("rig-1", "a", "b");
            for (var i = 0; i < 2; i++) {
                var order = rig.order();
                assertThat(order.getPhase()).isEqualTo(Phase.PHASE_COLLECT);
                assertThat(order.getHold()).isTrue();
                assertThat(order.getLease().getSeconds()).isGreaterThanOrEqualTo(900);
                assertThat(order.getUnitId()).isEqualTo("u-" + order.getSlot());
                rig.accept(order);
                rig.credential(
                        order,
                        1,
                        "s1",
                        SealedBox.seal(
                                key,
                                ("secret of " + order.getUnitId())
                                        .getBytes(StandardCharsets.UTF_8)));
                rig.ended(order, 2, true);
            }
            for (var i = 0; i < 2; i++) {
                var order = rig.order();
                assertThat(order.getPhase()).isEqualTo(Phase.PHASE_CROSS);
                assertThat(order.getHold()).isFalse();
                assertInputs(order);
                complete(rig, order);
            }
            rig.await(m -> m.hasRelease() && m.getRelease().getSlot().equals("a"));
            rig.await(m -> m.hasRelease() && m.getRelease().getSlot().equals("b"));
            var end = lab.awaitEnd(campaign);
            assertThat(end.getState()).isEqualTo(CampaignState.CAMPAIGN_STATE_ENDED);
            assertThat(end.getRunsList()).hasSize(4);
            assertThat(end.getRunsList())
                    .allMatch(r -> r.getState() == RunState.RUN_STATE_COMPLETED);
            assertThat(end.getVerdictsList()).isNotEmpty();
            assertThat(held()).isEmpty();
        }
    }

    private void assertInputs(RunOrder order) throws Exception {
        var plain =
                SealedBox.open(
                        lab.rigKey("rig-1").getPrivate(), order.getSealedInputs().toByteArray());
        var json = JsonMapper.shared().readTree(plain);
        var other = order.getUnitId().equals("u-a") ? "u-b" : "u-a";
        assertThat(json.path("label").isNull()).isTrue();
        assertThat(json.at("/own/0/unit").asString()).isEqualTo(order.getUnitId());
        assertThat(json.at("/own/0/value").asString()).isEqualTo("secret of " + order.getUnitId());
        assertThat(json.path("others").size()).isEqualTo(1);
        assertThat(json.at("/others/0/unit").asString()).isEqualTo(other);
        assertThat(json.at("/others/0/credential").asString()).isEqualTo("admin");
        assertThat(json.at("/others/0/username").asString()).isEqualTo("admin");
        assertThat(json.at("/others/0/secretId").asString()).isEqualTo("s1");
        assertThat(json.at("/others/0/value").asString()).isEqualTo("secret of " + other);
    }

    private List<String> held() throws Exception {
        return FleetServiceGrpc.newBlockingStub(lab.admin())
                .listRigs(ListRigsRequest.getDefaultInstance())
                .getRigsList()
                .stream()
                .flatMap(r -> r.getSlotsList().stream())
                .filter(s -> !s.getHeldByCampaign().isEmpty())
                .map(s -> s.getName())
                .toList();
    }

    @Test
    public void oneUnitIsNotHeldAndNotCrossed() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            assertThat(order.getHold()).isFalse();
            complete(rig, order);
            assertThat(lab.awaitEnd(campaign).getRunsList()).hasSize(1);
        }
    }

    @Test
    public void theCampaignGoesOnAfterARestartAndLosesNothing() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b");
        rig.await(LinkResponse::hasWelcome);
        var link = lab.controller().link();
        var campaign = lab.submit("rig-1", "a", "b");
        var first = rig.order();
        var second = rig.order();
        rig.accept(first);
        rig.accept(second);
        rig.progress(first, 1, "boot");
        rig.awaitAck(first, 1);
        lab.restart();
        assertThat(lab.controller().link()).isEqualTo(link);
        try (var back = new FakeRig("rig-1", lab.rig("rig-1"))) {
            back.hello("rig-1", List.of(FakeRig.owns(first), FakeRig.owns(second)), "a", "b");
            back.await(LinkResponse::hasWelcome);
            // sent again, since its acknowledgement may have been lost, then what came meanwhile
            back.progress(first, 1, "boot");
            back.ended(first, 2, true);
            back.awaitAck(first, 2);
            back.progress(second, 1, "boot");
            back.ended(second, 2, true);
            complete(back, back.order());
            complete(back, back.order());
            var end = lab.awaitEnd(campaign);
            assertThat(end.getRunsList()).hasSize(4).allMatch(r -> r.getAttempt() == 1);
        }
    }

    @Test
    public void anOrderThatTheRigNeverGotIsSentAgain() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
        rig.await(LinkResponse::hasWelcome);
        var campaign = lab.submit("rig-1", "a");
        var order = rig.order();
        lab.restart();
        try (var back = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            var again = back.order();
            assertThat(again.getRunId()).isEqualTo(order.getRunId());
            assertThat(again.getAttempt()).isEqualTo(1);
            complete(back, again);
            lab.awaitEnd(campaign);
        }
    }

    @Test
    public void aFaultedAttemptIsFollowedByOneMoreAndThenGivenUp() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a", "b");
            for (var order = rig.order(); ; order = rig.order()) {
                if (order.getSlot().equals("b")) {
                    complete(rig, order);
                    continue;
                }
                rig.accept(order);
                rig.fault(order, 1, "power-not-cut");
                rig.ended(order, 2, false);
                rig.awaitAck(order, 2);
                if (order.getAttempt() == 2) {
                    break;
                }
            }
            var end = lab.awaitEnd(campaign);
            // one unit is left: nothing to cross
            assertThat(end.getRunsList()).hasSize(2);
            assertThat(end.getRuns(0).getState()).isEqualTo(RunState.RUN_STATE_FAULTED);
            assertThat(end.getRuns(0).getAttempt()).isEqualTo(2);
            assertThat(end.getRuns(0).getFault().getCode()).isEqualTo("power-not-cut");
            assertThat(end.getRuns(1).getState()).isEqualTo(RunState.RUN_STATE_COMPLETED);
        }
    }

    @Test
    public void anAttemptThatItsRigDisownsIsFencedAndItsLateRecordsAreSuperseded()
            throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var first = rig.order();
            rig.accept(first);
            rig.progress(first, 1, "boot");
            rig.awaitAck(first, 1);
            for (var i = 0; i < 3; i++) {
                rig.heartbeat(0);
            }
            var second = rig.order();
            assertThat(second.getRunId()).isEqualTo(first.getRunId());
            assertThat(second.getAttempt()).isEqualTo(2);
            // late, and acknowledged so that the rig may forget it; it ends nothing
            rig.ended(first, 2, true);
            rig.awaitAck(first, 2);
            var running = lab.await(campaign, c -> c.getRuns(0).getAttempt() == 2).getRuns(0);
            assertThat(running.getState())
                    .isIn(RunState.RUN_STATE_ORDERED, RunState.RUN_STATE_RUNNING);
            complete(rig, second);
            assertThat(lab.awaitEnd(campaign).getRuns(0).getState())
                    .isEqualTo(RunState.RUN_STATE_COMPLETED);
        }
    }

    @Test
    public void anAttemptWhoseRecordsAreStillSpooledIsNotFenced() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            for (var i = 0; i < 5; i++) {
                rig.heartbeat(1);
            }
            rig.progress(order, 1, "boot");
            rig.ended(order, 2, true);
            rig.awaitAck(order, 2);
            var end = lab.awaitEnd(campaign);
            assertThat(end.getRuns(0).getAttempt()).isEqualTo(1);
            assertThat(end.getRuns(0).getState()).isEqualTo(RunState.RUN_STATE_COMPLETED);
        }
    }

    @Test
    public void aGapEndsTheStreamAndStoresNothingAfterIt() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
        rig.await(LinkResponse::hasWelcome);
        lab.submit("rig-1", "a");
        var order = rig.order();
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.progress(order, 3, "one is missing");
        var end = rig.awaitEnd();
        assertThat(end.getCode()).isEqualTo(Status.Code.OUT_OF_RANGE);
        assertThat(end.getDescription()).contains("goes on at record 2, not at 3");
        assertThat(rig.got(m -> m.hasAck() && m.getAck().getSequence() >= 3)).isFalse();
    }

    @Test
    public void aRefusedOrderIsSentAgainWithTheNextSignOfLife() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var campaign = lab.submit("rig-1", "a");
            rig.reply(rig.order(), false, "slot a is busy");
            var waiting = lab.await(campaign, c -> !c.getRuns(0).getWaitingCode().isEmpty());
            assertThat(waiting.getRuns(0).getWaitingCode()).isEqualTo("order-refused");
            rig.heartbeat(0);
            var again = rig.order();
            assertThat(again.getAttempt()).isEqualTo(2);
            complete(rig, again);
            assertThat(lab.awaitEnd(campaign).getRuns(0).getState())
                    .isEqualTo(RunState.RUN_STATE_COMPLETED);
        }
    }

    @Test
    public void aSecondCampaignWaitsForTheSlotAndSaysWhy() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            var first = lab.submit("rig-1", "a");
            var order = rig.order();
            var second = lab.submit("rig-1", "a", "b");
            var waiting = lab.await(second, c -> !c.getWaitingCode().isEmpty());
            assertThat(waiting.getWaitingCode()).isEqualTo("slot-busy");
            assertThat(waiting.getWaitingText()).contains("rig-1/a", first);
            // all slots at once or none
            assertThat(held()).containsExactly("a");
            complete(rig, order);
            lab.awaitEnd(first);
            assertThat(rig.order().getRunId()).startsWith(second);
            assertThat(held()).containsExactly("a", "b");
        }
    }

    @Test
    public void aLeaseThatEndsFencesTheAttemptAndGivesTheRunUp() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
        rig.await(LinkResponse::hasWelcome);
        var campaign = lab.submit("rig-1", "a");
        var order = rig.order();
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.awaitAck(order, 1);
        rig.vanish();
        rig.awaitEnd();
        lab.clocks().pass(Duration.ofMinutes(15));
        // a lease lasts 15 minutes at least: the attempt still counts
        assertThat(
                        lab.runs()
                                .getCampaign(
                                        GetCampaignRequest.newBuilder()
                                                .setCampaignId(campaign)
                                                .build())
                                .getCampaign()
                                .getRuns(0)
                                .getState())
                .isEqualTo(RunState.RUN_STATE_RUNNING);
        lab.clocks().pass(Duration.ofMinutes(6));
        var end = lab.awaitEnd(campaign);
        assertThat(end.getRuns(0).getState()).isEqualTo(RunState.RUN_STATE_FAULTED);
        assertThat(end.getRuns(0).getFault().getCode()).isEqualTo("lease-expired");
        assertThat(held()).isEmpty();
    }

    @Test
    public void aCampaignOfAnAbsentRigWaitsAndStartsWhenItComes() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
        rig.await(LinkResponse::hasWelcome);
        rig.close();
        rig.awaitEnd();
        lab.restart();
        var campaign = lab.submit("rig-1", "a");
        assertThat(lab.await(campaign, c -> !c.getWaitingCode().isEmpty()).getWaitingCode())
                .isEqualTo("rig-lost");
        try (var back = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            complete(back, back.order());
            lab.awaitEnd(campaign);
        }
    }

    @Test
    public void cancellingAbortsAndReleasesWhenTheAttemptHasEnded() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasRelease);
            var campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            rig.progress(order, 1, "boot");
            rig.awaitAck(order, 1);
            lab.runs()
                    .cancelCampaign(
                            CancelCampaignRequest.newBuilder()
                                    .setCampaignId(campaign)
                                    .setReason("changed my mind")
                                    .build());
            var abort = rig.await(LinkResponse::hasAbort).getAbort();
            assertThat(abort.getRunId()).isEqualTo(order.getRunId());
            assertThat(abort.getReason()).contains("changed my mind");
            assertThat(held()).containsExactly("a");
            rig.ended(order, 2, false);
            rig.await(LinkResponse::hasRelease);
            assertThat(lab.awaitEnd(campaign).getRuns(0).getState())
                    .isEqualTo(RunState.RUN_STATE_CANCELLED);
            assertThat(held()).isEmpty();
        }
    }

    @Test
    public void theSameRequestGivesTheSameCampaign() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var request = Lab.submission("rig-1", "a").setRequestId("r-1").build();
            var runs = lab.runs();
            assertThat(runs.submitCampaign(request).getCampaignId())
                    .isEqualTo(runs.submitCampaign(request).getCampaignId());
        }
    }

    @Test
    public void aRigThatReturnsIsToldToStopWhatCountsNoMore() throws Exception {
        var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a");
        rig.await(LinkResponse::hasWelcome);
        var campaign = lab.submit("rig-1", "a");
        var order = rig.order();
        rig.accept(order);
        rig.progress(order, 1, "boot");
        rig.awaitAck(order, 1);
        rig.vanish();
        rig.awaitEnd();
        lab.runs()
                .cancelCampaign(
                        CancelCampaignRequest.newBuilder()
                                .setCampaignId(campaign)
                                .setReason("gone")
                                .build());
        try (var back = new FakeRig("rig-1", lab.rig("rig-1"))) {
            back.hello("rig-1", List.of(FakeRig.owns(order)), "a");
            assertThat(back.await(LinkResponse::hasAbort).getAbort().getRunId())
                    .isEqualTo(order.getRunId());
        }
    }
}
