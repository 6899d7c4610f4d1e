package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.proofmark.controller.enrolment.Caller;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.hands.Hands;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.DownloadBlobResponse;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.StatBlobRequest;
import org.proofmark.proto.evidence.v1.StatBlobResponse;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;
import org.proofmark.wire.Evidence;

/// EvidenceService.
final class EvidenceRpc extends EvidenceServiceGrpc.EvidenceServiceImplBase {
    private final BlobStore blobs;
    private final Store store;
    private final Hands hands;

    EvidenceRpc(BlobStore blobs, Store store, Hands hands) {
        this.blobs = blobs;
        this.store = store;
        this.hands = hands;
    }

    @Override
    public void statBlob(StatBlobRequest request, StreamObserver<StatBlobResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var digest = Evidence.digest(request.getDigest(), "digest");
                    return StatBlobResponse.newBuilder()
                            .setComplete(blobs.has(digest))
                            .setReceivedBytes(blobs.receivedBytes(digest))
                            .build();
                });
    }

    @Override
    public StreamObserver<UploadBlobRequest> uploadBlob(StreamObserver<UploadBlobResponse> answer) {
        return new StreamObserver<>() {
            private BlobStore.@Nullable Upload upload;
            private @Nullable Digest digest;
            private boolean failed;

            @Override
            public void onNext(UploadBlobRequest request) {
                if (failed) {
                    return;
                }
                try {
                    take(request);
                } catch (Exception e) {
                    failed = true;
                    answer.onError(StatusChoice.of(e));
                }
            }

            private void take(UploadBlobRequest request) throws Exception {
                var named = Evidence.digest(request.getDigest(), "digest");
                var current = upload;
                if (current == null) {
                    current = blobs.upload(named, request.getTotalBytes());
                    upload = current;
                    digest = named;
                } else if (!named.equals(digest)) {
                    throw new RefusedException(
                            Kind.INVALID, "one-blob", "One upload stream carries one blob.");
                }
                current.write(request.getOffset(), request.getData().toByteArray());
            }

            @Override
            public void onError(Throwable t) {
                // what came in whole chunks stays, and the next upload goes on there
            }

            @Override
            public void onCompleted() {
                var named = digest;
                if (failed) {
                    return;
                }
                Calls.unary(
                        answer,
                        () -> {
                            if (named == null) {
                                throw new RefusedException(
                                        Kind.INVALID, "empty-upload", "The upload named no blob.");
                            }
                            return UploadBlobResponse.newBuilder()
                                    .setReceivedBytes(blobs.receivedBytes(named))
                                    .setComplete(blobs.has(named))
                                    .build();
                        });
            }
        };
    }

    @Override
    public void downloadBlob(
            DownloadBlobRequest request, StreamObserver<DownloadBlobResponse> answer) {
        var caller = Callers.current();
        Calls.stream(
                "download " + request.getDigest(),
                answer,
                sink -> {
                    var digest = Evidence.digest(request.getDigest(), "digest");
                    requireOrdered(caller, digest);
                    var offset = request.getOffset();
                    for (var data = blobs.read(digest, offset);
                            data.length > 0;
                            data = blobs.read(digest, offset)) {
                        sink.next(
                                DownloadBlobResponse.newBuilder()
                                        .setOffset(offset)
                                        .setData(ByteString.copyFrom(data))
                                        .build());
                        offset += data.length;
                    }
                });
    }

    /// A rig reads what its orders name: profile, suite, images to flash and releases of campaigns
    /// that hold one of its slots.
    private void requireOrdered(Caller caller, Digest digest) {
        if (caller.role() == Caller.Role.ADMIN) {
            return;
        }
        var named =
                store.campaigns().leases().stream()
                        .filter(l -> l.slot().rig().value().equals(caller.name()))
                        .flatMap(l -> store.campaigns().campaign(l.holder()).stream())
                        .anyMatch(c ->
                                c.order().profile().equals(digest)
                                        || c.order().suiteDigest().equals(digest)
                                        || c.order().images().forRigs(digest));
        if (!named && !hands.wants(new RigId(caller.name()), digest)) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "blob-not-ordered",
                    "Rig " + caller.name() + " has no order that names blob " + digest + ".");
        }
    }
}
