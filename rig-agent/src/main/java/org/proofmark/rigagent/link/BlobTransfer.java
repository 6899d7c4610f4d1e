package org.proofmark.rigagent.link;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.StatBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;

/// Moves blobs between the rig and the controller, from where the last try broke off. Thread-safe.
final class BlobTransfer {
    private static final int CHUNK_BYTES = 256 * 1024;

    /// A transfer that makes no progress to its end within this is broken off and tried again.
    private static final long LIMIT_MINUTES = 10;

    private final ManagedChannel channel;

    BlobTransfer(ManagedChannel channel) {
        this.channel = channel;
    }

    /// Uploads a blob unless the controller has it.
    ///
    /// @throws IOException where it did not come through; another try goes on where this one broke
    void upload(Digest digest, Path file) throws IOException, InterruptedException {
        try {
            var stat =
                    EvidenceServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(30, TimeUnit.SECONDS)
                            .statBlob(StatBlobRequest.newBuilder().setDigest(digest.hex()).build());
            if (stat.getComplete()) {
                return;
            }
            long size = Files.size(file);
            var response = send(digest, file, size, Math.min(stat.getReceivedBytes(), size));
            if (!response.getComplete()) {
                throw new IOException(
                        "the controller has "
                                + response.getReceivedBytes()
                                + " of "
                                + size
                                + " bytes of blob "
                                + digest);
            }
        } catch (StatusRuntimeException e) {
            throw new IOException("blob " + digest + ": " + e.getMessage(), e);
        }
    }

    private UploadBlobResponse send(Digest digest, Path file, long size, long from)
            throws IOException, InterruptedException {
        var flow = new Flow();
        EvidenceServiceGrpc.newStub(channel)
                .withDeadlineAfter(LIMIT_MINUTES, TimeUnit.MINUTES)
                .uploadBlob(flow);
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            long offset = from;
            do {
                var data = in.readNBytes(CHUNK_BYTES);
                flow.send(
                        UploadBlobRequest.newBuilder()
                                .setDigest(digest.hex())
                                .setTotalBytes(size)
                                .setOffset(offset)
                                .setData(ByteString.copyFrom(data))
                                .build());
                offset += data.length;
            } while (offset < size);
            return flow.finish();
        } catch (IOException | InterruptedException e) {
            flow.cancel();
            throw e;
        }
    }

    /// Downloads a blob from an offset on.
    ///
    /// @throws IOException where it did not come through; what was written is good
    void download(Digest digest, long offset, OutputStream to) throws IOException {
        try {
            var parts =
                    EvidenceServiceGrpc.newBlockingStub(channel)
                            .withDeadlineAfter(LIMIT_MINUTES, TimeUnit.MINUTES)
                            .downloadBlob(
                                    DownloadBlobRequest.newBuilder()
                                            .setDigest(digest.hex())
                                            .setOffset(offset)
                                            .build());
            while (parts.hasNext()) {
                parts.next().getData().writeTo(to);
            }
        } catch (StatusRuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// One upload: sends when the transport is ready, so that a large blob is never all in memory.
    private static final class Flow
            implements ClientResponseObserver<UploadBlobRequest, UploadBlobResponse> {
        private final CompletableFuture<UploadBlobResponse> response = new CompletableFuture<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private @Nullable ClientCallStreamObserver<UploadBlobRequest> call;

        @Override
        public void beforeStart(ClientCallStreamObserver<UploadBlobRequest> stream) {
            call = stream;
            stream.setOnReadyHandler(this::signal);
        }

        private void signal() {
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private ClientCallStreamObserver<UploadBlobRequest> call() {
            if (call == null) {
                throw new IllegalStateException("the upload was not started");
            }
            return call;
        }

        void send(UploadBlobRequest part) throws IOException, InterruptedException {
            lock.lockInterruptibly();
            try {
                while (!call().isReady() && !response.isDone()) {
                    changed.await();
                }
            } finally {
                lock.unlock();
            }
            if (response.isDone()) {
                finish();
                throw new IOException("the controller ended the upload early");
            }
            call().onNext(part);
        }

        UploadBlobResponse finish() throws IOException, InterruptedException {
            if (!response.isDone()) {
                call().onCompleted();
            }
            try {
                return response.get(LIMIT_MINUTES, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                throw new IOException(String.valueOf(e.getCause()), e);
            } catch (TimeoutException e) {
                throw new IOException("the controller does not answer", e);
            }
        }

        void cancel() {
            call().cancel("broken off", null);
        }

        @Override
        public void onNext(UploadBlobResponse value) {
            response.complete(value);
            signal();
        }

        @Override
        public void onError(Throwable cause) {
            response.completeExceptionally(cause);
            signal();
        }

        @Override
        public void onCompleted() {
            response.completeExceptionally(new IOException("no answer to the upload"));
            signal();
        }
    }
}
