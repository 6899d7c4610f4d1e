package org.proofmark.controller.rpc;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.hands.Hands;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.RunWiring;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.rig.v1.ConsoleLines;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.OrderReply;
import org.proofmark.proto.rig.v1.RigLinkServiceGrpc;
import org.proofmark.proto.rig.v1.SlotOutput;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.wire.Observations;
import org.proofmark.wire.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RigLinkService: one stream per rig.
final class RigLinkRpc extends RigLinkServiceGrpc.RigLinkServiceImplBase {
    /// Records of one rig that may be on their way at once: the rest waits in its spool.
    private static final int WINDOW = 256;

    private static final Logger LOG = LoggerFactory.getLogger(RigLinkRpc.class);

    private final Fleet fleet;
    private final RunWiring runs;
    private final Hands hands;
    private final Secrets secrets;
    private final InstantSource clock;

    RigLinkRpc(Fleet fleet, RunWiring runs, Hands hands, Secrets secrets, InstantSource clock) {
        this.fleet = fleet;
        this.runs = runs;
        this.hands = hands;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public StreamObserver<LinkRequest> link(StreamObserver<LinkResponse> answer) {
        var call = (ServerCallStreamObserver<LinkResponse>) answer;
        call.disableAutoRequest();
        var incoming =
                new Incoming(call, new GrpcRigStream(new RigId(Callers.current().name()), call));
        call.setOnCancelHandler(incoming::gone);
        call.request(1);
        return incoming;
    }

    private final class Incoming implements StreamObserver<LinkRequest> {
        private final ServerCallStreamObserver<LinkResponse> call;
        private final GrpcRigStream stream;
        private boolean greeted;

        Incoming(ServerCallStreamObserver<LinkResponse> call, GrpcRigStream stream) {
            this.call = call;
            this.stream = stream;
        }

        @Override
        public void onNext(LinkRequest request) {
            try {
                if (!greeted) {
                    hello(request);
                    greeted = true;
                    call.request(WINDOW);
                    return;
                }
                switch (request.getMessageCase()) {
                    case RECORD -> record(request.getRecord());
                    case HEARTBEAT -> {
                        fleet.heartbeat(stream, RigMessages.report(request.getHeartbeat()));
                        call.request(1);
                    }
                    case ORDER_REPLY -> {
                        reply(request.getOrderReply());
                        call.request(1);
                    }
                    case CONSOLE -> {
                        console(request.getConsole());
                        call.request(1);
                    }
                    case HAND_REPLY -> {
                        hands.replied(
                                stream.rig(),
                                request.getHandReply().getOrderId(),
                                org.proofmark.wire.Hands.fromWire(
                                        request.getHandReply().getResult()));
                        call.request(1);
                    }
                    case HAND_PROGRESS -> {
                        hands.progress(
                                stream.rig(),
                                request.getHandProgress().getOrderId(),
                                org.proofmark.wire.Hands.fromWire(
                                        request.getHandProgress().getProgress()));
                        call.request(1);
                    }
                    case OUTPUT -> {
                        output(request.getOutput());
                        call.request(1);
                    }
                    case HELLO, MESSAGE_NOT_SET ->
                            throw new RefusedException(
                                    Kind.INVALID,
                                    "link-message",
                                    "After its hello a rig sends heartbeats, records and replies.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RefusedException e) {
                LOG.warn("rig {} is refused: {}", stream.rig(), e.getMessage());
                stream.refuse(e);
            } catch (RuntimeException e) {
                stream.end(StatusChoice.of(e));
            }
        }

        private void hello(LinkRequest request) {
            var hello = request.getHello();
            if (!request.hasHello() || !hello.getRigId().equals(stream.rig().value())) {
                throw new RefusedException(
                        Kind.FORBIDDEN,
                        "wrong-rig",
                        "The certificate is rig "
                                + stream.rig()
                                + "'s, the hello names '"
                                + hello.getRigId()
                                + "': use the certificate of that rig.");
            }
            greet(hello);
        }

        private void greet(Hello hello) {
            fleet.connect(
                    stream,
                    new RigOrder.Welcome(secrets.sealingKey(), Fleet.HEARTBEAT, clock.instant()),
                    hello.getAgentVersion(),
                    RigMessages.report(hello));
        }

        private void record(RunRecord record) throws InterruptedException {
            runs.intake()
                    .take(
                            stream,
                            Records.fromWire(record),
                            Observations.sealed(record.getObservation()),
                            () -> call.request(1));
        }

        private void console(ConsoleLines lines) {
            runs.intake()
                    .console(
                            stream.rig(),
                            new Attempt(new RunId(lines.getRunId()), lines.getAttempt()),
                            lines.getLinesList(),
                            lines.getDroppedLines());
        }

        private void output(SlotOutput output) {
            hands.output(
                    stream.rig(),
                    new SlotName(output.getSlot()),
                    output.getData().toByteArray(),
                    output.getLostBytes(),
                    output.getEnded());
        }

        private void reply(OrderReply reply) {
            runs.replied(
                    stream.rig(),
                    new Attempt(new RunId(reply.getRunId()), reply.getAttempt()),
                    reply.getAccepted(),
                    reply.getReason());
        }

        void gone() {
            stream.closed();
            fleet.disconnect(stream);
        }

        @Override
        public void onError(Throwable t) {
            gone();
        }

        @Override
        public void onCompleted() {
            gone();
            stream.complete();
        }
    }
}
