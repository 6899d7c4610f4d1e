package org.proofmark.controller.rpc;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigStream;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.rig.v1.LinkResponse;

/// The controller's end of a rig's stream.
final class GrpcRigStream implements RigStream {
    /// A rig that takes nothing while so many orders and acknowledgements wait is as good as gone.
    private static final int MAX_UNREAD = 10_000;

    private final RigId rig;
    private final ServerCallStreamObserver<LinkResponse> call;
    private boolean open = true;
    private int unread;

    GrpcRigStream(RigId rig, ServerCallStreamObserver<LinkResponse> call) {
        this.rig = rig;
        this.call = call;
    }

    @Override
    public RigId rig() {
        return rig;
    }

    @Override
    public synchronized void send(RigOrder order) {
        if (!open) {
            return;
        }
        unread = call.isReady() ? 0 : unread + 1;
        if (unread > MAX_UNREAD) {
            refuse(
                    new RefusedException(
                            Kind.EXHAUSTED,
                            "rig-does-not-read",
                            "Rig " + rig + " does not read its stream."));
            return;
        }
        call.onNext(RigMessages.toWire(order));
    }

    @Override
    public void refuse(RefusedException why) {
        end(StatusChoice.of(why));
    }

    synchronized void end(StatusRuntimeException status) {
        if (open) {
            open = false;
            call.onError(status);
        }
    }

    synchronized void complete() {
        call.onCompleted();
    }

    synchronized void closed() {
        open = false;
    }
}
