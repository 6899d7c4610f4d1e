package org.proofmark.cli.client;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.assessment.v1.GetReportResponse;
import org.proofmark.proto.assessment.v1.ListSecretAccessesRequest;
import org.proofmark.proto.assessment.v1.PlainSecret;
import org.proofmark.proto.assessment.v1.SecretAccess;
import org.proofmark.proto.assessment.v1.ShowSecretsRequest;
import org.proofmark.proto.fleet.v1.CreateEnrolmentTokenRequest;
import org.proofmark.proto.fleet.v1.CreateEnrolmentTokenResponse;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.fleet.v1.GetSealingKeyRequest;
import org.proofmark.proto.fleet.v1.ListRigsRequest;
import org.proofmark.proto.fleet.v1.Rig;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.GetCampaignRequest;
import org.proofmark.proto.run.v1.ListCampaignsRequest;
import org.proofmark.proto.run.v1.RunServiceGrpc;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.proofmark.proto.run.v1.WatchCampaignRequest;
import org.proofmark.proto.run.v1.WatchCampaignResponse;
import org.proofmark.seal.SealedBox;

/// A connection to a controller with the admin certificate. Every call throws [UnusableInput] where
/// the controller refuses what it was given, and [Trouble] where it cannot be reached. Thread-safe.
public final class ControllerClient implements AutoCloseable {
    /// For an answer that needs no device: the controller judges and renders within it.
    private static final Duration CALL_LIMIT = Duration.ofMinutes(2);

    /// A report over many campaigns with its HTML; 64 MiB are some hundred devices.
    private static final int MAX_ANSWER_BYTES = 64 * 1024 * 1024;

    private final ManagedChannel channel;
    private final String address;

    private ControllerClient(ManagedChannel channel, ControllerAccess access) {
        this.channel = channel;
        address = access.address();
    }

    /// Where the pages of the controller with this state folder are; empty where it serves none.
    public static Optional<String> pages(Path folder) {
        return ControllerAccess.pages(folder);
    }

    /// Connects by what a controller's state folder says: `endpoints.json`, `ca.pem`, `admin.pem`.
    ///
    /// @throws UnusableInput where a file of these is missing or not what it should be
    public static ControllerClient connect(Path stateFolder) {
        var access = ControllerAccess.read(stateFolder);
        try {
            var credentials =
                    TlsChannelCredentials.newBuilder()
                            .trustManager(access.ca().toFile())
                            .keyManager(access.admin().toFile(), access.admin().toFile())
                            .build();
            var channel =
                    Grpc.newChannelBuilder(access.address(), credentials)
                            .maxInboundMessageSize(MAX_ANSWER_BYTES)
                            .build();
            return new ControllerClient(channel, access);
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableInput(
                    "the certificates in " + stateFolder + " cannot be used: " + e.getMessage(), e);
        }
    }

    /// Moves evidence and suites.
    public Blobs blobs() {
        return new Blobs(channel);
    }

    /// An operator's hands on slots.
    public HandsClient hands() {
        return new HandsClient(channel, this::told);
    }

    /// Seals bytes so that only this controller can read them.
    public byte[] seal(byte[] plain) {
        return SealedBox.seal(sealingKey(), plain);
    }

