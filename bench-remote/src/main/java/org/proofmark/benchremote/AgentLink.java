package org.proofmark.benchremote;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import io.grpc.protobuf.StatusProto;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.proto.bench.v1.BenchServiceGrpc;
import org.proofmark.proto.bench.v1.BenchServiceGrpc.BenchServiceBlockingStub;
import org.proofmark.proto.bench.v1.BenchServiceGrpc.BenchServiceStub;
import org.proofmark.proto.bench.v1.RecordRequest;
import org.proofmark.wire.Faults;

/// Calls to the rig-agent. After the first fault each later call throws that one again.
/// Thread-safe.
final class AgentLink implements AutoCloseable {
    /// An agent that is alive answers at once; its disk may be slow.
    static final Duration QUICK = Duration.ofSeconds(30);

    /// Switching and proving the effect.
    static final Duration ACTUATION = Duration.ofMinutes(2);

    /// Writing an image: minutes over a serial line. The agent has limits of its own for each step,
    /// and the run has one for everything.
    static final Duration FLASH = Duration.ofHours(2);

    /// The files of a release may have to come from the controller.
    static final Duration FETCH = Duration.ofMinutes(30);

    private static final int MAX_MESSAGE_BYTES = 8 << 20;

    // kept here, since a logger that nobody keeps forgets its level
    private static final Logger NETTY = Logger.getLogger("io.grpc.netty.shaded.io.netty");

    private final MultiThreadIoEventLoopGroup group;
    private final ManagedChannel channel;
    private final AtomicReference<@Nullable BenchFault> first = new AtomicReference<>();

    private AgentLink(MultiThreadIoEventLoopGroup group, ManagedChannel channel) {
        this.group = group;
        this.channel = channel;
    }

    static AgentLink open(Path socket) {
        // it warns that a unix socket has no SO_KEEPALIVE, which gRPC sets all the same
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
        NETTY.setLevel(Level.SEVERE);
        var group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        var channel =
                NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                        .eventLoopGroup(group)
                        .channelType(EpollDomainSocketChannel.class)
                        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                        .overrideAuthority("rig-agent")
                        .usePlaintext()
                        .build();
        return new AgentLink(group, channel);
    }

    /// One call.
    ///
    /// @param step names what is done, for faults
    <T> T call(String step, Duration limit, Function<BenchServiceBlockingStub, T> call) {
        throwFirst();
        try {
            return call.apply(
                    BenchServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (StatusRuntimeException e) {
            throw broken(fault(step, limit, e));
        }
    }

    BenchServiceStub streaming() {
        throwFirst();
        return BenchServiceGrpc.newStub(channel);
    }

    void throwFirst() {
        var fault = first.get();
        if (fault != null) {
            throw fault;
        }
    }

    /// Records a fault that arose in this process; the attempt is broken from here on.
    BenchFault raise(BenchFault fault) {
        if (first.compareAndSet(null, fault)) {
            try {
                BenchServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(QUICK.toMillis(), TimeUnit.MILLISECONDS)
                        .record(
                                RecordRequest.newBuilder()
                                        .setFault(Faults.toWire(fault.fault()))
                                        .build());
            } catch (StatusRuntimeException _) {
                // the agent answers a fault with the fault that broke the attempt; where it is
                // gone, nobody is left to be told
            }
        }
        return first();
    }

    /// The fault that broke the attempt.
    BenchFault broken(BenchFault fault) {
        first.compareAndSet(null, fault);
        return first();
    }

    Optional<BenchFault> fault() {
        return Optional.ofNullable(first.get());
    }

    private BenchFault first() {
        var fault = first.get();
        if (fault == null) {
            throw new IllegalStateException("no fault is known");
        }
        return fault;
    }

    static BenchFault fault(String step, Duration limit, Throwable error) {
        var details = details(error);
        if (details.isPresent()) {
            return details.get().waited().isZero()
                    ? new BenchFault.Hardware(details.get(), error)
                    : timedOut(details.get());
        }
        var status = Status.fromThrowable(error);
        return status.getCode() == Status.Code.DEADLINE_EXCEEDED
                ? new BenchFault.TimedOut(
                        "agent-silent", "the rig-agent did not answer", step, limit, "")
                : new BenchFault.Broken(
                        Fault.of(
                                "agent-lost",
                                "the call to the rig-agent failed: " + status.getCode(),
                                step),
                        error);
    }

    private static BenchFault timedOut(Fault f) {
        return new BenchFault.TimedOut(f.code(), f.what(), f.step(), f.waited(), f.lastOutput());
    }

    private static Optional<Fault> details(Throwable error) {
        var status = StatusProto.fromThrowable(error);
        if (status == null) {
            return Optional.empty();
        }
        for (var any : status.getDetailsList()) {
            if (any.is(org.proofmark.proto.run.v1.Fault.class)) {
                try {
                    return Optional.of(
                            Faults.fromWire(any.unpack(org.proofmark.proto.run.v1.Fault.class)));
                } catch (InvalidProtocolBufferException | IllegalArgumentException _) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        var _ = group.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS);
    }
}
