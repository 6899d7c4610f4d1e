package org.proofmark.rigagent.run;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.bench.Power.Start;
import org.proofmark.domain.profile.PowerSpec;
import org.proofmark.domain.run.Fault;
import org.proofmark.proto.bench.v1.BenchServiceGrpc;
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
import org.proofmark.rigagent.journal.StorageFault;
import org.proofmark.wire.Faults;
import org.proofmark.wire.FlashPlans;
import org.proofmark.wire.Times;
import org.proofmark.wire.WireFormatException;

/// What a suite process may ask of its attempt.
final class BenchRpc extends BenchServiceGrpc.BenchServiceImplBase {
    /// One piece of evidence from a suite: an HTTP transcript, a page.
    static final int MAX_EVIDENCE_BYTES = 32 * 1024 * 1024;

    private final RunningAttempt attempt;
    private final AttemptParts parts;
    private final SuiteFiles files;
    private final RunInputs inputs;
    private final BenchFlash flash;
    private final BenchUpdates updates;
    private volatile List<OpenPort> lastScan = List.of();

    /// What the order names, as files.
    ///
    /// @param blobs where its images come from when they are wanted
    record SuiteFiles(Path jar, Path profile, BlobCache blobs) {}

    BenchRpc(RunningAttempt attempt, AttemptParts parts, SuiteFiles files, RunInputs inputs) {
        this.attempt = attempt;
        this.parts = parts;
        this.files = files;
        this.inputs = inputs;
        this.flash = new BenchFlash(attempt, parts, files.blobs());
        this.updates = new BenchUpdates(attempt, parts, files.blobs());
    }

    @Override
    public void getRun(GetRunRequest request, StreamObserver<GetRunResponse> to) {
        answer(
                to,
                () -> {
                    var order = attempt.order();
                    return GetRunResponse.newBuilder()
                            .setRunId(order.getRunId())
                            .setAttempt(order.getAttempt())
                            .setUnitId(order.getUnitId())
                            .setPhase(phase(order.getPhase()))
                            .setProfileYaml(ByteString.copyFrom(read(files.profile())))
                            .setPreset(order.getPreset())
                            .setResets(order.getResets())
                            .setDictionaryTries(order.getDictionaryTries())
                            .setSeed(order.getSeed())
                            .setSuite(order.getSuite())
                            .setSuiteJar(files.jar().toString())
                            .setInputsJson(inputs.json())
                            .addAllReleases(order.getReleasesList())
                            .build();
                });
    }

