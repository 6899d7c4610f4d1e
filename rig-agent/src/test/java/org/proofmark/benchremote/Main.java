package org.proofmark.benchremote;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import org.proofmark.proto.bench.v1.BenchServiceGrpc;
import org.proofmark.proto.bench.v1.FlashRequest;
import org.proofmark.proto.bench.v1.GetRunRequest;
import org.proofmark.proto.bench.v1.GetRunResponse;
import org.proofmark.proto.bench.v1.GetUpdateRequestsRequest;
import org.proofmark.proto.bench.v1.PutEvidenceRequest;
import org.proofmark.proto.bench.v1.ReadConsoleRequest;
import org.proofmark.proto.bench.v1.RecordRequest;
import org.proofmark.proto.bench.v1.ServeUpdateRequest;
import org.proofmark.proto.bench.v1.SetButtonRequest;
import org.proofmark.proto.bench.v1.SetPowerRequest;
import org.proofmark.proto.bench.v1.SetTimeRequest;
import org.proofmark.proto.bench.v1.WriteConsoleRequest;
import org.proofmark.proto.flash.v1.FlashPattern;
import org.proofmark.proto.flash.v1.FlashPlan;
import org.proofmark.proto.flash.v1.Tool;
import org.proofmark.proto.run.v1.CaseEnded;
import org.proofmark.proto.run.v1.CredentialTaken;
import org.proofmark.proto.run.v1.DeviceState;
import org.proofmark.proto.run.v1.Observation;
import org.proofmark.proto.run.v1.Secret;
import org.proofmark.proto.run.v1.Stage;
import org.proofmark.proto.update.v1.FlippedBit;
import org.proofmark.proto.update.v1.Trouble;

/// A suite process for the agent's own tests.
public final class Main {
    public static final String PASSWORD = "hunter2-plain-value";

    private static final long TWENTY_YEARS = (20 * 365 + 5) * 86_400L;

    private final BenchServiceGrpc.BenchServiceBlockingStub bench;
    private final BenchServiceGrpc.BenchServiceStub async;

    private Main(ManagedChannel channel) {
        bench = BenchServiceGrpc.newBlockingStub(channel);
        async = BenchServiceGrpc.newStub(channel);
    }

