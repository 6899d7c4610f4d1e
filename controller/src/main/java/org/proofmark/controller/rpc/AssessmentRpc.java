package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.Reports;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.EvidenceFile;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.assessment.v1.GetReportResponse;

/// AssessmentService.
final class AssessmentRpc extends AssessmentServiceGrpc.AssessmentServiceImplBase {
    private final Reports reports;

    AssessmentRpc(Reports reports) {
        this.reports = reports;
    }

    @Override
    public void getReport(GetReportRequest request, StreamObserver<GetReportResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var ids = request.getCampaignIdsList().stream().map(AssessmentRpc::id).toList();
                    var bundle = reports.write(ids, request.getWithSecrets());
                    var response =
                            GetReportResponse.newBuilder()
                                    .setReportJson(ByteString.copyFrom(bundle.report().json()))
                                    .setReportHtml(ByteString.copyFrom(bundle.report().html()))
                                    .setJunitXml(ByteString.copyFrom(bundle.report().junitXml()));
                    bundle.files().forEach(f -> response.addEvidence(file(f)));
                    return response.build();
                });
    }

    private static CampaignId id(String id) {
        try {
            return new CampaignId(id);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, "name", String.valueOf(e.getMessage()));
        }
    }

    private static EvidenceFile file(Reports.BundleFile file) {
        return EvidenceFile.newBuilder()
                .setPath(file.file().path())
                .setDigest(file.file().digest().hex())
                .setMediaType(file.file().mediaType())
                .setSizeBytes(file.file().sizeBytes())
                .setPlain(file.plain())
                .build();
    }
}