    private static String phase(org.proofmark.proto.rig.v1.Phase phase) {
        return switch (phase) {
            case PHASE_COLLECT -> "COLLECT";
            case PHASE_CROSS -> "CROSS";
            case PHASE_UNSPECIFIED, UNRECOGNIZED ->
                    throw new BenchFault.Hardware(
                            Fault.of("order-unreadable", "the order has no phase", "get run"));
        };
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setPower(SetPowerRequest request, StreamObserver<SetPowerResponse> to) {
        if (request.hasRtc() && !request.getOn()) {
            to.onError(
                    BenchStatus.invalid("a clock (rtc) is set at power-on, and not at power-off"));
            return;
        }
        if (request.hasOffProof() && request.getOn()) {
            to.onError(BenchStatus.invalid("off_proof is a matter of power-off, not of power-on"));
            return;
        }
        answer(
                to,
                () -> {
                    var start = switched(request);
                    attempt.powered(request.getOn());
                    return SetPowerResponse.newBuilder()
                            .setConsolePosition(start.mark().consolePosition())
                            .setMonotonicNanos(start.mark().monotonicNanos())
                            .setClockSet(start.clockSet())
                            .build();
                });
    }

    private Start switched(SetPowerRequest request) {
        var who = Optional.of(attempt.id());
        if (!request.getOn()) {
            return new Start(
                    attempt.slot().powerOff(who, request.getStep(), offProof(request)), false);
        }
        Optional<Instant> clock = Optional.empty();
        if (request.hasRtc()) {
            try {
                clock = Optional.of(Times.fromWire(request.getRtc()));
            } catch (WireFormatException e) {
                throw new IllegalArgumentException("rtc: " + e.getMessage(), e);
            }
        }
        return attempt.slot().powerOn(who, request.getStep(), clock);
    }

    private static Duration offProof(SetPowerRequest request) {
        if (!request.hasOffProof()) {
            return PowerSpec.SHORTEST;
        }
        try {
            return new PowerSpec(Times.fromWire(request.getOffProof())).offProof();
        } catch (WireFormatException e) {
            throw new IllegalArgumentException("off_proof: " + e.getMessage(), e);
        }
    }

    @Override
    public void flash(FlashRequest request, StreamObserver<FlashResponse> to) {
        answer(
                to,
                () ->
                        FlashResponse.newBuilder()
                                .setFlashed(FlashPlans.toWire(flash.flash(request)))
                                .build());
    }

    @Override
    public void serveUpdate(ServeUpdateRequest request, StreamObserver<ServeUpdateResponse> to) {
        answer(to, () -> ServeUpdateResponse.newBuilder().setLast(updates.serve(request)).build());
    }

    @Override
    public void getUpdateRequests(
            GetUpdateRequestsRequest request, StreamObserver<GetUpdateRequestsResponse> to) {
        answer(
                to,
                () ->
                        GetUpdateRequestsResponse.newBuilder()
                                .addAllRequests(updates.requestsAfter(request.getAfter()))
                                .build());
    }

    @Override
    public void setTime(SetTimeRequest request, StreamObserver<SetTimeResponse> to) {
        answer(
                to,
                () -> {
                    updates.showTime(Times.fromWire(request.getAhead()));
                    return SetTimeResponse.getDefaultInstance();
                });
    }

    @Override
    public void setButton(SetButtonRequest request, StreamObserver<SetButtonResponse> to) {
        answer(
                to,
                () -> {
                    var mark =
                            attempt.slot()
                                    .button(
                                            Optional.of(attempt.id()),
                                            request.getName(),
                                            request.getPressed());
                    return SetButtonResponse.newBuilder()
                            .setConsolePosition(mark.consolePosition())
                            .setMonotonicNanos(mark.monotonicNanos())
                            .build();
                });
    }

    @Override
    public void readConsole(ReadConsoleRequest request, StreamObserver<ReadConsoleResponse> to) {
        var call = (ServerCallStreamObserver<ReadConsoleResponse>) to;
        new ConsoleStream(attempt, call).start(request.getPosition());
    }

    @Override
    public void writeConsole(WriteConsoleRequest request, StreamObserver<WriteConsoleResponse> to) {
        answer(
                to,
                () -> {
                    var bytes = request.getData().toByteArray();
                    attempt.slot()
                            .write(Optional.of(attempt.id()), bytes, parts.writeDigest(bytes));
                    return WriteConsoleResponse.getDefaultInstance();
                });
    }

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> to) {
        answer(
                to,
                () -> {
                    var response =
                            GetNetworkResponse.newBuilder()
                                    .setAddress(attempt.slot().address())
                                    .setMac(attempt.slot().mac().orElse(""));
                    if (request.getScan()) {
                        lastScan = attempt.slot().scan();
                    }
                    for (var port : lastScan) {
                        response.addOpenBuilder()
                                .setNominal(port.nominal())
                                .setActual(port.actual());
                    }
                    return response.build();
                });
    }

    @Override
    public void getLabel(GetLabelRequest request, StreamObserver<GetLabelResponse> to) {
        answer(
                to,
                () -> {
                    var label =
                            attempt.slot()
                                    .label()
                                    .or(inputs::label)
                                    .orElseThrow(() ->
                                            new BenchFault.Hardware(
                                                    Fault.of(
                                                            "no-label",
                                                            "nothing in slot "
                                                                    + attempt.slot().name()
                                                                    + " reads the label and"
                                                                    + " the campaign states"
                                                                    + " none",
                                                            "read label")));
                    KnownSecrets.learn(attempt.mask(), label);
                    return GetLabelResponse.newBuilder().putAllLabel(label).build();
                });
    }

