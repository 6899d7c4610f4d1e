package org.proofmark.controller.rpc;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.run.Campaigns;
import org.proofmark.controller.run.Feed;
import org.proofmark.controller.run.Submission;
import org.proofmark.controller.store.Images;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.proto.run.v1.CancelCampaignRequest;
import org.proofmark.proto.run.v1.CancelCampaignResponse;
import org.proofmark.proto.run.v1.GetCampaignRequest;
import org.proofmark.proto.run.v1.GetCampaignResponse;
import org.proofmark.proto.run.v1.ListCampaignsRequest;
import org.proofmark.proto.run.v1.ListCampaignsResponse;
import org.proofmark.proto.run.v1.RunServiceGrpc;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.proofmark.proto.run.v1.SubmitCampaignResponse;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.proto.run.v1.WatchCampaignRequest;
import org.proofmark.proto.run.v1.WatchCampaignResponse;
import org.proofmark.wire.Evidence;
import org.proofmark.wire.Updates;

/// RunService.
final class RunRpc extends RunServiceGrpc.RunServiceImplBase {
    /// A quiet campaign is looked at again after this long, in case news were missed.
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Campaigns campaigns;
    private final Feed feed;

    RunRpc(Campaigns campaigns, Feed feed) {
        this.campaigns = campaigns;
        this.feed = feed;
    }

    @Override
    public void submitCampaign(
            SubmitCampaignRequest request, StreamObserver<SubmitCampaignResponse> answer) {
        Calls.unary(
                answer,
                () ->
                        SubmitCampaignResponse.newBuilder()
                                .setCampaignId(campaigns.submit(submission(request)).value())
                                .build());
    }

    private static Submission submission(SubmitCampaignRequest request) {
        return named(() ->
                new Submission(
                        request.getRequestId(),
                        request.getProfileYaml().toByteArray(),
                        request.getProfileFile().isEmpty() ? "profile" : request.getProfileFile(),
                        request.getDevice(),
                        request.getSuite(),
                        digest(request.getSuiteDigest(), "suite_digest"),
                        request.getPreset(),
                        request.getResets(),
                        request.getSeed(),
                        request.getUnitsList().stream().map(RunRpc::unit).toList(),
                        request.getPublishedTrustPem().toByteArray(),
                        images(request)));
    }

    private static Images images(SubmitCampaignRequest request) {
        return new Images(
                digest(request.getFirmwareImageDigest(), "firmware_image_digest"),
                request.getFlashImageDigestsMap().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        e ->
                                                Evidence.digest(
                                                        e.getValue(),
                                                        "flash_image_digests." + e.getKey()))),
                request.getReleasesList().stream().map(Updates::fromWire).toList());
    }

    private static Optional<Digest> digest(String hex, String field) {
        return hex.isEmpty() ? Optional.empty() : Optional.of(Evidence.digest(hex, field));
    }

    private static UnitRow unit(UnitPlacement unit) {
        return new UnitRow(
                new UnitId(unit.getUnitId()),
                new SlotId(new RigId(unit.getRigId()), new SlotName(unit.getSlot())),
                unit.getBatch(),
                unit.getSealedLabel().toByteArray());
    }

    private static CampaignId campaign(String id) {
        return named(() -> new CampaignId(id));
    }

    /// A name that is none is the caller's mistake.
    private static <T> T named(java.util.function.Supplier<T> names) {
        try {
            return names.get();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Kind.INVALID, "name", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void getCampaign(
            GetCampaignRequest request, StreamObserver<GetCampaignResponse> answer) {
        Calls.unary(
                answer,
                () ->
                        GetCampaignResponse.newBuilder()
                                .setCampaign(
                                        Views.campaign(
                                                campaigns.view(campaign(request.getCampaignId()))))
                                .build());
    }

    @Override
    public void listCampaigns(
            ListCampaignsRequest request, StreamObserver<ListCampaignsResponse> answer) {
        Calls.unary(
                answer,
                () ->
                        ListCampaignsResponse.newBuilder()
                                .addAllCampaigns(
                                        campaigns.list().stream().map(Views::campaign).toList())
                                .build());
    }

    @Override
    public void watchCampaign(
            WatchCampaignRequest request, StreamObserver<WatchCampaignResponse> answer) {
        Calls.stream(
                "watch " + request.getCampaignId(),
                answer,
                sink -> {
                    var id = campaign(request.getCampaignId());
                    try (var watch = feed.watch(id)) {
                        watch(id, watch, sink);
                    }
                });
    }

    private void watch(CampaignId id, Feed.Watch watch, Calls.Sink<WatchCampaignResponse> sink)
            throws InterruptedException {
        var news = Optional.<Feed.News>of(new Feed.News.Changed());
        while (true) {
            if (news.isPresent() && news.get() instanceof Feed.News.Step step) {
                sink.next(WatchCampaignResponse.newBuilder().setRecord(Views.step(step)).build());
            } else {
                var view = campaigns.view(id);
                sink.next(
                        WatchCampaignResponse.newBuilder()
                                .setCampaign(Views.campaign(view))
                                .build());
                if (view.campaign().state().over()) {
                    return;
                }
            }
            news = watch.next(QUIET);
        }
    }

    @Override
    public void cancelCampaign(
            CancelCampaignRequest request, StreamObserver<CancelCampaignResponse> answer) {
        Calls.unary(
                answer,
                () -> {
                    campaigns.cancel(campaign(request.getCampaignId()), request.getReason());
                    return CancelCampaignResponse.getDefaultInstance();
                });
    }
}
