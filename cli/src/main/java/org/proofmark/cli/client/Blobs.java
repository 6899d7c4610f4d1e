package org.proofmark.cli.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.StatBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;

/// Moves blobs to and from a controller, by digest.
public final class Blobs {
    /// Bytes of one message: well under gRPC's limit of 4 MiB, and the protocol's own of 1 MiB.
    static final int CHUNK_BYTES = 256 * 1024;

    /// For one upload; a suite's jar is some MiB and the controller may be far away.
    private static final long UPLOAD_LIMIT_SECONDS = 300;

    private final EvidenceServiceGrpc.EvidenceServiceBlockingStub blocking;
    private final EvidenceServiceGrpc.EvidenceServiceStub streaming;

    Blobs(io.grpc.Channel channel) {
        blocking = EvidenceServiceGrpc.newBlockingStub(channel);
        streaming = EvidenceServiceGrpc.newStub(channel);
    }

    /// Uploads what the controller has not got yet, and returns the digest.
    ///
    /// @throws Trouble where the upload does not complete
    public Digest upload(byte[] content) {
        var digest = Digest.of(content);
        var stat = blocking.statBlob(StatBlobRequest.newBuilder().setDigest(digest.hex()).build());
        if (!stat.getComplete()) {
            send(digest, content, (int) Math.min(stat.getReceivedBytes(), content.length));
        }
        return digest;
    }

    private void send(Digest digest, byte[] content, int from) {
        var answer = new CompletableFuture<UploadBlobResponse>();
        var requests = streaming.uploadBlob(new Answer(answer));
        int offset = from;
        do {
            int length = Math.min(CHUNK_BYTES, content.length - offset);
            requests.onNext(
                    UploadBlobRequest.newBuilder()
                            .setDigest(digest.hex())
                            .setTotalBytes(content.length)
                            .setOffset(offset)
                            .setData(UnsafeByteOperations.unsafeWrap(content, offset, length))
                            .build());
            offset += length;
        } while (offset < content.length);
        requests.onCompleted();
        if (!await(answer, digest).getComplete()) {
            throw new Trouble("the upload of " + digest + " did not complete; try again");
        }
    }

    private static UploadBlobResponse await(
            CompletableFuture<UploadBlobResponse> answer, Digest digest) {
        try {
            return answer.get(UPLOAD_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while uploading " + digest, e);
        } catch (ExecutionException | TimeoutException e) {
            throw new Trouble("the upload of " + digest + " failed: " + e.getMessage(), e);
        }
    }

    /// The bytes of a blob, checked against its digest.
    ///
    /// @throws Trouble where the controller has no such blob, or its bytes are not those
    public byte[] download(Digest digest) {
        var request = DownloadBlobRequest.newBuilder().setDigest(digest.hex()).build();
        var content = new ByteArrayOutputStream();
        try {
            blocking.downloadBlob(request).forEachRemaining(part -> write(part.getData(), content));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
                throw new Trouble("the controller has no blob " + digest, e);
            }
            throw e;
        }
        var bytes = content.toByteArray();
        if (!Digest.of(bytes).equals(digest)) {
            throw new Trouble("what the controller sent for " + digest + " has another digest");
        }
        return bytes;
    }

    private static void write(ByteString part, ByteArrayOutputStream content) {
        try {
            part.writeTo(content);
        } catch (IOException e) {
            throw new IllegalStateException("a write to memory cannot fail", e);
        }
    }

    private record Answer(CompletableFuture<UploadBlobResponse> future)
            implements StreamObserver<UploadBlobResponse> {
        @Override
        public void onNext(UploadBlobResponse value) {
            future.complete(value);
        }

        @Override
        public void onError(Throwable cause) {
            future.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
            future.completeExceptionally(new Trouble("the controller gave no answer"));
        }
    }
}