    @Override
    public void record(RecordRequest request, StreamObserver<RecordResponse> to) {
        answer(
                to,
                () -> {
                    long sequence =
                            switch (request.getWhatCase()) {
                                case OBSERVATION -> {
                                    KnownSecrets.learn(attempt.mask(), request.getObservation());
                                    yield attempt.observe(
                                            SecretSealer.sealed(
                                                    request.getObservation(), parts.sealing()));
                                }
                                case PROGRESS -> attempt.progress(request.getProgress());
                                case FAULT ->
                                        throw new BenchFault.Hardware(
                                                Faults.fromWire(request.getFault()));
                                case WHAT_NOT_SET ->
                                        throw new IllegalArgumentException(
                                                "a record wants an observation, a progress or a"
                                                        + " fault, got none");
                            };
                    return RecordResponse.newBuilder().setSequence(sequence).build();
                });
    }

    @Override
    public StreamObserver<PutEvidenceRequest> putEvidence(StreamObserver<PutEvidenceResponse> to) {
        return new EvidenceUpload(to);
    }

    private final class EvidenceUpload implements StreamObserver<PutEvidenceRequest> {
        private final StreamObserver<PutEvidenceResponse> to;
        // joined without a copy: the heap of a small rig holds the largest pieces of two slots
        private ByteString content = ByteString.EMPTY;
        private String name = "";
        private String mediaType = "";
        private boolean refused;

        private EvidenceUpload(StreamObserver<PutEvidenceResponse> to) {
            this.to = to;
        }

        @Override
        public void onNext(PutEvidenceRequest part) {
            if (refused) {
                return;
            }
            if (content.size() + part.getData().size() > MAX_EVIDENCE_BYTES) {
                refused = true;
                to.onError(
                        BenchStatus.invalid(
                                "a piece of evidence wants at most "
                                        + MAX_EVIDENCE_BYTES
                                        + " bytes"));
                return;
            }
            name = name.isEmpty() ? part.getName() : name;
            mediaType = mediaType.isEmpty() ? part.getMediaType() : mediaType;
            content = content.concat(part.getData());
        }

        @Override
        public void onError(Throwable cause) {
            // the suite gave up: nothing is kept
            content = ByteString.EMPTY;
        }

        @Override
        public void onCompleted() {
            if (refused) {
                return;
            }
            answer(
                    to,
                    () -> {
                        if (name.isEmpty()) {
                            throw new IllegalArgumentException("evidence wants a name");
                        }
                        return PutEvidenceResponse.newBuilder()
                                .setEvidence(
                                        attempt.putEvidence(name, mediaType, content.toByteArray()))
                                .build();
                    });
        }
    }

    private <T> void answer(StreamObserver<T> to, Supplier<T> work) {
        T response;
        try {
            attempt.check();
            response = work.get();
            // what broke the attempt meanwhile also broke this call
            attempt.check();
        } catch (BenchFault e) {
            to.onError(broken(e.fault()));
            return;
        } catch (StorageFault e) {
            to.onError(broken(RunningAttempt.diskFull(e)));
            return;
        } catch (IllegalArgumentException e) {
            to.onError(BenchStatus.invalid(String.valueOf(e.getMessage())));
            return;
        } catch (RuntimeException e) {
            to.onError(broken(Fault.of("agent-defect", String.valueOf(e), "bench call")));
            return;
        }
        to.onNext(response);
        to.onCompleted();
    }

    private io.grpc.StatusRuntimeException broken(Fault fault) {
        if (attempt.fault().isEmpty()) {
            attempt.fail(fault);
        }
        return BenchStatus.of(attempt.fault().orElse(fault));
    }
}