    /// The controller's own word, since a client elsewhere has no more than its certificates.
    private PublicKey sealingKey() {
        var answer = call(() -> fleet().getSealingKey(GetSealingKeyRequest.getDefaultInstance()));
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(answer.getSealingKey().toByteArray()));
        } catch (GeneralSecurityException e) {
            throw new Trouble("the controller's sealing key cannot be used: " + e.getMessage(), e);
        }
    }

    /// A token with which this rig may enrol, once and for 15 minutes.
    public CreateEnrolmentTokenResponse createToken(String rigId) {
        var request = CreateEnrolmentTokenRequest.newBuilder().setRigId(rigId).build();
        return call(() -> fleet().createEnrolmentToken(request));
    }

    /// The fleet as it is now.
    public List<Rig> rigs() {
        return call(() -> fleet().listRigs(ListRigsRequest.getDefaultInstance())).getRigsList();
    }

    /// Submits a campaign and returns its id.
    public String submit(SubmitCampaignRequest request) {
        return call(() -> runs().submitCampaign(request)).getCampaignId();
    }

    /// The campaign as it is now.
    public Campaign campaign(String id) {
        var request = GetCampaignRequest.newBuilder().setCampaignId(id).build();
        return call(() -> runs().getCampaign(request)).getCampaign();
    }

    /// All campaigns, as the controller orders them.
    public List<Campaign> campaigns() {
        return call(() -> runs().listCampaigns(ListCampaignsRequest.getDefaultInstance()))
                .getCampaignsList();
    }

    /// Follows a campaign from the calling thread until it has ended.
    public void watch(String id, CampaignListener listener) {
        var request = WatchCampaignRequest.newBuilder().setCampaignId(id).build();
        call(() -> {
            RunServiceGrpc.newBlockingStub(channel)
                    .watchCampaign(request)
                    .forEachRemaining(event -> tell(listener, event));
            return true;
        });
    }

    private static void tell(CampaignListener listener, WatchCampaignResponse event) {
        switch (event.getWhatCase()) {
            case CAMPAIGN -> listener.changed(event.getCampaign());
            case RECORD -> listener.recorded(event.getRecord());
            case WHAT_NOT_SET -> {
                // A newer controller's news that this client does not know.
            }
        }
    }

    /// The report over these campaigns, judged anew.
    public GetReportResponse report(List<String> campaignIds, boolean withSecrets) {
        var request =
                GetReportRequest.newBuilder()
                        .addAllCampaignIds(campaignIds)
                        .setWithSecrets(withSecrets)
                        .build();
        return call(() ->
                AssessmentServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(CALL_LIMIT)
                        .getReport(request));
    }

    /// Plain values of what was found on a unit; it is put on record that we asked.
    ///
    /// @param credential empty for all
    public List<PlainSecret> showSecrets(
            String campaignId, String unitId, String credential, String reason) {
        var request =
                ShowSecretsRequest.newBuilder()
                        .setCampaignId(campaignId)
                        .setUnitId(unitId)
                        .setCredential(credential)
                        .setReason(reason)
                        .build();
        return call(() ->
                        AssessmentServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(CALL_LIMIT)
                                .showSecrets(request))
                .getSecretsList();
    }

    /// Who was sent plain values, the first one first.
    ///
    /// @param campaignId empty for all campaigns
    public List<SecretAccess> secretAccesses(String campaignId) {
        var request = ListSecretAccessesRequest.newBuilder().setCampaignId(campaignId).build();
        return call(() ->
                        AssessmentServiceGrpc.newBlockingStub(channel)
                                .withDeadlineAfter(CALL_LIMIT)
                                .listSecretAccesses(request))
                .getAccessesList();
    }

    private FleetServiceGrpc.FleetServiceBlockingStub fleet() {
        return FleetServiceGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_LIMIT);
    }

    private RunServiceGrpc.RunServiceBlockingStub runs() {
        return RunServiceGrpc.newBlockingStub(channel).withDeadlineAfter(CALL_LIMIT);
    }

    private <T> T call(Supplier<T> remote) {
        try {
            return remote.get();
        } catch (StatusRuntimeException e) {
            throw told(e);
        }
    }

    private RuntimeException told(StatusRuntimeException e) {
        String text = e.getStatus().getDescription();
        String message = text == null ? e.getStatus().getCode().toString() : text;
        return switch (e.getStatus().getCode()) {
            case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, OUT_OF_RANGE, ALREADY_EXISTS ->
                    new UnusableInput(message, e);
            case UNAVAILABLE ->
                    new Trouble(
                            "no controller answers at "
                                    + address
                                    + ": start one with 'proofmark controller', or name its state"
                                    + " folder with --state ("
                                    + message
                                    + ")",
                            e);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                    new Trouble("the controller at " + address + " refuses us: " + message, e);
            default ->
                    new Trouble(
                            "the controller at "
                                    + address
                                    + " failed: "
                                    + Status.fromThrowable(e).getCode()
                                    + " "
                                    + message,
                            e);
        };
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            if (!channel.awaitTermination(5, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
