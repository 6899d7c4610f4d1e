package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.domain.run.HandAction;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.fleet.v1.Slot;
import org.proofmark.proto.hands.v1.ActRequest;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.proto.hands.v1.Claim;
import org.proofmark.proto.hands.v1.HandRefused;
import org.proofmark.proto.hands.v1.HandResult;
import org.proofmark.proto.hands.v1.HandUse;
import org.proofmark.proto.hands.v1.HandsServiceGrpc;
import org.proofmark.proto.hands.v1.ListUsesRequest;
import org.proofmark.proto.rig.v1.HandLease;
import org.proofmark.proto.rig.v1.HandOrder;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.wire.Hands;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Operators' orders through a real controller, to a rig that does what the test says.
public class HandsTest {
    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private FakeRig rig(String... slots) throws Exception {
        var rig = FakeRig.connectWithHands("rig-1", lab.rig("rig-1"), slots);
        rig.await(LinkResponse::hasWelcome);
        return rig;
    }

    private static ActRequest asking(String operator, HandAction action) {
        return ActRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setClaim(
                        Claim.newBuilder()
                                .setRigId("rig-1")
                                .setSlot("a")
                                .setOperator(operator)
                                .setLease(Duration.newBuilder().setSeconds(900)))
                .setAction(Hands.toWire(action))
                .build();
    }

    private ActResponse act(ActRequest request) throws Exception {
        return HandsServiceGrpc.newBlockingStub(lab.admin())
                .withDeadlineAfter(120, TimeUnit.SECONDS)
                .act(request);
    }

