package org.proofmark.rigagent.link;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Digest;
import org.proofmark.rigagent.hands.Hands;
import org.proofmark.rigagent.journal.Spool;
import org.proofmark.rigagent.run.Attempts;
import org.proofmark.rigagent.run.BlobSource;
import org.proofmark.rigagent.run.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rig's one way to its controller: a stream with its client certificate, opened by the rig and
/// opened anew, with back-off, whenever it ends. Thread-safe.
public final class Link implements AutoCloseable, BlobSource {
    /// A connection that is silent for this long is asked for a sign of life.
    private static final long KEEP_ALIVE_SECONDS = 10;

    private static final long KEEP_ALIVE_TIMEOUT_SECONDS = 5;
    private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Identity identity;
    private final ManagedChannel channel;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<@Nullable LinkSession> session = new AtomicReference<>();
    private final AtomicLong welcomes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private Link(Identity identity, ManagedChannel channel) {
        this.identity = identity;
        this.channel = channel;
    }

    /// Prepares the way; nothing is sent before [#start].
    public static Link of(Identity identity) throws SSLException {
        var address = identity.controller();
        int colon = address.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "the controller's address wants host:port, got '" + address + "'");
        }
        var channel =
                NettyChannelBuilder.forAddress(
                                address.substring(0, colon),
                                Integer.parseInt(address.substring(colon + 1)))
                        .sslContext(ssl(identity))
                        .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                        .keepAliveTimeout(KEEP_ALIVE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .build();
        return new Link(identity, channel);
    }

    private static SslContext ssl(Identity identity) throws SSLException {
        return GrpcSslContexts.forClient()
                .trustManager(identity.authority())
                .keyManager(identity.key(), identity.chain().toArray(new X509Certificate[0]))
                .build();
    }

    /// Begins to connect, and goes on until closed.
    public void start(
            String version,
            Attempts attempts,
            Hands hands,
            Spool spool,
            Sealing sealing,
            InstantSource clock) {
        Thread.ofVirtual()
                .name("link")
                .start(() ->
                        keepUp(() ->
                                new LinkSession(
                                        identity.rig(),
                                        version,
                                        attempts,
                                        hands,
                                        spool,
                                        sealing,
                                        clock,
                                        channel,
                                        welcomes::incrementAndGet)));
    }

    /// True while the controller is there.
    public boolean up() {
        var current = session.get();
        return current != null && current.welcomed();
    }

    /// How often the controller has welcomed this rig since the agent started.
    public long welcomes() {
        return welcomes.get();
    }

    /// How often the stream ended, or could not be opened, since the agent started.
    public long failures() {
        return failures.get();
    }

    @Override
    public void download(Digest digest, long offset, OutputStream to) throws IOException {
        new BlobTransfer(channel).download(digest, offset, to);
    }

    private void keepUp(java.util.function.Supplier<LinkSession> sessions) {
        var backOff = new BackOff(RandomGenerator.getDefault());
        try {
            while (closing.getCount() > 0) {
                var current = sessions.get();
                session.set(current);
                if (closing.getCount() == 0) {
                    return;
                }
                var cause = current.live(channel);
                if (current.wasWelcomed()) {
                    backOff.reset();
                }
                if (closing.getCount() > 0) {
                    failures.incrementAndGet();
                    report(cause);
                    if (closing.await(backOff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    // no second back-off of the channel's own on top
                    channel.resetConnectBackoff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(@Nullable Throwable cause) {
        if (cause == null) {
            LOG.info("the controller closed the link; trying again");
            return;
        }
        var status = Status.fromThrowable(cause);
        switch (status.getCode()) {
            case UNAUTHENTICATED ->
                    LOG.error(
                            "the controller does not know this rig's certificate: enrol rig {} again"
                                    + " ({})",
                            identity.rig(),
                            status.getDescription());
            case PERMISSION_DENIED ->
                    LOG.error(
                            "the controller refuses rig {}: the certificate is another rig's ({})",
                            identity.rig(),
                            status.getDescription());
            case ALREADY_EXISTS ->
                    LOG.error(
                            "another agent is linked as rig {}: stop one of the two ({})",
                            identity.rig(),
                            status.getDescription());
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    INVALID_ARGUMENT,
                    DEADLINE_EXCEEDED,
                    NOT_FOUND,
                    RESOURCE_EXHAUSTED,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    UNAVAILABLE,
                    DATA_LOSS ->
                    LOG.warn(
                            "no link with the controller at {}: {}; trying again",
                            identity.controller(),
                            root(cause));
        }
    }

    private static String root(Throwable at) {
        var cause = at;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    @Override
    public void close() {
        closing.countDown();
        var current = session.get();
        if (current != null) {
            current.close();
        }
        channel.shutdownNow();
    }
}
