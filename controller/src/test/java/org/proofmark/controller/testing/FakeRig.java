package org.proofmark.controller.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.proofmark.proto.hands.v1.HandDone;
import org.proofmark.proto.hands.v1.HandResult;
import org.proofmark.proto.rig.v1.ConsoleLines;
import org.proofmark.proto.rig.v1.HandLease;
import org.proofmark.proto.rig.v1.HandOrder;
import org.proofmark.proto.rig.v1.HandReply;
import org.proofmark.proto.rig.v1.Heartbeat;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.OrderReply;
import org.proofmark.proto.rig.v1.OwnedAttempt;
import org.proofmark.proto.rig.v1.RigLinkServiceGrpc;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.rig.v1.SlotDescription;
import org.proofmark.proto.run.v1.AttemptEnded;
import org.proofmark.proto.run.v1.CredentialTaken;
import org.proofmark.proto.run.v1.DeviceState;
import org.proofmark.proto.run.v1.Fault;
import org.proofmark.proto.run.v1.Observation;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.proto.run.v1.Secret;
import org.proofmark.proto.run.v1.Stage;

/// A rig that does what the test says, over the real protocol and real mTLS.
public final class FakeRig implements StreamObserver<LinkResponse>, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final BlockingQueue<LinkResponse> received = new LinkedBlockingQueue<>();
    private final List<LinkResponse> skipped = new ArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final StreamObserver<LinkRequest> requests;

    /// Opens the stream; says nothing yet.
    public FakeRig(String name, ManagedChannel channel) {
        this.name = name;
        this.requests = RigLinkServiceGrpc.newStub(channel).link(this);
    }

    /// Opens the stream and says hello with these slots, which can do everything and hold unit
    /// `u-<slot>`.
    public static FakeRig connect(String name, ManagedChannel channel, String... slots) {
        var rig = new FakeRig(name, channel);
        rig.hello(name, List.of(), slots);
        return rig;
    }

    /// The same, of an agent that carries operators' orders out.
    public static FakeRig connectWithHands(String name, ManagedChannel channel, String... slots) {
        var rig = new FakeRig(name, channel);
        rig.helloWithHands(List.of(), slots);
        return rig;
    }

    public void helloWithHands(List<HandLease> leases, String... slots) {
        var hello =
                Hello.newBuilder()
                        .setRigId(name)
                        .setAgentVersion("test")
                        .addAbilities("hands")
                        .addAllLeases(leases)
                        .setRigTime(Timestamp.newBuilder().setSeconds(1_700_000_000));
        for (var slot : slots) {
            hello.addSlots(slot(slot));
        }
        send(LinkRequest.newBuilder().setHello(hello).build());
    }

    /// A heartbeat that names these operators' leases.
    public void heartbeatWith(HandLease... leases) {
        send(
                LinkRequest.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().addAllLeases(List.of(leases)))
                        .build());
    }

    /// The next operator's order.
    public HandOrder hand() {
        return await(LinkResponse::hasHand).getHand();
    }

    public void answer(HandOrder order, HandResult.Builder result) {
        send(
                LinkRequest.newBuilder()
                        .setHandReply(
                                HandReply.newBuilder()
                                        .setOrderId(order.getOrderId())
                                        .setResult(result))
                        .build());
    }

    public void done(HandOrder order, boolean released) {
        answer(
                order,
                HandResult.newBuilder()
                        .setDone(HandDone.newBuilder().setText("done").setReleased(released)));
    }

    public void hello(String as, List<OwnedAttempt> owned, String... slots) {
        var hello = Hello.newBuilder().setRigId(as).setAgentVersion("test").addAllOwned(owned);
        for (var slot : slots) {
            hello.addSlots(slot(slot));
        }
        hello.setRigTime(Timestamp.newBuilder().setSeconds(1_700_000_000));
        send(LinkRequest.newBuilder().setHello(hello).build());
    }

    /// A slot that can do everything.
    public static SlotDescription.Builder slot(String name) {
        return SlotDescription.newBuilder()
                .setName(name)
                .addAllRoles(List.of("power", "console", "network", "label", "button:reset"))
                .addKinds("process")
                .setUnitId("u-" + name)
                .setBatch("b1");
    }

    public void heartbeat(long spooled, OwnedAttempt... owned) {
        send(
                LinkRequest.newBuilder()
                        .setHeartbeat(
                                Heartbeat.newBuilder()
                                        .setSpooledRecords(spooled)
                                        .addAllOwned(List.of(owned)))
                        .build());
    }

    public static OwnedAttempt owns(RunOrder order) {
        return OwnedAttempt.newBuilder()
                .setRunId(order.getRunId())
                .setAttempt(order.getAttempt())
                .setSlot(order.getSlot())
                .setAlive(true)
                .build();
    }

    public void send(LinkRequest request) {
        requests.onNext(request);
    }

    public void accept(RunOrder order) {
        reply(order, true, "");
    }

    public void reply(RunOrder order, boolean accepted, String reason) {
        send(
                LinkRequest.newBuilder()
                        .setOrderReply(
                                OrderReply.newBuilder()
                                        .setRunId(order.getRunId())
                                        .setAttempt(order.getAttempt())
                                        .setAccepted(accepted)
                                        .setReason(reason))
                        .build());
    }

    public void record(RunRecord.Builder record) {
        send(LinkRequest.newBuilder().setRecord(record).build());
    }

    public static RunRecord.Builder recordOf(RunOrder order, long sequence) {
        return RunRecord.newBuilder()
                .setRunId(order.getRunId())
                .setAttempt(order.getAttempt())
                .setSequence(sequence)
                .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000 + sequence))
                .setMonotonicNanos(sequence);
    }

    public void progress(RunOrder order, long sequence, String step) {
        record(recordOf(order, sequence).setProgress(step));
    }

    /// Lines of the device's console, as an agent sends them for people who look on.
    public void console(RunOrder order, long dropped, String... lines) {
        send(
                LinkRequest.newBuilder()
                        .setConsole(
                                ConsoleLines.newBuilder()
                                        .setRunId(order.getRunId())
                                        .setAttempt(order.getAttempt())
                                        .setDroppedLines(dropped)
                                        .addAllLines(List.of(lines)))
                        .build());
    }

    public void credential(RunOrder order, long sequence, String id, byte[] sealed) {
        record(
                recordOf(order, sequence)
                        .setObservation(
                                Observation.newBuilder()
                                        .setCredentialTaken(
                                                CredentialTaken.newBuilder()
                                                        .setCredential("admin")
                                                        .setUsername("admin")
                                                        .setSource("label")
                                                        .setStage(
                                                                Stage.newBuilder()
                                                                        .setState(
                                                                                DeviceState
                                                                                        .DEVICE_STATE_FACTORY_DEFAULT))
                                                        .setSecret(
                                                                Secret.newBuilder()
                                                                        .setId(id)
                                                                        .setSealed(
                                                                                ByteString.copyFrom(
                                                                                        sealed))))));
    }

    public void fault(RunOrder order, long sequence, String code) {
        record(
                recordOf(order, sequence)
                        .setFault(
                                Fault.newBuilder().setCode(code).setWhat("what").setStep("step")));
    }

    public void ended(RunOrder order, long sequence, boolean completed) {
        record(
                recordOf(order, sequence)
                        .setEnded(AttemptEnded.newBuilder().setCompleted(completed)));
    }

    /// The next order to run.
    public RunOrder order() {
        return await(LinkResponse::hasStart).getStart();
    }

    public void awaitAck(RunOrder order, long sequence) {
        await(m ->
                m.hasAck()
                        && m.getAck().getRunId().equals(order.getRunId())
                        && m.getAck().getAttempt() == order.getAttempt()
                        && m.getAck().getSequence() >= sequence);
    }

    /// True when such a message comes, false when the stream ends before.
    public boolean comes(Predicate<LinkResponse> wanted) {
        var message = CompletableFuture.supplyAsync(() -> await(wanted), Thread.ofVirtual()::start);
        return CompletableFuture.anyOf(message, end)
                .thenApply(first -> first instanceof LinkResponse)
                .join();
    }

    /// The first message of this kind, also among those passed over before.
    public LinkResponse await(Predicate<LinkResponse> wanted) {
        for (var i = 0; i < skipped.size(); i++) {
            if (wanted.test(skipped.get(i))) {
                return skipped.remove(i);
            }
        }
        try {
            while (true) {
                var message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError(
                            name
                                    + " got nothing of this kind; it passed over "
                                    + skipped
                                    + (end.isDone()
                                            ? ", the stream ended with " + end.join()
                                            : ""));
                }
                if (wanted.test(message)) {
                    return message;
                }
                skipped.add(message);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// True where such a message came and was passed over.
    public boolean got(Predicate<LinkResponse> wanted) {
        received.drainTo(skipped);
        return skipped.stream().anyMatch(wanted);
    }

    /// How the controller ended the stream.
    public Status awaitEnd() {
        return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /// Closes the stream as a stopping agent does.
    @Override
    public void close() {
        requests.onCompleted();
    }

    /// Breaks the stream off.
    public void vanish() {
        requests.onError(Status.CANCELLED.asRuntimeException());
    }

    @Override
    public void onNext(LinkResponse message) {
        received.add(message);
    }

    @Override
    public void onError(Throwable t) {
        end.complete(Status.fromThrowable(t));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }
}
