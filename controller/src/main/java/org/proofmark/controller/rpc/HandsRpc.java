package org.proofmark.controller.rpc;

import io.grpc.stub.StreamObserver;
import java.util.Locale;
import java.util.UUID;
import org.proofmark.controller.enrolment.Caller;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.hands.Asked;
import org.proofmark.controller.hands.Hands;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.store.Operator;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.hands.v1.ActRequest;
import org.proofmark.proto.hands.v1.ActResponse;
import org.proofmark.proto.hands.v1.Claim;
import org.proofmark.proto.hands.v1.ConsoleRequest;
import org.proofmark.proto.hands.v1.ConsoleResponse;
import org.proofmark.proto.hands.v1.GetProgressRequest;
import org.proofmark.proto.hands.v1.GetProgressResponse;
import org.proofmark.proto.hands.v1.HandUse;
import org.proofmark.proto.hands.v1.HandsServiceGrpc;
import org.proofmark.proto.hands.v1.ListUsesRequest;
import org.proofmark.proto.hands.v1.ListUsesResponse;
import org.proofmark.proto.hands.v1.OpenConsole;
import org.proofmark.wire.Times;

/// HandsService.
final class HandsRpc extends HandsServiceGrpc.HandsServiceImplBase {
    private final Hands hands;
    private final BlobStore blobs;

    HandsRpc(Hands hands, BlobStore blobs) {
        this.hands = hands;
        this.blobs = blobs;
    }

    @Override
    public void act(ActRequest request, StreamObserver<ActResponse> answer) {
        var operator = operator(request.getClaim(), Callers.current());
        Calls.unary(
                answer,
                () -> {
                    var action = org.proofmark.wire.Hands.fromWire(request.getAction());
                    if (action instanceof HandAction.Flash flash) {
                        requireImage(flash);
                    }
                    var got =
                            hands.act(
                                    new Asked(
                                            request.getRequestId(),
                                            slot(request.getClaim()),
                                            operator,
                                            Times.fromWire(request.getClaim().getLease()),
                                            request.getClaim().getTakeOver(),
                                            action));
                    var response =
                            ActResponse.newBuilder()
                                    .setResult(org.proofmark.wire.Hands.toWire(got.result()));
                    got.heldUntil().ifPresent(t -> response.setHeldUntilTime(Times.toWire(t)));
                    return response.build();
                });
    }

    @Override
    public void getProgress(
            GetProgressRequest request, StreamObserver<GetProgressResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var response = GetProgressResponse.newBuilder();
                    hands.progress(request.getRequestId())
                            .ifPresent(
                                    p -> response.setProgress(org.proofmark.wire.Hands.toWire(p)));
                    return response.build();
                });
    }

    private void requireImage(HandAction.Flash flash) {
        flash.plan()
                .tooLarge(flash.bytes())
                .ifPresent(why -> {
                    throw new RefusedException(
                            RefusedException.Kind.INVALID,
                            "image-too-large",
                            "The image " + flash.name() + " " + why + ".");
                });
        if (!blobs.has(flash.image())) {
            throw new RefusedException(
                    RefusedException.Kind.NOT_NOW,
                    "no-such-image",
                    "The image " + flash.image() + " was not uploaded yet. Nothing was done.");
        }
    }

    @Override
    public StreamObserver<ConsoleRequest> console(StreamObserver<ConsoleResponse> answer) {
        var caller = Callers.current();
        return new ConsoleCall(answer, call -> open -> opened(open, caller, call));
    }

    private ConsoleCall.Opening opened(OpenConsole open, Caller caller, ConsoleCall viewer) {
        var claim = open.getClaim();
        var session =
                hands.open(
                        new Asked(
                                UUID.randomUUID().toString(),
                                slot(claim),
                                operator(claim, caller),
                                Times.fromWire(claim.getLease()),
                                claim.getTakeOver(),
                                new HandAction.Attach()),
                        open.getReadOnly(),
                        viewer);
        return new ConsoleCall.Opening(
                session, open.getReadOnly() ? hands.writer(slot(claim)) : "");
    }

    private static SlotId slot(Claim claim) {
        return new SlotId(new RigId(claim.getRigId()), new SlotName(claim.getSlot()));
    }

    private static Operator operator(Claim claim, Caller caller) {
        return new Operator(
                claim.getOperator(),
                "CN=" + caller.name() + ",OU=" + caller.role().name().toLowerCase(Locale.ROOT),
                caller.certificate());
    }

    @Override
    public void listUses(ListUsesRequest request, StreamObserver<ListUsesResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var response = ListUsesResponse.newBuilder();
                    hands.uses().stream()
                            .filter(u -> matches(request.getRigId(), u.slot().rig().value()))
                            .filter(u -> matches(request.getSlot(), u.slot().slot().value()))
                            .forEach(u -> response.addUses(use(u)));
                    return response.build();
                });
    }

    private static boolean matches(String wanted, String is) {
        return wanted.isEmpty() || wanted.equals(is);
    }

    private static HandUse use(org.proofmark.controller.store.HandUse use) {
        return HandUse.newBuilder()
                .setTime(Times.toWire(use.time()))
                .setCaller(use.operator().caller())
                .setCertificateDigest(use.operator().certificate().hex())
                .setOperator(use.operator().name())
                .setRigId(use.slot().rig().value())
                .setSlot(use.slot().slot().value())
                .setRequestId(use.request())
                .setAction(use.action())
                .setOutcome(use.outcome())
                .setDetail(use.detail())
                .build();
    }
}
