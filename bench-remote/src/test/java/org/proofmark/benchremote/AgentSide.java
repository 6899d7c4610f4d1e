package org.proofmark.benchremote;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.update.Release;
import org.proofmark.domain.update.Release.ReleaseFile;
import org.proofmark.domain.update.UpdateRequest;
import org.proofmark.proto.bench.v1.BenchServiceGrpc;
import org.proofmark.proto.bench.v1.ConsoleBytes;
import org.proofmark.proto.bench.v1.ConsoleGap;
import org.proofmark.proto.bench.v1.FlashRequest;
import org.proofmark.proto.bench.v1.FlashResponse;
import org.proofmark.proto.bench.v1.GetLabelRequest;
import org.proofmark.proto.bench.v1.GetLabelResponse;
import org.proofmark.proto.bench.v1.GetNetworkRequest;
import org.proofmark.proto.bench.v1.GetNetworkResponse;
import org.proofmark.proto.bench.v1.GetRunRequest;
import org.proofmark.proto.bench.v1.GetRunResponse;
import org.proofmark.proto.bench.v1.GetUpdateRequestsRequest;
import org.proofmark.proto.bench.v1.GetUpdateRequestsResponse;
import org.proofmark.proto.bench.v1.OpenPort;
import org.proofmark.proto.bench.v1.PutEvidenceRequest;
import org.proofmark.proto.bench.v1.PutEvidenceResponse;
import org.proofmark.proto.bench.v1.ReadConsoleRequest;
import org.proofmark.proto.bench.v1.ReadConsoleResponse;
import org.proofmark.proto.bench.v1.RecordRequest;
import org.proofmark.proto.bench.v1.RecordResponse;
import org.proofmark.proto.bench.v1.ServeUpdateRequest;
import org.proofmark.proto.bench.v1.ServeUpdateResponse;
import org.proofmark.proto.bench.v1.SetButtonRequest;
import org.proofmark.proto.bench.v1.SetButtonResponse;
import org.proofmark.proto.bench.v1.SetPowerRequest;
import org.proofmark.proto.bench.v1.SetPowerResponse;
import org.proofmark.proto.bench.v1.SetTimeRequest;
import org.proofmark.proto.bench.v1.SetTimeResponse;
import org.proofmark.proto.bench.v1.WriteConsoleRequest;
import org.proofmark.proto.bench.v1.WriteConsoleResponse;
import org.proofmark.wire.Evidence;
import org.proofmark.wire.Faults;
import org.proofmark.wire.FlashPlans;
import org.proofmark.wire.Updates;

/// The agent's end of the socket, for tests: a device that says `Box is up` when it is switched on
/// and echoes what is typed.
final class AgentSide extends BenchServiceGrpc.BenchServiceImplBase implements AutoCloseable {
    static final Flashed FLASHED =
            new Flashed(
                    "command writer",
                    4,
                    Digest.of(new byte[] {1}),
                    OptionalLong.of(0xFFFF_FFFFL),
                    "acme",
                    "read back",
                    2,
                    Duration.ofSeconds(3));

    static final Release RELEASE =
            new Release(
                    "newer",
                    "1.1.0",
                    List.of(new ReleaseFile("image.bin", 9, Digest.of(new byte[] {1}))));

    static final UpdateRequest REQUEST =
            new UpdateRequest(
                    5,
                    Instant.parse("2026-11-23T09:00:00Z"),
                    Duration.ofDays(-1),
                    77,
                    "newer",
                    "GET",
                    "/image.bin",
                    Optional.of("image.bin"),
                    0,
                    200,
                    7,
                    true);

    final List<RecordRequest> records = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final Server server;
    private final MultiThreadIoEventLoopGroup group;
    private final GetRunResponse order;
    private final List<ReadConsoleResponse> console = new ArrayList<>();
    private @Nullable StreamObserver<ReadConsoleResponse> reader;
    private long position;
    private @Nullable Fault fault;

    AgentSide(GetRunResponse order) throws IOException {
        this.order = order;
        folder = Files.createTempDirectory("pm");
        group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        server =
                NettyServerBuilder.forAddress(new DomainSocketAddress(socket().toFile()))
                        .bossEventLoopGroup(group)
                        .workerEventLoopGroup(group)
                        .channelType(EpollServerDomainSocketChannel.class)
                        .addService(this)
                        .build()
                        .start();
    }

    Path socket() {
        return folder.resolve("s");
    }

    synchronized void breakWith(Fault cause) {
        fault = cause;
    }

    synchronized void say(String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        add(
                ReadConsoleResponse.newBuilder()
                        .setBytes(
                                ConsoleBytes.newBuilder()
                                        .setPosition(position)
                                        .setData(ByteString.copyFrom(bytes)))
                        .build());
        position += bytes.length;
    }

    synchronized void lose(long bytes) {
        add(
                ReadConsoleResponse.newBuilder()
                        .setGap(
                                ConsoleGap.newBuilder()
                                        .setPosition(position)
                                        .setLostBytes(bytes)
                                        .setReason("unplugged"))
                        .build());
    }

    private void add(ReadConsoleResponse piece) {
        console.add(piece);
        if (reader != null) {
            reader.onNext(piece);
        }
    }

