package org.proofmark.benchmarks;

import com.google.protobuf.Timestamp;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
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
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.rigagent.link.Identity;

/// A rig with one idle slot that speaks the real protocol over mTLS and ends every attempt at once:
/// what is left is the controller's own time.
final class ScriptedRig implements StreamObserver<LinkResponse>, AutoCloseable {
    static final String SLOT = "a";
    static final String UNIT = "u1";
    private static final long LIMIT_SECONDS = 60;

    private final Identity identity;
    private final ManagedChannel channel;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService heart =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final StreamObserver<LinkRequest> requests;
    private @Nullable RunOrder live;

    /// @param nanos when it came, by System.nanoTime()
    record Received(LinkResponse message, long nanos) {}

    ScriptedRig(Identity identity) throws GeneralSecurityException, IOException {
        this.identity = identity;
        channel = Grpc.newChannelBuilder(identity.controller(), credentials(identity)).build();
        requests = RigLinkServiceGrpc.newStub(channel).link(this);
        send(
                LinkRequest.newBuilder()
                        .setHello(
                                Hello.newBuilder()
                                        .setRigId(identity.rig().value())
                                        .setAgentVersion("benchmark")
                                        .setRigTime(now())
                                        .addSlots(slot()))
                        .build());
        await(LinkResponse::hasWelcome);
        var _ = heart.scheduleAtFixedRate(this::heartbeat, 1, 1, TimeUnit.SECONDS);
    }

    private static SlotDescription slot() {
        return SlotDescription.newBuilder()
                .setName(SLOT)
                .addAllRoles(List.of("power", "console", "network", "label", "button:reset"))
                .addKinds("process")
                .setUnitId(UNIT)
                .setBatch("b1")
                .build();
    }

    private static Timestamp now() {
        return Timestamp.newBuilder().setSeconds(System.currentTimeMillis() / 1000).build();
    }

    /// The rig's key and the controller's CA, and nothing else.
    private static io.grpc.ChannelCredentials credentials(Identity identity)
            throws GeneralSecurityException, IOException {
        var empty = new char[0];
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, empty);
        own.setKeyEntry(
                "rig", identity.key(), empty, identity.chain().toArray(new X509Certificate[0]));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, empty);
        var roots = KeyStore.getInstance("PKCS12");
        roots.load(null, empty);
        roots.setCertificateEntry("controller", identity.authority());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        return TlsChannelCredentials.newBuilder()
                .keyManager(keys.getKeyManagers())
                .trustManager(trust.getTrustManagers())
                .build();
    }

    /// The next order, and when it came. The attempt ends at once, completed, with nothing seen.
    Received takeOrder() {
        var order = await(LinkResponse::hasStart);
        var start = order.message().getStart();
        live(start);
        send(
                LinkRequest.newBuilder()
                        .setOrderReply(
                                OrderReply.newBuilder()
                                        .setRunId(start.getRunId())
                                        .setAttempt(start.getAttempt())
                                        .setAccepted(true))
                        .build());
        send(
                LinkRequest.newBuilder()
                        .setRecord(
                                RunRecord.newBuilder()
                                        .setRunId(start.getRunId())
                                        .setAttempt(start.getAttempt())
                                        .setSequence(1)
                                        .setCreateTime(now())
                                        .setMonotonicNanos(System.nanoTime())
                                        .setEnded(AttemptEnded.newBuilder().setCompleted(true)))
                        .build());
        live(null);
        return order;
    }

    private synchronized void live(@Nullable RunOrder order) {
        live = order;
    }

    private synchronized void send(LinkRequest request) {
        requests.onNext(request);
    }

    private synchronized void heartbeat() {
        var heartbeat = Heartbeat.newBuilder();
        if (live != null) {
            heartbeat.addOwned(
                    OwnedAttempt.newBuilder()
                            .setRunId(live.getRunId())
                            .setAttempt(live.getAttempt())
                            .setSlot(live.getSlot())
                            .setAlive(true));
        }
        send(LinkRequest.newBuilder().setHeartbeat(heartbeat).build());
    }

    private Received await(Predicate<LinkResponse> wanted) {
        try {
            while (true) {
                var next = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new IllegalStateException(
                            "rig "
                                    + identity.rig()
                                    + " heard nothing that it waited for within "
                                    + LIMIT_SECONDS
                                    + " s");
                }
                if (wanted.test(next.message())) {
                    return next;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void onNext(LinkResponse message) {
        received.add(new Received(message, System.nanoTime()));
    }

    @Override
    public void onError(Throwable problem) {
        System.err.println("the link ended: " + problem.getMessage());
    }

    @Override
    public void onCompleted() {
        // the controller goes first at the end
    }

    @Override
    public void close() {
        heart.shutdownNow();
        channel.shutdownNow();
    }
}