    public static void main(String[] args) throws Exception {
        // ends with the agent, however the agent ends
        Thread.ofPlatform().daemon().start(Main::endWithStdin);
        var channel =
                NettyChannelBuilder.forAddress(new DomainSocketAddress(new java.io.File(args[1])))
                        .channelType(EpollDomainSocketChannel.class)
                        .eventLoopGroup(
                                new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                        .usePlaintext()
                        .build();
        int code = 4;
        try {
            code = new Main(channel).play();
        } finally {
            // the channel's threads would keep a failed suite alive
            Runtime.getRuntime().halt(code);
        }
    }

    private static void endWithStdin() {
        try {
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.io.IOException e) {
            Runtime.getRuntime().halt(9);
        }
        Runtime.getRuntime().halt(9);
    }

    private int play() throws Exception {
        var run = bench.getRun(GetRunRequest.getDefaultInstance());
        return switch (run.getSuite()) {
            case "ok" -> ok(run);
            case "crash" -> 7;
            case "hang" -> hang();
            case "power-on-and-hang" -> powerOnAndHang();
            case "two-faults" -> twoFaults();
            case "read-until-broken" -> readUntilBroken();
            case "write-twice" -> writeTwice();
            case "network" -> network();
            case "flash" -> flash();
            case "update" -> update();
            default -> throw new IllegalArgumentException(run.getSuite());
        };
    }

    private int ok(GetRunResponse run) throws InterruptedException {
        progress("run " + run.getRunId() + " of " + run.getUnitId() + " in " + run.getPhase());
        power(false);
        power(true);
        button(true);
        button(false);
        bench.writeConsole(
                WriteConsoleRequest.newBuilder()
                        .setData(ByteString.copyFromUtf8("login " + PASSWORD + "\n"))
                        .build());
        // the test answers on the console
        var pieces = bench.readConsole(ReadConsoleRequest.newBuilder().setPosition(0).build());
        var text = new StringBuilder();
        while (!text.toString().contains("device says hello")) {
            text.append(pieces.next().getBytes().getData().toString(StandardCharsets.ISO_8859_1));
        }
        observe(
                Observation.newBuilder()
                        .setCredentialTaken(
                                CredentialTaken.newBuilder()
                                        .setCredential("admin")
                                        .setSource("uart")
                                        .setStage(stage())
                                        .setSecret(
                                                Secret.newBuilder()
                                                        .setId("s1")
                                                        .setSealed(
                                                                ByteString.copyFromUtf8(
                                                                        PASSWORD)))));
        evidence("page.html", "<p>hello</p>");
        caseEnded("one");
        return 0;
    }

    private static Stage stage() {
        return Stage.newBuilder().setState(DeviceState.DEVICE_STATE_FACTORY_DEFAULT).build();
    }

    private void evidence(String name, String content) throws InterruptedException {
        var done = new java.util.concurrent.CountDownLatch(1);
        var upload =
                async.putEvidence(
                        new io.grpc.stub.StreamObserver<>() {
                            @Override
                            public void onNext(
                                    org.proofmark.proto.bench.v1.PutEvidenceResponse value) {
                                // its reference is in the records
                            }

                            @Override
                            public void onError(Throwable cause) {
                                Runtime.getRuntime().halt(8);
                            }

                            @Override
                            public void onCompleted() {
                                done.countDown();
                            }
                        });
        upload.onNext(
                PutEvidenceRequest.newBuilder()
                        .setName(name)
                        .setMediaType("text/html")
                        .setData(ByteString.copyFromUtf8(content))
                        .build());
        upload.onCompleted();
        done.await();
    }

    private int hang() throws InterruptedException {
        progress("hanging");
        new java.util.concurrent.CountDownLatch(1).await();
        return 0;
    }

    private int powerOnAndHang() throws InterruptedException {
        power(true);
        button(true);
        return hang();
    }

    private int flash() {
        var flashed =
                bench.flash(
                                FlashRequest.newBuilder()
                                        .setImage("factory")
                                        .setPlan(
                                                FlashPlan.newBuilder()
                                                        .setTool(
                                                                Tool.newBuilder()
                                                                        .setName("writer")
                                                                        .addIdentity("identify")
                                                                        .setShows(
                                                                                FlashPattern
                                                                                        .newBuilder()
                                                                                        .setRegex(
                                                                                                "board=(\\w+)"))
                                                                        .setExpected("acme")
                                                                        .addWrite("write")
                                                                        .addWrite("{image}")
                                                                        .addAccepted(0)
                                                                        .setLimit(
                                                                                Duration
                                                                                        .newBuilder()
                                                                                        .setSeconds(
                                                                                                120))))
                                        .build())
                        .getFlashed();
        progress(flashed.getMethod() + " wrote " + flashed.getBytes() + " " + flashed.getDigest());
        return 0;
    }

    private int update() throws InterruptedException {
        var _ =
                bench.setTime(
                        SetTimeRequest.newBuilder()
                                .setAhead(Duration.newBuilder().setSeconds(TWENTY_YEARS))
                                .build());
        long last =
                bench.serveUpdate(
                                ServeUpdateRequest.newBuilder()
                                        .setRelease("newer")
                                        .setTrouble(
                                                Trouble.newBuilder()
                                                        .setFlippedBit(
                                                                FlippedBit.newBuilder()
                                                                        .setPath("image.bin")
                                                                        .setOffset(1)))
                                        .build())
                        .getLast();
        progress("served after " + last);
        var after = GetUpdateRequestsRequest.newBuilder().setAfter(last).build();
        var requests = bench.getUpdateRequests(after).getRequestsList();
        while (requests.isEmpty()) {
            Thread.onSpinWait();
            requests = bench.getUpdateRequests(after).getRequestsList();
        }
        var first = requests.getFirst();
        progress(
                "asked for "
                        + first.getTarget()
                        + " of "
                        + first.getRelease()
                        + ": "
                        + first.getStatus()
                        + " "
                        + first.getBytes()
                        + " "
                        + first.getWhole());
        return 0;
    }

    /// Tells over the records of a later call what it was answered: nothing may be recorded after a
    /// fault, so it goes into the exit code.
    private int twoFaults() {
        var first = faultOf(() -> button("no-such-button", true));
        var second = faultOf(() -> power(true));
        var third = faultOf(() -> caseEnded("after the fault"));
        boolean same = first.equals("no-button") && second.equals(first) && third.equals(first);
        return same ? 0 : 5;
    }

    private static String faultOf(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (io.grpc.StatusRuntimeException e) {
            var status = io.grpc.protobuf.StatusProto.fromThrowable(e);
            if (status == null
                    || e.getStatus().getCode() != io.grpc.Status.Code.FAILED_PRECONDITION) {
                return "no status";
            }
            for (var detail : status.getDetailsList()) {
                if (detail.is(org.proofmark.proto.run.v1.Fault.class)) {
                    try {
                        return detail.unpack(org.proofmark.proto.run.v1.Fault.class).getCode();
                    } catch (com.google.protobuf.InvalidProtocolBufferException x) {
                        return "unreadable";
                    }
                }
            }
            return "no fault";
        }
    }

    private int readUntilBroken() {
        progress("reading");
        var pieces = bench.readConsole(ReadConsoleRequest.newBuilder().setPosition(0).build());
        var fault =
                faultOf(() -> {
                    pieces.next();
                    progress("read something");
                    while (pieces.hasNext()) {
                        pieces.next();
                    }
                });
        return fault.startsWith("console-") ? 0 : 6;
    }

    private int writeTwice() {
        for (int i = 0; i < 2; i++) {
            bench.writeConsole(
                    WriteConsoleRequest.newBuilder()
                            .setData(ByteString.copyFromUtf8("same"))
                            .build());
        }
        caseEnded("written");
        return 0;
    }

    private int network() {
        power(false);
        power(true);
        var network =
                bench.getNetwork(
                        org.proofmark.proto.bench.v1.GetNetworkRequest.newBuilder()
                                .setScan(true)
                                .build());
        var label =
                bench.getLabel(org.proofmark.proto.bench.v1.GetLabelRequest.getDefaultInstance());
        progress(
                network.getAddress()
                        + " "
                        + network.getOpenList().size()
                        + " "
                        + label.getLabelMap());
        caseEnded("seen");
        return 0;
    }

    private void power(boolean on) {
        var _ = bench.setPower(SetPowerRequest.newBuilder().setOn(on).setStep("test").build());
    }

    private void button(boolean pressed) {
        button("reset", pressed);
    }

    private void button(String name, boolean pressed) {
        var _ =
                bench.setButton(
                        SetButtonRequest.newBuilder().setName(name).setPressed(pressed).build());
    }

    private void progress(String step) {
        var _ = bench.record(RecordRequest.newBuilder().setProgress(step).build());
    }

    private void caseEnded(String name) {
        observe(Observation.newBuilder().setCaseEnded(CaseEnded.newBuilder().setCaseName(name)));
    }

    private void observe(Observation.Builder observation) {
        var _ = bench.record(RecordRequest.newBuilder().setObservation(observation).build());
    }
}
