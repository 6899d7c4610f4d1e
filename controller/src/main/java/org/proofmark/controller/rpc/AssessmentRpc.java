package org.proofmark.controller.rpc;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.PlainSecrets.Asking;
import org.proofmark.controller.run.Reports;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.EvidenceFile;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.assessment.v1.GetReportResponse;
import org.proofmark.proto.assessment.v1.ListSecretAccessesRequest;
import org.proofmark.proto.assessment.v1.ListSecretAccessesResponse;
import org.proofmark.proto.assessment.v1.PlainSecret;
import org.proofmark.proto.assessment.v1.SecretAccess;
import org.proofmark.proto.assessment.v1.ShowSecretsRequest;
import org.proofmark.proto.assessment.v1.ShowSecretsResponse;
import org.proofmark.wire.Times;

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
                    var bundle =
                            reports.write(
                                    ids,
                                    request.getWithSecrets()
                                            ? Optional.of(asking("a report with secrets"))
                                            : Optional.empty());
                    var response =
                            GetReportResponse.newBuilder()
                                    .setReportJson(ByteString.copyFrom(bundle.report().json()))
                                    .setReportHtml(ByteString.copyFrom(bundle.report().html()))
                                    .setJunitXml(ByteString.copyFrom(bundle.report().junitXml()));
                    bundle.files().forEach(f -> response.addEvidence(file(f)));
                    return response.build();
                });
    }

    @Override
    public void showSecrets(
            ShowSecretsRequest request, StreamObserver<ShowSecretsResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var response = ShowSecretsResponse.newBuilder();
                    reports.plainSecrets()
                            .show(
                                    id(request.getCampaignId()),
                                    request.getUnitId(),
                                    request.getCredential(),
                                    asking(request.getReason()))
                            .forEach(s ->
                                    response.addSecrets(
                                            PlainSecret.newBuilder()
                                                    .setCredential(s.credential())
                                                    .setUsername(s.username())
                                                    .setWhen(s.when())
                                                    .setValue(s.value())));
                    return response.build();
                });
    }

    @Override
    public void listSecretAccesses(
            ListSecretAccessesRequest request, StreamObserver<ListSecretAccessesResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    var response = ListSecretAccessesResponse.newBuilder();
                    reports.plainSecrets().accesses().stream()
                            .filter(a ->
                                    request.getCampaignId().isEmpty()
                                            || a.campaign().equals(id(request.getCampaignId())))
                            .forEach(a -> response.addAccesses(access(a)));
                    return response.build();
                });
    }

    private static SecretAccess access(org.proofmark.controller.store.SecretAccess access) {
        return SecretAccess.newBuilder()
                .setTime(Times.toWire(access.time()))
                .setCaller(access.caller())
                .setCertificateDigest(access.certificate().hex())
                .setCampaignId(access.campaign().value())
                .setUnitId(access.unit())
                .setCredential(access.credential())
                .setReason(access.reason())
                .build();
    }

    private static Asking asking(String reason) {
        var caller = Callers.current();
        return new Asking(
                "CN=" + caller.name() + ",OU=" + caller.role().name().toLowerCase(Locale.ROOT),
                caller.certificate(),
                reason);
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
