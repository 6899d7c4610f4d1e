package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import org.proofmark.controller.enrolment.Enrolment;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.store.LeaseRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.fleet.v1.CreateEnrolmentTokenRequest;
import org.proofmark.proto.fleet.v1.CreateEnrolmentTokenResponse;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.GetSealingKeyRequest;
import org.proofmark.proto.fleet.v1.GetSealingKeyResponse;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.fleet.v1.ListRigsResponse;
import org.proofmark.wire.Times;

/// FleetService.
final class FleetRpc extends FleetServiceGrpc.FleetServiceImplBase {
    private final Store store;
    private final Fleet fleet;
    private final Enrolment enrolment;
    private final Secrets secrets;
    private final String enrolAddress;

    FleetRpc(Store store, Fleet fleet, Enrolment enrolment, Secrets secrets, String enrolAddress) {
        this.store = store;
        this.fleet = fleet;
        this.enrolment = enrolment;
        this.secrets = secrets;
        this.enrolAddress = enrolAddress;
    }

    @Override
    public void createEnrolmentToken(
            CreateEnrolmentTokenRequest request,
            StreamObserver<CreateEnrolmentTokenResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var token = enrolment.createToken(new RigId(request.getRigId()), enrolAddress);
                    return CreateEnrolmentTokenResponse.newBuilder()
                            .setToken(token.text())
                            .setExpireTime(Times.toWire(token.expireTime()))
                            .build();
                });
    }

    @Override
    public void listRigs(ListRigsRequest request, StreamObserver<ListRigsResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var holdings = store.campaigns().leases().stream().map(this::holding).toList();
                    var hands = store.hands().leases();
                    return ListRigsResponse.newBuilder()
                            .addAllRigs(
                                    store.fleet().rigs().stream()
                                            .map(r ->
                                                    Views.rig(
                                                            r,
                                                            fleet.liveness(r.id()),
                                                            fleet.slots(r.id()),
                                                            holdings,
                                                            hands))
                                            .toList())
                            .build();
                });
    }

    private Views.Holding holding(LeaseRow lease) {
        var live =
                store.campaigns().runs(lease.holder()).stream()
                        .filter(r -> r.slot().equals(lease.slot()) && r.live().isPresent())
                        .map(r -> r.id().value())
                        .findFirst();
        return new Views.Holding(lease, live.orElse(""));
    }

    @Override
    public void getSealingKey(
            GetSealingKeyRequest request, StreamObserver<GetSealingKeyResponse> answer) {
        Calls.unary(
                answer,
                () ->
                        GetSealingKeyResponse.newBuilder()
                                .setSealingKey(ByteString.copyFrom(secrets.sealingKey()))
                                .build());
    }
}
