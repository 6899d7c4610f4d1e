package org.proofmark.rigagent.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.DownloadBlobResponse;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.StatBlobRequest;
import org.proofmark.proto.evidence.v1.StatBlobResponse;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;
import org.proofmark.proto.fleet.v1.EnrolRequest;
import org.proofmark.proto.fleet.v1.EnrolResponse;
import org.proofmark.proto.fleet.v1.EnrolmentServiceGrpc;
import org.proofmark.proto.rig.v1.AbortOrder;
import org.proofmark.proto.rig.v1.HandOrder;
import org.proofmark.proto.rig.v1.HandReply;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.OrderReply;
import org.proofmark.proto.rig.v1.Phase;
import org.proofmark.proto.rig.v1.RecordAck;
import org.proofmark.proto.rig.v1.ReleaseSlot;
import org.proofmark.proto.rig.v1.RigLinkServiceGrpc;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.rig.v1.SlotOutput;
import org.proofmark.proto.rig.v1.Welcome;
import org.proofmark.proto.run.v1.RunRecord;
import org.proofmark.wire.Times;

/// A controller's wire side, with real mTLS: enrols, takes what a rig sends, hands out blobs and
/// sends what a test tells it to. Decides nothing.
public final class FakeController implements AutoCloseable {
    /// Far beyond what anything here takes on a busy machine; reaching it is a failure.
    private static final long PATIENCE_SECONDS = 120;

    public static final String SECRET = "0123456789abcdef-secret";

    private final TestCa ca = new TestCa();
    private final KeyPair serverKeys = TestCa.newKeys();
    public final KeyPair sealing = TestCa.newKeys();
    private final Server enrolment;
    private Server link;
    private final int port;
    // guarded by this
    private final List<Hello> hellos = new ArrayList<>();
    private final java.util.List<String> consoles =
            new java.util.concurrent.CopyOnWriteArrayList<>();
    private final Map<String, TreeMap<Long, RunRecord>> records = new HashMap<>();
    private final List<RunRecord> received = new ArrayList<>();
    private final List<OrderReply> replies = new ArrayList<>();
    private final List<LinkRequest> heartbeats = new ArrayList<>();
    private final List<HandReply> handReplies = new ArrayList<>();
    private final List<SlotOutput> outputs = new ArrayList<>();
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, java.io.ByteArrayOutputStream> partial = new HashMap<>();
    private @Nullable StreamObserver<LinkResponse> rig;
    private boolean acknowledging = true;
    private @Nullable Status enrolmentError;
    private int breakUploadAfterBytes = Integer.MAX_VALUE;
    private int uploads;

