package org.proofmark.benchremote;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Recorder;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.run.Fault;
import org.proofmark.proto.bench.v1.PutEvidenceRequest;
import org.proofmark.proto.bench.v1.PutEvidenceResponse;
import org.proofmark.proto.bench.v1.RecordRequest;
import org.proofmark.wire.Evidence;
import org.proofmark.wire.Observations;

/// Sends what a suite saw to the agent. A secret's value goes with the first observation that has a
/// place for it, in plain over the attempt's own socket; the agent seals it. Thread-safe.
final class RemoteRecorder implements Recorder {
    /// The agent takes at most 1 MiB at a time.
    private static final int PART = 512 * 1024;

    private final AgentLink link;
    private final Map<String, Secret> byValue = new HashMap<>();
    private final Map<Secret, String> values = new HashMap<>();
    private final Set<Secret> sent = new HashSet<>();

    RemoteRecorder(AgentLink link) {
        this.link = link;
    }

    @Override
    public synchronized void observe(Observation observation) {
        var wire = Observations.toWire(observation, this::value);
        send("record", RecordRequest.newBuilder().setObservation(wire).build());
    }

    private byte[] value(Secret secret) {
        var value = values.get(secret);
        if (value == null) {
            throw new IllegalArgumentException(
                    "secret " + secret.id() + " was not named by this recorder");
        }
        return sent.add(secret) ? value.getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    @Override
    public synchronized Secret secret(String value) {
        return byValue.computeIfAbsent(
                value,
                v -> {
                    var secret = new Secret("s" + (byValue.size() + 1));
                    values.put(secret, v);
                    return secret;
                });
    }

    @Override
    public void progress(String step) {
        send("record", RecordRequest.newBuilder().setProgress(step).build());
    }

    private void send(String step, RecordRequest request) {
        link.call(step, AgentLink.QUICK, stub -> stub.record(request));
    }

    @Override
    public EvidenceRef evidence(String name, String mediaType, byte[] content) {
        var answer = new CompletableFuture<PutEvidenceResponse>();
        var upload =
                link.streaming()
                        .withDeadlineAfter(AgentLink.QUICK.toMillis(), TimeUnit.MILLISECONDS)
                        .putEvidence(
                                new StreamObserver<>() {
                                    @Override
                                    public void onNext(PutEvidenceResponse response) {
                                        answer.complete(response);
                                    }

                                    @Override
                                    public void onError(Throwable error) {
                                        answer.completeExceptionally(error);
                                    }

                                    @Override
                                    public void onCompleted() {
                                        answer.completeExceptionally(
                                                new IllegalStateException("no answer"));
                                    }
                                });
        for (int at = 0; at == 0 || at < content.length; at += PART) {
            upload.onNext(
                    PutEvidenceRequest.newBuilder()
                            .setName(name)
                            .setMediaType(mediaType)
                            .setData(
                                    ByteString.copyFrom(
                                            content, at, Math.min(PART, content.length - at)))
                            .build());
        }
        upload.onCompleted();
        return Evidence.fromWire(stored(answer, name).getEvidence());
    }

    private PutEvidenceResponse stored(CompletableFuture<PutEvidenceResponse> answer, String name) {
        var step = "store " + name;
        try {
            return answer.get(AgentLink.QUICK.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw link.broken(
                    new BenchFault.Broken(
                            Fault.of("suite-interrupted", "the suite was interrupted", step), e));
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw link.broken(AgentLink.fault(step, AgentLink.QUICK, cause));
        } catch (TimeoutException e) {
            throw link.broken(
                    new BenchFault.Broken(
                            Fault.of("agent-silent", "the rig-agent did not answer", step), e));
        }
    }
}