    private <T> void answer(String call, StreamObserver<T> to, Supplier<T> work) {
        calls.add(call);
        Fault broken;
        synchronized (this) {
            broken = fault;
        }
        if (broken == null) {
            to.onNext(work.get());
            to.onCompleted();
        } else {
            to.onError(
                    StatusProto.toStatusRuntimeException(
                            Status.newBuilder()
                                    .setCode(Code.FAILED_PRECONDITION_VALUE)
                                    .addDetails(Any.pack(Faults.toWire(broken)))
                                    .build()));
        }
    }

    @Override
    public void getRun(GetRunRequest request, StreamObserver<GetRunResponse> to) {
        answer("run", to, () -> order);
    }

    @Override
    public void setPower(SetPowerRequest request, StreamObserver<SetPowerResponse> to) {
        answer(
                request.getOn() ? "on" : "off",
                to,
                () -> {
                    SetPowerResponse response;
                    synchronized (this) {
                        response =
                                SetPowerResponse.newBuilder().setConsolePosition(position).build();
                    }
                    if (request.getOn()) {
                        say("boot\r\nBox is up\r\n");
                    }
                    return response;
                });
    }

    @Override
    public void flash(FlashRequest request, StreamObserver<FlashResponse> to) {
        answer(
                "flash " + request.getImage() + " " + request.getPlan().getTool().getName(),
                to,
                () -> FlashResponse.newBuilder().setFlashed(FlashPlans.toWire(FLASHED)).build());
    }

    @Override
    public void serveUpdate(ServeUpdateRequest request, StreamObserver<ServeUpdateResponse> to) {
        answer(
                request.getRelease().isEmpty()
                        ? "serve nothing"
                        : "serve "
                                + request.getRelease()
                                + " "
                                + request.getTrouble()
                                        .getWhatCase()
                                        .name()
                                        .toLowerCase(Locale.ROOT),
                to,
                () -> ServeUpdateResponse.newBuilder().setLast(4).build());
    }

    @Override
    public void getUpdateRequests(
            GetUpdateRequestsRequest request, StreamObserver<GetUpdateRequestsResponse> to) {
        answer(
                "requests after " + request.getAfter(),
                to,
                () ->
                        GetUpdateRequestsResponse.newBuilder()
                                .addRequests(Updates.toWire(REQUEST))
                                .build());
    }

    @Override
    public void setTime(SetTimeRequest request, StreamObserver<SetTimeResponse> to) {
        answer("time " + request.getAhead().getSeconds(), to, SetTimeResponse::getDefaultInstance);
    }

    @Override
    public void setButton(SetButtonRequest request, StreamObserver<SetButtonResponse> to) {
        answer(request.getName() + request.getPressed(), to, SetButtonResponse::getDefaultInstance);
    }

    @Override
    public synchronized void readConsole(
            ReadConsoleRequest request, StreamObserver<ReadConsoleResponse> to) {
        reader = to;
        console.forEach(to::onNext);
    }

    @Override
    public void writeConsole(WriteConsoleRequest request, StreamObserver<WriteConsoleResponse> to) {
        answer(
                "write",
                to,
                () -> {
                    say(request.getData().toString(StandardCharsets.ISO_8859_1));
                    return WriteConsoleResponse.getDefaultInstance();
                });
    }

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> to) {
        answer(
                "network",
                to,
                () ->
                        GetNetworkResponse.newBuilder()
                                .setAddress("127.0.0.9")
                                .setMac("02:5e:10:00:00:07")
                                .addOpen(OpenPort.newBuilder().setNominal(80).setActual(8080))
                                .build());
    }

    @Override
    public void getLabel(GetLabelRequest request, StreamObserver<GetLabelResponse> to) {
        answer("label", to, () -> GetLabelResponse.newBuilder().putLabel("serial", "0042").build());
    }

    @Override
    public void record(RecordRequest request, StreamObserver<RecordResponse> to) {
        records.add(request);
        if (request.hasFault()) {
            synchronized (this) {
                fault = fault == null ? Faults.fromWire(request.getFault()) : fault;
            }
        }
        answer("record", to, () -> RecordResponse.newBuilder().setSequence(records.size()).build());
    }

    @Override
    public StreamObserver<PutEvidenceRequest> putEvidence(StreamObserver<PutEvidenceResponse> to) {
        var content = new ByteArrayOutputStream();
        return new StreamObserver<>() {
            private String name = "";

            @Override
            public void onNext(PutEvidenceRequest part) {
                name = part.getName();
                content.writeBytes(part.getData().toByteArray());
            }

            @Override
            public void onError(Throwable error) {
                calls.add("evidence given up");
            }

            @Override
            public void onCompleted() {
                var bytes = content.toByteArray();
                answer(
                        "evidence",
                        to,
                        () ->
                                PutEvidenceResponse.newBuilder()
                                        .setEvidence(
                                                Evidence.toWire(
                                                        new EvidenceRef(
                                                                Digest.of(bytes),
                                                                name,
                                                                "text/plain",
                                                                bytes.length)))
                                        .build());
            }
        };
    }

    @Override
    public void close() throws IOException {
        server.shutdownNow();
        var _ = group.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS);
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }
}
