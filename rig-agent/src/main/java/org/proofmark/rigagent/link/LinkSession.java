package org.proofmark.rigagent.link;

import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.proto.rig.v1.ConsoleLines;
import org.proofmark.proto.rig.v1.EndHandLease;
import org.proofmark.proto.rig.v1.Heartbeat;
import org.proofmark.proto.rig.v1.Hello;
import org.proofmark.proto.rig.v1.LinkRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.rig.v1.OrderReply;
import org.proofmark.proto.rig.v1.RigLinkServiceGrpc;
import org.proofmark.proto.rig.v1.RunOrder;
import org.proofmark.proto.rig.v1.Welcome;
import org.proofmark.rigagent.hands.HandOutlet;
import org.proofmark.rigagent.hands.Hands;
import org.proofmark.rigagent.journal.AttemptSpool;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.run.ConsoleOutlet;
import org.proofmark.rigagent.run.Sealing;
import org.proofmark.wire.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of the stream: hello, welcome, then orders and acknowledgements one way, records and
/// heartbeats the other. Orders are carried out in the order in which they came.
final class LinkSession implements ClientResponseObserver<LinkRequest, LinkResponse> {
    /// A rig's clock that is off by more than this is worth a line in its log.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(1);

    /// Orders that wait for their turn; a controller that sends more is broken.
    private static final int MAX_ORDERS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);

    private final RigId rig;
    private final String version;
    private final Attempts attempts;
    private final Hands hands;
    private final Spool spool;
    private final Sealing sealing;
    private final InstantSource clock;
    private final BlobTransfer blobs;
    private final Runnable onWelcome;
    private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    private final LinkedBlockingQueue<LinkResponse> inbox = new LinkedBlockingQueue<>(MAX_ORDERS);
    private final CountDownLatch ended = new CountDownLatch(1);
    // guarded by this
    private final List<Thread> threads = new ArrayList<>();
    private final Set<Attempt> pumped = new HashSet<>();
    private @Nullable ClientCallStreamObserver<LinkRequest> stream;
    private boolean welcomed;

    LinkSession(
            RigId rig,
            String version,
            Attempts attempts,
            Hands hands,
            Spool spool,
            Sealing sealing,
            InstantSource clock,
            ManagedChannel channel,
            Runnable onWelcome) {
        this.rig = rig;
        this.version = version;
        this.attempts = attempts;
        this.hands = hands;
        this.spool = spool;
        this.sealing = sealing;
        this.clock = clock;
        this.blobs = new BlobTransfer(channel);
        this.onWelcome = onWelcome;
    }

    /// Opens the stream and returns when it has ended.
    ///
    /// @return why; null where the controller closed it in order
    @Nullable Throwable live(ManagedChannel channel) throws InterruptedException {
        RigLinkServiceGrpc.newStub(channel).link(this);
        send(LinkRequest.newBuilder().setHello(hello()).build());
        begin("link-inbox", this::handleAll);
        try {
            return end.join();
        } finally {
            stop();
        }
    }

    private Hello hello() {
        return Hello.newBuilder()
                .setRigId(rig.value())
                .setAgentVersion(version)
                .addAllSlots(attempts.slots())
                .addAllOwned(attempts.owned())
                .setRigTime(Times.toWire(clock.instant()))
                .addAbilities(Hands.ABILITY)
                .addAllLeases(HandMessages.leases(attempts))
                .build();
    }

    /// True once the controller has answered.
    synchronized boolean welcomed() {
        return welcomed && !end.isDone();
    }

    /// True where the controller answered, even if the stream has ended since.
    synchronized boolean wasWelcomed() {
        return welcomed;
    }

    private synchronized void begin(String name, Runnable work) {
        if (!end.isDone()) {
            threads.add(Thread.ofVirtual().name(name).start(work));
        }
    }

    private void stop() {
        List<Thread> running;
        ended.countDown();
        synchronized (this) {
            spool.onNew(attempt -> {});
            attempts.showConsolesTo(ConsoleOutlet.NONE);
            hands.answerTo(HandOutlet.NONE);
            running = List.copyOf(threads);
            if (stream != null) {
                stream.cancel("the link ends", null);
            }
        }
        running.forEach(Thread::interrupt);
    }

    /// Ends the stream.
    void close() {
        end.complete(null);
    }

    private synchronized void send(LinkRequest message) {
        if (stream != null && !end.isDone()) {
            stream.onNext(message);
        }
    }

    /// Console lines go only where nothing else waits.
    private boolean offer(ConsoleLines lines) {
        return offer(LinkRequest.newBuilder().setConsole(lines).build());
    }

    private synchronized boolean offer(LinkRequest message) {
        if (stream == null || end.isDone() || !stream.isReady()) {
            return false;
        }
        stream.onNext(message);
        return true;
    }

    @Override
    public synchronized void beforeStart(ClientCallStreamObserver<LinkRequest> call) {
        stream = call;
    }

    @Override
    public void onNext(LinkResponse message) {
        if (!inbox.offer(message)) {
            end.complete(new IllegalStateException("more than " + MAX_ORDERS + " orders wait"));
        }
    }

    @Override
    public void onError(Throwable cause) {
        end.complete(cause);
    }

    @Override
    public void onCompleted() {
        end.complete(null);
    }

    private void handleAll() {
        try {
            while (!end.isDone()) {
                handle(inbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.complete(e);
        }
    }

    private void handle(LinkResponse message) {
        switch (message.getMessageCase()) {
            case WELCOME -> welcome(message.getWelcome());
            case START -> start(message.getStart());
            case RENEWAL ->
                    attempts.renew(
                            attempt(
                                    message.getRenewal().getRunId(),
                                    message.getRenewal().getAttempt()),
                            Times.fromWire(message.getRenewal().getLease()));
            case ABORT ->
                    attempts.abort(
                            attempt(message.getAbort().getRunId(), message.getAbort().getAttempt()),
                            message.getAbort().getReason());
            case ACK ->
                    spool.acknowledge(
                            attempt(message.getAck().getRunId(), message.getAck().getAttempt()),
                            message.getAck().getSequence());
            case RELEASE -> attempts.release(new SlotName(message.getRelease().getSlot()));
            case HAND -> HandMessages.take(hands, message.getHand());
            case END_LEASE -> endLease(message.getEndLease());
            case SHOW_CONSOLE ->
                    hands.show(
                            new SlotName(message.getShowConsole().getSlot()),
                            message.getShowConsole().getShown());
            case MESSAGE_NOT_SET -> LOG.warn("a message of the controller has no content");
        }
    }

    /// Proving that the power is off takes seconds, and other orders wait behind this.
    private void endLease(EndHandLease order) {
        begin(
                "lease-end",
                () ->
                        hands.end(
                                new SlotName(order.getSlot()),
                                order.getLeaseId(),
                                "the controller has ended the lease"));
    }

    private static Attempt attempt(String run, int number) {
        return new Attempt(new RunId(run), number);
    }

    private void welcome(Welcome welcome) {
        sealing.useControllerKey(welcome.getSealingKey().toByteArray());
        var off = Duration.between(Times.fromWire(welcome.getControllerTime()), clock.instant());
        if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            LOG.warn("this rig's clock is off the controller's by {}", off);
        }
        synchronized (this) {
            welcomed = true;
        }
        onWelcome.run();
        LOG.info("linked with the controller");
        var interval =
                welcome.hasHeartbeatInterval()
                        ? Times.fromWire(welcome.getHeartbeatInterval())
                        : DEFAULT_HEARTBEAT;
        begin("heartbeat", () -> beat(interval));
        attempts.showConsolesTo(this::offer);
        hands.answerTo(new HandMessages(this::send, this::offer));
        spool.onNew(this::pump);
        spool.all().forEach(this::pump);
    }

    private void pump(AttemptSpool attempt) {
        synchronized (this) {
            if (!pumped.add(attempt.attempt())) {
                return;
            }
        }
        begin(
                "records-" + attempt.attempt(),
                new RecordPump(attempt, blobs, this::send, end::complete));
    }

    private void start(RunOrder order) {
        var reply = attempts.accept(order);
        send(
                LinkRequest.newBuilder()
                        .setOrderReply(
                                OrderReply.newBuilder()
                                        .setRunId(order.getRunId())
                                        .setAttempt(order.getAttempt())
                                        .setAccepted(reply.accepted())
                                        .setReason(reply.reason()))
                        .build());
    }

    private void beat(Duration interval) {
        try {
            while (!end.isDone()) {
                send(
                        LinkRequest.newBuilder()
                                .setHeartbeat(
                                        Heartbeat.newBuilder()
                                                .addAllOwned(attempts.owned())
                                                .addAllSlots(attempts.slots())
                                                .addAllLeases(HandMessages.leases(attempts))
                                                .setSpooledRecords(spool.waitingRecords()))
                                .build());
                if (ended.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            end.complete(e);
        }
    }
}
