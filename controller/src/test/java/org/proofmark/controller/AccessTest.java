package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.StatBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;
import org.proofmark.proto.fleet.v1.EnrolmentServiceGrpc;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.run.v1.GetCampaignRequest;
import org.proofmark.proto.run.v1.ListCampaignsRequest;
import org.proofmark.proto.run.v1.RunServiceGrpc;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// Who may do what, and what the others get, over real TLS.
public class AccessTest {
    private Lab lab;

    @BeforeClass
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterClass(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private static void refused(
            ThrowingCallable call, Status.Code code, String reason, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> {
                            assertThat(e.getStatus().getCode()).isEqualTo(code);
                            assertThat(e).hasMessageContaining(text);
                            assertThat(reason(e)).isEqualTo(reason);
                        });
    }

    private static String reason(StatusRuntimeException e) {
        try {
            var status = java.util.Objects.requireNonNull(StatusProto.fromThrowable(e));
            return status.getDetails(0).unpack(ErrorInfo.class).getReason();
        } catch (IOException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    public void aStrangerGetsNothingOnTheLink() throws Exception {
        var channel = lab.stranger(lab.controller().link());
        refused(
                () ->
                        RunServiceGrpc.newBlockingStub(channel)
                                .listCampaigns(ListCampaignsRequest.getDefaultInstance()),
                Status.Code.UNAUTHENTICATED,
                "NO_CERTIFICATE",
                "wants a client certificate");
        var rig = new FakeRig("stranger", channel);
        assertThat(rig.awaitEnd().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }

    @Test
    public void certificatesOfOtherAuthoritiesGetNothing() throws Exception {
        try (var other = new Lab()) {
            var key = Keys.p256();
            var chain = Lab.chain(other.enrol(other.token("rig-1"), "rig-1", key));
            listingRigsFails(lab.as(key, chain));
        }
        // one that only says that this authority signed it
        var key = Keys.p256();
        var admin =
                new X509v3CertificateBuilder(
                        new X500Name(authority().getSubjectX500Principal().getName()),
                        BigInteger.TEN,
                        new Time(new DERUTCTime("250101000000Z")),
                        new Time(new DERUTCTime("490101000000Z")),
                        new X500Name("CN=admin,OU=admin"),
                        SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
        var forged =
                new JcaX509CertificateConverter()
                        .getCertificate(
                                admin.build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(Keys.p256().getPrivate())));
        listingRigsFails(lab.as(key, List.of(forged, authority())));
    }

    private X509Certificate authority() throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(Files.newInputStream(lab.state().resolve("ca.pem")));
    }

    private static void listingRigsFails(ManagedChannel channel) {
        assertThatThrownBy(() ->
                        FleetServiceGrpc.newBlockingStub(channel)
                                .listRigs(ListRigsRequest.getDefaultInstance()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e ->
                                // at the handshake, or after it where the client kept the
                                // certificate back
                                assertThat(e.getStatus().getCode())
                                        .isIn(
                                                Status.Code.UNAVAILABLE,
                                                Status.Code.UNAUTHENTICATED));
    }

    @Test
    public void theEnrolmentPortServesNothingElse() throws Exception {
        var channel = lab.stranger(lab.controller().enrol());
        assertThatThrownBy(() ->
                        FleetServiceGrpc.newBlockingStub(channel)
                                .listRigs(ListRigsRequest.getDefaultInstance()))
                .hasMessageContaining("UNIMPLEMENTED");
    }

    @Test
    public void rigsAndTheAdminKeepToTheirServices() throws Exception {
        var rig = lab.rig("rig-roles");
        refused(
                () ->
                        RunServiceGrpc.newBlockingStub(rig)
                                .listCampaigns(ListCampaignsRequest.getDefaultInstance()),
                Status.Code.PERMISSION_DENIED,
                "ROLE",
                "RIG may not call");
        refused(
                () ->
                        AssessmentServiceGrpc.newBlockingStub(rig)
                                .getReport(
                                        GetReportRequest.newBuilder().addCampaignIds("c").build()),
                Status.Code.PERMISSION_DENIED,
                "ROLE",
                "RIG may not call");
        var admin = FakeRig.connect("rig-roles", lab.admin(), "a");
        assertThat(admin.awaitEnd().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(
                        HealthGrpc.newBlockingStub(rig)
                                .check(HealthCheckRequest.getDefaultInstance())
                                .getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    public void aHelloInAnotherRigsNameIsRefused() throws Exception {
        var rig = new FakeRig("rig-mine", lab.rig("rig-mine"));
        rig.hello("rig-other", List.of(), "a");
        var end = rig.awaitEnd();
        assertThat(end.getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(end.getDescription()).contains("the hello names 'rig-other'");
    }

    @Test
    public void aSecondStreamOfOneRigIsRefused() throws Exception {
        var first = FakeRig.connect("rig-twice", lab.rig("rig-twice"), "a");
        first.await(LinkResponse::hasWelcome);
        first.heartbeat(0);
        var second = FakeRig.connect("rig-twice", lab.rig("rig-twice"), "a");
        assertThat(second.awaitEnd().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        first.close();
    }

    @Test
    public void enrollingAgainReplacesTheCertificate() throws Exception {
        var old = lab.rig("rig-again");
        lab.enrol(lab.token("rig-again"), "rig-again", Keys.p256());
        var rig = FakeRig.connect("rig-again", old, "a");
        var end = rig.awaitEnd();
        assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        assertThat(end.getDescription()).contains("enrolled again");
    }

    @Test
    public void tokensAreRefusedOverTheWireWithTheirReason() throws Exception {
        var secret = lab.token("rig-token");
        lab.enrol(secret, "rig-token", Keys.p256());
        refused(
                () -> lab.enrol(secret, "rig-token", Keys.p256()),
                Status.Code.PERMISSION_DENIED,
                "TOKEN_REUSED",
                "was used already");
        var enrol = EnrolmentServiceGrpc.newBlockingStub(lab.stranger(lab.controller().enrol()));
        var late =
                Lab.enrolRequest(
                        lab.token("rig-token"),
                        "rig-token",
                        Keys.p256(),
                        Instant.now().minusSeconds(3600));
        refused(() -> enrol.enrol(late), Status.Code.FAILED_PRECONDITION, "RIG_CLOCK", "s behind");
    }

    @Test
    public void messagesThatBreakTheProtocolsRulesAreRefusedByField() throws Exception {
        var runs = lab.runs();
        refused(
                () -> runs.submitCampaign(SubmitCampaignRequest.getDefaultInstance()),
                Status.Code.INVALID_ARGUMENT,
                "MESSAGE_RULES",
                "request_id");
        refused(
                () ->
                        EvidenceServiceGrpc.newBlockingStub(lab.admin())
                                .statBlob(StatBlobRequest.newBuilder().setDigest("x").build()),
                Status.Code.INVALID_ARGUMENT,
                "MESSAGE_RULES",
                "digest");
        refused(
                () ->
                        runs.getCampaign(
                                GetCampaignRequest.newBuilder().setCampaignId("nope").build()),
                Status.Code.NOT_FOUND,
                "NO_SUCH_CAMPAIGN",
                "nope");
    }

    @Test
    public void whatDoesNotFitIsRefusedBeforeAnythingIsPowered() throws Exception {
        var runs = lab.runs();
        var rig = new FakeRig("rig-fit", lab.rig("rig-fit"));
        rig.hello("rig-fit", List.of(), "a");
        rig.await(LinkResponse::hasWelcome);
        var bare = FakeRig.slot("a").clearRoles().addRoles("power").build();
        rig.send(
                org.proofmark.proto.rig.v1.LinkRequest.newBuilder()
                        .setHeartbeat(
                                org.proofmark.proto.rig.v1.Heartbeat.newBuilder().addSlots(bare))
                        .build());
        var submission = Lab.submission("rig-fit", "a");
        awaitRoles(bare.getRolesList());
        refused(
                () -> runs.submitCampaign(submission.build()),
                Status.Code.FAILED_PRECONDITION,
                "WIRING_LACKS",
                "needs button:reset, which slot rig-fit/a does not have");
        refused(
                () ->
                        runs.submitCampaign(
                                Lab.submission("rig-fit", "a")
                                        .setProfileYaml(ByteString.copyFromUtf8("id: [\n"))
                                        .build()),
                Status.Code.INVALID_ARGUMENT,
                "PROFILE",
                "plug.yaml:");
        refused(
                () -> runs.submitCampaign(Lab.submission("rig-fit", "z").build()),
                Status.Code.FAILED_PRECONDITION,
                "NO_SUCH_SLOT",
                "has no slot z");
        refused(
                () -> runs.submitCampaign(Lab.submission("rig-none", "a").build()),
                Status.Code.NOT_FOUND,
                "NO_SUCH_RIG",
                "enrol it first");
        refused(
                () -> runs.submitCampaign(Lab.submission("rig-fit", "a", "a").build()),
                Status.Code.INVALID_ARGUMENT,
                "UNIT_TWICE",
                "once");
        refused(
                () -> runs.submitCampaign(submission.clone().setSuite("nope").build()),
                Status.Code.INVALID_ARGUMENT,
                "NO_SUCH_SUITE",
                "uk-top-three");
        refused(
                () -> runs.submitCampaign(submission.clone().setPreset("nope").build()),
                Status.Code.INVALID_ARGUMENT,
                "NO_SUCH_PRESET",
                "quick");
        assertThat(rig.got(LinkResponse::hasStart)).isFalse();
        rig.close();
    }

    /// Heartbeats are taken in their order, so that one more stream of news has the new roles.
    private void awaitRoles(List<String> roles) throws Exception {
        var fleet = FleetServiceGrpc.newBlockingStub(lab.admin());
        for (var tries = 0; tries < 10_000; tries++) {
            var seen =
                    fleet.listRigs(ListRigsRequest.getDefaultInstance()).getRigsList().stream()
                            .flatMap(r -> r.getSlotsList().stream())
                            .anyMatch(s -> s.getRolesList().equals(roles));
            if (seen) {
                return;
            }
        }
        throw new AssertionError("the heartbeat was never taken in");
    }

    @Test
    public void evidenceIsUploadedInPiecesAndReadByTheAdminAndNotByAnotherRig() throws Exception {
        var bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        var digest = Digest.of(bytes);
        var rig = lab.rig("rig-evidence");
        var stub = EvidenceServiceGrpc.newStub(rig);
        // breaks off in the middle
        var first = new Answer();
        var upload = stub.uploadBlob(first);
        upload.onNext(piece(digest, bytes, 0, 200_000));
        upload.onCompleted();
        assertThat(first.get().getComplete()).isFalse();
        var stat =
                EvidenceServiceGrpc.newBlockingStub(rig)
                        .statBlob(StatBlobRequest.newBuilder().setDigest(digest.hex()).build());
        assertThat(stat.getComplete()).isFalse();
        assertThat(stat.getReceivedBytes()).isPositive().isLessThanOrEqualTo(200_000);
        var second = new Answer();
        upload = stub.uploadBlob(second);
        upload.onNext(piece(digest, bytes, (int) stat.getReceivedBytes(), bytes.length));
        upload.onCompleted();
        assertThat(second.get().getComplete()).isTrue();
        var request = DownloadBlobRequest.newBuilder().setDigest(digest.hex()).build();
        var read = ByteString.newOutput();
        EvidenceServiceGrpc.newBlockingStub(lab.admin())
                .downloadBlob(request)
                .forEachRemaining(part -> {
                    try {
                        part.getData().writeTo(read);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(read.toByteString().toByteArray()).isEqualTo(bytes);
        refused(
                () -> EvidenceServiceGrpc.newBlockingStub(rig).downloadBlob(request).next(),
                Status.Code.PERMISSION_DENIED,
                "BLOB_NOT_ORDERED",
                "has no order that names");
    }

    @Test
    public void changedEvidenceIsRefused() throws Exception {
        var answer = new Answer();
        var upload = EvidenceServiceGrpc.newStub(lab.rig("rig-evidence")).uploadBlob(answer);
        upload.onNext(piece(Digest.of(new byte[] {1}), new byte[] {2}, 0, 1));
        upload.onCompleted();
        assertThatThrownBy(answer::get).hasMessageContaining("DATA_LOSS");
    }

    private static UploadBlobRequest piece(Digest digest, byte[] bytes, int from, int to) {
        return UploadBlobRequest.newBuilder()
                .setDigest(digest.hex())
                .setTotalBytes(bytes.length)
                .setOffset(from)
                .setData(ByteString.copyFrom(bytes, from, to - from))
                .build();
    }

    private static final class Answer implements StreamObserver<UploadBlobResponse> {
        private final CompletableFuture<UploadBlobResponse> value = new CompletableFuture<>();

        UploadBlobResponse get() throws Exception {
            return value.get(60, TimeUnit.SECONDS);
        }

        @Override
        public void onNext(UploadBlobResponse response) {
            value.complete(response);
        }

        @Override
        public void onError(Throwable t) {
            value.completeExceptionally(t);
        }

        @Override
        public void onCompleted() {}
    }

    @Test
    public void theStateFolderSaysWhereAndIsUsedByOneControllerAlone() throws Exception {
        var endpoints = Files.readString(lab.state().resolve("endpoints.json"));
        assertThat(endpoints)
                .isEqualTo(
                        "{\"link\":\""
                                + lab.controller().link()
                                + "\",\"enrol\":\""
                                + lab.controller().enrol()
                                + "\"}");
        assertThatThrownBy(() -> Controller.start(ControllerOptions.in(lab.state())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another controller uses");
        // and the one that was there is not disturbed
        assertThat(Files.exists(lab.state().resolve("endpoints.json"))).isTrue();
        assertThat(lab.runs().listCampaigns(ListCampaignsRequest.getDefaultInstance())).isNotNull();
    }
}