    private CompletableFuture<ActResponse> begin(ActRequest request) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return act(request);
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread.ofVirtual()::start);
    }

    private Status refusal(ActRequest request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> act(request)).getStatus();
    }

    private static Status failure(CompletableFuture<ActResponse> call) {
        var thrown =
                catchThrowableOfType(
                        java.util.concurrent.ExecutionException.class,
                        () -> call.get(120, TimeUnit.SECONDS));
        return Status.fromThrowable(thrown.getCause());
    }

    private Slot slot() throws Exception {
        return FleetServiceGrpc.newBlockingStub(lab.admin())
                .listRigs(ListRigsRequest.getDefaultInstance())
                .getRigs(0)
                .getSlots(0);
    }

    private List<String> outcomes() throws Exception {
        return HandsServiceGrpc.newBlockingStub(lab.admin())
                .listUses(ListUsesRequest.getDefaultInstance())
                .getUsesList()
                .stream()
                .map(HandUse::getOutcome)
                .toList();
    }

    private void awaitFree() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!slot().getHeldByOperator().isEmpty()) {
            assertThat(System.nanoTime()).as("the slot becomes free").isLessThan(end);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private static HandLease leaseOf(HandOrder order) {
        return HandLease.newBuilder()
                .setSlot(order.getSlot())
                .setLeaseId(order.getLeaseId())
                .build();
    }

    /// Powers on, and gives the rig's order.
    private HandOrder held(FakeRig rig, String operator) throws Exception {
        var call = begin(asking(operator, new HandAction.PowerOn()));
        var order = rig.hand();
        rig.done(order, false);
        assertThat(call.get(120, TimeUnit.SECONDS).hasHeldUntilTime()).isTrue();
        return order;
    }

    @Test
    public void anOrderIsOnRecordBeforeItGoesToTheRig() throws Exception {
        try (var rig = rig("a")) {
            var call = begin(asking("anna", new HandAction.PowerOn()));
            var order = rig.hand();
            assertThat(outcomes()).containsExactly("asked");
            assertThat(slot().getHeldByOperator()).isEqualTo("anna");
            assertThat(order.getHolder()).isEqualTo("anna");
            assertThat(order.getLease().getSeconds()).isEqualTo(900);
            assertThat(order.getAction().hasPowerOn()).isTrue();
            rig.done(order, false);
            call.get(120, TimeUnit.SECONDS);
            assertThat(outcomes()).containsExactly("asked", "done");

            var off = begin(asking("anna", new HandAction.PowerOff()));
            var second = rig.hand();
            assertThat(second.getLeaseId()).isEqualTo(order.getLeaseId());
            rig.done(second, true);
            assertThat(off.get(120, TimeUnit.SECONDS).hasHeldUntilTime()).isFalse();
            assertThat(slot().getHeldByOperator()).isEmpty();
        }
    }

    @Test
    public void theSameRequestIsOrderedOnce() throws Exception {
        try (var rig = rig("a")) {
            var request = asking("anna", new HandAction.PowerOn());
            var first = begin(request);
            var order = rig.hand();
            var second = begin(request);
            rig.done(order, false);
            assertThat(second.get(120, TimeUnit.SECONDS))
                    .isEqualTo(first.get(120, TimeUnit.SECONDS));
            assertThat(act(request)).isEqualTo(first.join());
            assertThat(rig.got(LinkResponse::hasHand)).isFalse();
            assertThat(outcomes()).containsExactly("asked", "done");
        }
    }

    @Test
    public void aSlotWithARunIsRefusedAndTheRunIsNamed() throws Exception {
        try (var rig = rig("a")) {
            var campaign = lab.submit("rig-1", "a");
            var run = rig.order();
            rig.accept(run);
            var refused = refusal(asking("anna", new HandAction.PowerOff()));
            assertThat(refused.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(refused.getDescription()).contains(run.getRunId(), "u-a", campaign);
            assertThat(rig.got(LinkResponse::hasHand)).isFalse();
            rig.ended(run, 1, true);
            lab.awaitEnd(campaign);
            held(rig, "anna");
            assertThat(outcomes()).containsExactly("asked", "refused", "asked", "done");
        }
    }

    @Test
    public void aCampaignWaitsForAnOperatorAndBeginsAtOnceAfterwards() throws Exception {
        try (var rig = rig("a")) {
            held(rig, "anna");
            var campaign = lab.submit("rig-1", "a");
            var waiting = lab.await(campaign, c -> c.getWaitingCode().equals("slot-held"));
            assertThat(waiting.getWaitingText()).contains("rig-1/a is held by anna until");
            var off = begin(asking("anna", new HandAction.PowerOff()));
            rig.done(rig.hand(), true);
            off.get(120, TimeUnit.SECONDS);
            rig.accept(rig.order());
        }
    }

    @Test
    public void anAgentThatDoesNotKnowTheOrdersIsNotSentAny() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            rig.await(LinkResponse::hasWelcome);
            var refused = refusal(asking("anna", new HandAction.PowerOn()));
            assertThat(refused.getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
            assertThat(refused.getDescription()).contains("too old", "update it");
            assertThat(rig.got(LinkResponse::hasHand)).isFalse();
        }
    }

    @Test
    public void aRigThatIsAwayIsNamedAndNothingIsOrdered() throws Exception {
        rig("a").close();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        Status refused;
        do {
            // the end of the stream is on its way
            assertThat(System.nanoTime()).isLessThan(end);
            lab.clocks().pass(java.time.Duration.ofSeconds(3));
            refused = refusal(asking("anna", new HandAction.PowerOn()));
        } while (refused.getCode() != Status.Code.UNAVAILABLE);
        assertThat(refused.getDescription()).contains("rig-1 is not connected", "Nothing was done");
    }

    @Test
    public void aRigThatComesBackGetsTheOrderAgain() throws Exception {
        var first = rig("a");
        var call = begin(asking("anna", new HandAction.PowerOn()));
        var order = first.hand();
        first.close();
        assertThat(first.awaitEnd().isOk()).isTrue();
        try (var rig = rig("a")) {
            var again = rig.hand();
            assertThat(again).isEqualTo(order);
            rig.done(again, false);
            assertThat(call.get(120, TimeUnit.SECONDS).getResult().hasDone()).isTrue();
            assertThat(slot().getHeldByOperator()).isEqualTo("anna");
        }
    }

    @Test
    public void whereTheRigIsLostInMidOrderTheOutcomeIsUnknown() throws Exception {
        try (var rig = rig("a")) {
            var call = begin(asking("anna", new HandAction.PowerOn()));
            rig.hand();
            lab.clocks().pass(java.time.Duration.ofSeconds(6));
            var unknown = failure(call);
            assertThat(unknown.getCode()).isEqualTo(Status.Code.UNKNOWN);
            assertThat(unknown.getDescription())
                    .contains("it is not known whether 'power on' of slot a was done");
            assertThat(outcomes()).containsExactly("asked", "unknown");
            assertThat(slot().getHeldByOperator()).as("the safe side").isEqualTo("anna");
        }
    }

    @Test
    public void aLeaseThatTheRigDoesNotNameAnyMoreEnds() throws Exception {
        try (var rig = rig("a")) {
            var lease = leaseOf(held(rig, "anna"));
            rig.heartbeatWith();
            rig.heartbeatWith();
            rig.heartbeatWith(lease);
            rig.heartbeatWith();
            rig.heartbeatWith();
            // an order that was answered came after all of these
            held(rig, "anna");
            assertThat(slot().getHeldByOperator()).isEqualTo("anna");
            rig.heartbeatWith();
            rig.heartbeatWith();
            rig.heartbeatWith();
            awaitFree();
        }
    }

    @Test
    public void aLeaseEndsWhenTheAgentWasStartedAnew() throws Exception {
        var first = rig("a");
        held(first, "anna");
        first.close();
        assertThat(first.awaitEnd().isOk()).isTrue();
        try (var rig = rig("a")) {
            rig.heartbeat(0);
            awaitFree();
        }
    }

    @Test
    public void aLeaseThatNobodyKnowsIsEndedAtTheRig() throws Exception {
        try (var rig = rig("a")) {
            rig.heartbeatWith(HandLease.newBuilder().setSlot("a").setLeaseId("stray").build());
            assertThat(rig.await(LinkResponse::hasEndLease).getEndLease().getLeaseId())
                    .isEqualTo("stray");
        }
    }

    @Test
    public void aLeaseEndsAfterItsTermAndOutlivesTheController() throws Exception {
        HandOrder order;
        try (var rig = rig("a")) {
            order = held(rig, "anna");
        }
        lab.restart();
        var rig = new FakeRig("rig-1", lab.rig("rig-1"));
        rig.helloWithHands(List.of(leaseOf(order)), "a");
        rig.await(LinkResponse::hasWelcome);
        assertThat(slot().getHeldByOperator()).isEqualTo("anna");
        assertThat(refusal(asking("ben", new HandAction.PowerOn())).getDescription())
                .contains("is held by anna until");
        lab.clocks().pass(java.time.Duration.ofMinutes(17));
        assertThat(rig.await(LinkResponse::hasEndLease).getEndLease().getLeaseId())
                .isEqualTo(order.getLeaseId());
        awaitFree();
    }

    @Test
    public void aLeaseThatHasEndedAtTheRigIsTakenAnew() throws Exception {
        try (var rig = rig("a")) {
            held(rig, "anna");
            var call = begin(asking("anna", new HandAction.PowerOn()));
            var first = rig.hand();
            rig.answer(
                    first,
                    HandResult.newBuilder()
                            .setRefused(
                                    HandRefused.newBuilder()
                                            .setCode("lease-ended")
                                            .setText("it has ended")));
            var second = rig.hand();
            assertThat(second.getLeaseId()).isNotEqualTo(first.getLeaseId());
            assertThat(second.getOrderId()).isNotEqualTo(first.getOrderId());
            rig.done(second, false);
            assertThat(call.get(120, TimeUnit.SECONDS).getResult().hasDone()).isTrue();
        }
    }

    @Test
    public void aRigMayNotGiveOrders() throws Exception {
        var channel = lab.rig("rig-1");
        var refused =
                catchThrowableOfType(
                        StatusRuntimeException.class,
                        () ->
                                HandsServiceGrpc.newBlockingStub(channel)
                                        .act(asking("rig", new HandAction.PowerOn())));
        assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
    }
}
