package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import org.proofmark.controller.enrolment.Enrolment;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.fleet.v1.EnrolRequest;
import org.proofmark.proto.fleet.v1.EnrolResponse;
import org.proofmark.proto.fleet.v1.EnrolmentServiceGrpc;
import org.proofmark.wire.Times;

/// EnrolmentService, alone on its port.
final class EnrolmentRpc extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
    private final Enrolment enrolment;
    private final String linkAddress;

    EnrolmentRpc(Enrolment enrolment, String linkAddress) {
        this.enrolment = enrolment;
        this.linkAddress = linkAddress;
    }

    @Override
    public void enrol(EnrolRequest request, StreamObserver<EnrolResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var chain =
                            enrolment.enrol(
                                    request.getTokenSecret(),
                                    new RigId(request.getRigId()),
                                    request.getSigningRequest().toByteArray(),
                                    Times.fromWire(request.getRigTime()));
                    var response = EnrolResponse.newBuilder().setControllerAddress(linkAddress);
                    for (var certificate : chain) {
                        response.addCertificateChain(ByteString.copyFrom(certificate.getEncoded()));
                    }
                    return response.build();
                });
    }
}