    public FakeController() {
        try {
            enrolment = tls(0, ClientAuth.NONE, new Enrolments());
            link = tls(0, ClientAuth.REQUIRE, new Links(), new Blobs());
            port = link.getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Server tls(int at, ClientAuth auth, BindableService... services) throws IOException {
        var ssl =
                GrpcSslContexts.configure(
                                SslContextBuilder.forServer(
                                        serverKeys.getPrivate(),
                                        ca.server(serverKeys.getPublic(), Instant.now()),
                                        ca.certificate()))
                        .trustManager(ca.certificate())
                        .clientAuth(auth)
                        .build();
        var builder =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
                        .sslContext(ssl);
        for (var service : services) {
            builder.addService(service);
        }
        return builder.build().start();
    }

    public String token() {
        try {
            return "127.0.0.1:"
                    + enrolment.getPort()
                    + "/"
                    + Digest.of(ca.certificate().getEncoded()).hex()
                    + "/"
                    + SECRET;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public TestCa ca() {
        return ca;
    }

    public synchronized void refuseEnrolments(Status status) {
        enrolmentError = status;
    }

    public synchronized void acknowledge(boolean on) {
        acknowledging = on;
    }

    public synchronized void breakUploadsAfter(int bytes) {
        breakUploadAfterBytes = bytes;
    }

    public synchronized int uploads() {
        return uploads;
    }

    /// Keeps a blob for rigs.
    public synchronized Digest keep(byte[] blob) {
        var digest = Digest.of(blob);
        blobs.put(digest.hex(), blob);
        return digest;
    }

    public synchronized byte[] blob(String digest) {
        var blob = blobs.get(digest);
        if (blob == null) {
            throw new IllegalStateException("no blob " + digest);
        }
        return blob;
    }

    /// An order that a test may change.
    public RunOrder.Builder order(String run, String slot, String suite) {
        return RunOrder.newBuilder()
                .setRunId(run)
                .setAttempt(1)
                .setSlot(slot)
                .setUnitId("u1")
                .setPhase(Phase.PHASE_COLLECT)
                .setSuite(suite)
                .setSuiteDigest(
                        keep("suite jar".getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex())
                .setProfileDigest(
                        keep("profile: x".getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex())
                .setPreset("quick")
                .setLease(Duration.newBuilder().setSeconds(900));
    }

    public void send(RunOrder.Builder order) {
        send(LinkResponse.newBuilder().setStart(order).build());
    }

    public void send(HandOrder.Builder order) {
        send(LinkResponse.newBuilder().setHand(order).build());
    }

    /// The answers to this operator's order, when there are so many.
    public synchronized List<HandReply> awaitHandReplies(String order, int count) {
        await(
                count + " answers to " + order,
                () ->
                        handReplies.stream().filter(r -> r.getOrderId().equals(order)).count()
                                >= count);
        return handReplies.stream().filter(r -> r.getOrderId().equals(order)).toList();
    }

    /// What a slot's console said, when it is as wanted.
    public synchronized List<SlotOutput> awaitOutput(Predicate<List<SlotOutput>> wanted) {
        await("output", () -> wanted.test(outputs));
        return List.copyOf(outputs);
    }

    public void abort(String run, int attempt, String reason) {
        send(
                LinkResponse.newBuilder()
                        .setAbort(
                                AbortOrder.newBuilder()
                                        .setRunId(run)
                                        .setAttempt(attempt)
                                        .setReason(reason))
                        .build());
    }

    public void release(String slot) {
        send(LinkResponse.newBuilder().setRelease(ReleaseSlot.newBuilder().setSlot(slot)).build());
    }

    public void ack(String run, int attempt, long sequence) {
        send(
                LinkResponse.newBuilder()
                        .setAck(
                                RecordAck.newBuilder()
                                        .setRunId(run)
                                        .setAttempt(attempt)
                                        .setSequence(sequence))
                        .build());
    }

    public synchronized void send(LinkResponse message) {
        if (rig == null) {
            throw new IllegalStateException("no rig is linked");
        }
        rig.onNext(message);
    }

    /// Goes away: every connection breaks and the port refuses.
    public void down() {
        link.shutdownNow();
        try {
            link.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            rig = null;
        }
    }

    /// Comes back on the same port.
    public void up() {
        try {
            link = tls(port, ClientAuth.REQUIRE, new Links(), new Blobs());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized Hello awaitHello(int count) {
        await("hello " + count, () -> hellos.size() >= count);
        return hellos.get(count - 1);
    }

    public synchronized OrderReply awaitReply(int count) {
        await("order reply " + count, () -> replies.size() >= count);
        return replies.get(count - 1);
    }

    /// The heartbeats that fit, as soon as there is one that came after this call.
    public synchronized LinkRequest awaitHeartbeat(Predicate<LinkRequest> fits) {
        int from = heartbeats.size();
        await("a heartbeat", () -> heartbeats.stream().skip(from).anyMatch(fits));
        return heartbeats.stream().skip(from).filter(fits).findFirst().orElseThrow();
    }

    /// The records of an attempt, as soon as one of them fits.
    public synchronized List<RunRecord> awaitRecord(
            String run, int attempt, Predicate<RunRecord> fits) {
        await(
                "a record of " + run + "#" + attempt + ", has " + records,
                () -> of(run, attempt).stream().anyMatch(fits));
        return of(run, attempt);
    }

    /// All records of an attempt once its last is here.
    public List<RunRecord> awaitEnd(String run, int attempt) {
        return awaitRecord(run, attempt, RunRecord::hasEnded);
    }

    private List<RunRecord> of(String run, int attempt) {
        return List.copyOf(records.getOrDefault(run + "#" + attempt, new TreeMap<>()).values());
    }

    /// Everything received, doubles too, in order.
    public synchronized List<RunRecord> received() {
        return List.copyOf(received);
    }

    private void await(String what, BooleanSupplier there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!there.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("waited in vain for " + what);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }

    private final class Links extends RigLinkServiceGrpc.RigLinkServiceImplBase {
        @Override
        public StreamObserver<LinkRequest> link(StreamObserver<LinkResponse> to) {
            return new StreamObserver<>() {
                @Override
                public void onNext(LinkRequest message) {
                    take(message, to);
                }

                @Override
                public void onError(Throwable cause) {
                    // the rig is gone
                }

                @Override
                public void onCompleted() {
                    to.onCompleted();
                }
            };
        }
    }

    /// Console lines that came for people who look on.
    public java.util.List<String> consoles() {
        return java.util.List.copyOf(consoles);
    }

    private synchronized void take(LinkRequest message, StreamObserver<LinkResponse> to) {
        switch (message.getMessageCase()) {
            case HELLO -> {
                hellos.add(message.getHello());
                rig = to;
                to.onNext(
                        LinkResponse.newBuilder()
                                .setWelcome(
                                        Welcome.newBuilder()
                                                .setSealingKey(
                                                        ByteString.copyFrom(
                                                                sealing.getPublic().getEncoded()))
                                                .setHeartbeatInterval(
                                                        Duration.newBuilder().setNanos(200_000_000))
                                                .setControllerTime(Times.toWire(Instant.now())))
                                .build());
            }
            case CONSOLE -> consoles.addAll(message.getConsole().getLinesList());
            case RECORD -> {
                var record = message.getRecord();
                received.add(record);
                records.computeIfAbsent(
                                record.getRunId() + "#" + record.getAttempt(),
                                key -> new TreeMap<>())
                        .put(record.getSequence(), record);
                if (acknowledging) {
                    ack(record.getRunId(), record.getAttempt(), record.getSequence());
                }
            }
            case ORDER_REPLY -> replies.add(message.getOrderReply());
            case HEARTBEAT -> heartbeats.add(message);
            case HAND_REPLY -> handReplies.add(message.getHandReply());
            case OUTPUT -> outputs.add(message.getOutput());
            case HAND_PROGRESS -> {
                // how far a flash is: no test here looks at it
            }
            case MESSAGE_NOT_SET -> throw new IllegalStateException("empty message");
        }
        notifyAll();
    }

    private final class Blobs extends EvidenceServiceGrpc.EvidenceServiceImplBase {
        @Override
        public void statBlob(StatBlobRequest request, StreamObserver<StatBlobResponse> to) {
            synchronized (FakeController.this) {
                var part = partial.get(request.getDigest());
                to.onNext(
                        StatBlobResponse.newBuilder()
                                .setComplete(blobs.containsKey(request.getDigest()))
                                .setReceivedBytes(part == null ? 0 : part.size())
                                .build());
            }
            to.onCompleted();
        }

        @Override
        public StreamObserver<UploadBlobRequest> uploadBlob(StreamObserver<UploadBlobResponse> to) {
            synchronized (FakeController.this) {
                uploads++;
            }
            return new Upload(to);
        }

        @Override
        public void downloadBlob(
                DownloadBlobRequest request, StreamObserver<DownloadBlobResponse> to) {
            byte[] blob;
            synchronized (FakeController.this) {
                blob = blobs.get(request.getDigest());
            }
            if (blob == null) {
                to.onError(Status.NOT_FOUND.asRuntimeException());
                return;
            }
            int from = (int) request.getOffset();
            to.onNext(
                    DownloadBlobResponse.newBuilder()
                            .setOffset(from)
                            .setData(ByteString.copyFrom(blob, from, blob.length - from))
                            .build());
            to.onCompleted();
        }
    }

    private final class Upload implements StreamObserver<UploadBlobRequest> {
        private final StreamObserver<UploadBlobResponse> to;
        private String digest = "";
        private long total;
        private boolean broken;

        private Upload(StreamObserver<UploadBlobResponse> to) {
            this.to = to;
        }

        @Override
        public void onNext(UploadBlobRequest part) {
            synchronized (FakeController.this) {
                if (broken) {
                    return;
                }
                digest = part.getDigest();
                total = part.getTotalBytes();
                var have =
                        partial.computeIfAbsent(digest, key -> new java.io.ByteArrayOutputStream());
                if (part.getOffset() != have.size()) {
                    broken = true;
                    to.onError(
                            Status.INVALID_ARGUMENT.withDescription("hole").asRuntimeException());
                    return;
                }
                have.writeBytes(part.getData().toByteArray());
                if (have.size() >= breakUploadAfterBytes) {
                    broken = true;
                    breakUploadAfterBytes = Integer.MAX_VALUE;
                    to.onError(Status.UNAVAILABLE.withDescription("broken").asRuntimeException());
                }
            }
        }

        @Override
        public void onError(Throwable cause) {
            // the rig gave up
        }

        @Override
        public void onCompleted() {
            synchronized (FakeController.this) {
                if (broken) {
                    return;
                }
                var bytes = partial.get(digest);
                if (bytes != null
                        && bytes.size() == total
                        && Digest.of(bytes.toByteArray()).hex().equals(digest)) {
                    blobs.put(digest, bytes.toByteArray());
                    to.onNext(
                            UploadBlobResponse.newBuilder()
                                    .setComplete(true)
                                    .setReceivedBytes(total)
                                    .build());
                    to.onCompleted();
                } else {
                    to.onError(Status.DATA_LOSS.asRuntimeException());
                }
            }
        }
    }

    private final class Enrolments extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
        @Override
        public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> to) {
            synchronized (FakeController.this) {
                if (enrolmentError != null) {
                    to.onError(enrolmentError.asRuntimeException());
                    return;
                }
            }
            if (!request.getTokenSecret().equals(SECRET)) {
                to.onError(
                        Status.PERMISSION_DENIED
                                .withDescription("the token is unknown, used or too old")
                                .asRuntimeException());
                return;
            }
            try {
                var key =
                        new JcaPKCS10CertificationRequest(request.getSigningRequest().toByteArray())
                                .getPublicKey();
                to.onNext(
                        EnrolResponse.newBuilder()
                                .addCertificateChain(
                                        ByteString.copyFrom(
                                                ca.client(request.getRigId(), key).getEncoded()))
                                .addCertificateChain(
                                        ByteString.copyFrom(ca.certificate().getEncoded()))
                                .setControllerAddress("127.0.0.1:" + port)
                                .build());
                to.onCompleted();
            } catch (Exception e) {
                to.onError(Status.INVALID_ARGUMENT.withCause(e).asRuntimeException());
            }
        }
    }

    @Override
    public void close() {
        enrolment.shutdownNow();
        link.shutdownNow();
    }
}
