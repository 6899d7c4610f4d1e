package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.controller.testing.Profiles;
import org.proofmark.domain.run.Digest;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.proofmark.seal.SealedBox;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import tools.jackson.databind.json.JsonMapper;

/// The firmware image that a profile names, from the submission to the report.
public class FirmwareImageTest {
    private static final ByteString IMAGE =
            ByteString.copyFromUtf8("\0larch-quarry-7714\0U-Boot 2024.01\0");

    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private static SubmitCampaignRequest.Builder naming() {
        var profile =
                new String(Profiles.plug(), StandardCharsets.UTF_8)
                        .replace("model: P-1", "model: P-1\nfirmware: {image: plug.img}");
        return Lab.submission("rig-1", "a", "b").setProfileYaml(ByteString.copyFromUtf8(profile));
    }

    private static String digest(ByteString image) {
        return Digest.of(image.toByteArray()).hex();
    }

    private void assertRefused(
            SubmitCampaignRequest.Builder submission, Status.Code code, String text) {
        assertThatThrownBy(() -> lab.runs().submitCampaign(submission.build()))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    @Test
    public void aProfileThatNamesAnImageIsNotTakenWithoutIt() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            assertRefused(naming(), Status.Code.INVALID_ARGUMENT, "'plug.img'");
            assertRefused(
                    naming().setFirmwareImageDigest(digest(IMAGE)),
                    Status.Code.FAILED_PRECONDITION,
                    "was not uploaded yet");
            assertRefused(
                    naming().setFirmwareImageDigest("abc"),
                    Status.Code.INVALID_ARGUMENT,
                    "firmware_image_digest");
            assertRefused(
                    Lab.submission("rig-1", "a").setFirmwareImageDigest(digest(IMAGE)),
                    Status.Code.INVALID_ARGUMENT,
                    "the profile names none");
            assertRefused(
                    naming().setFirmwareImageDigest(lab.upload("rig-1", ByteString.EMPTY)),
                    Status.Code.INVALID_ARGUMENT,
                    "has 0 bytes");
        }
    }

    @Test
    public void theReportNamesTheImageThatWasSearched() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            var key = Lab.sealingKey(rig.await(LinkResponse::hasWelcome).getWelcome());
            var image = lab.upload("rig-1", IMAGE);
            var campaign =
                    lab.runs()
                            .submitCampaign(naming().setFirmwareImageDigest(image).build())
                            .getCampaignId();
            for (var i = 0; i < 2; i++) {
                var order = rig.order();
                rig.accept(order);
                var value = "secret of " + order.getUnitId();
                rig.credential(
                        order,
                        1,
                        "s1",
                        SealedBox.seal(key, value.getBytes(StandardCharsets.UTF_8)));
                rig.ended(order, 2, true);
            }
            for (var i = 0; i < 2; i++) {
                var order = rig.order();
                rig.accept(order);
                rig.ended(order, 1, true);
            }
            assertThat(lab.awaitEnd(campaign).getState())
                    .isEqualTo(CampaignState.CAMPAIGN_STATE_ENDED);
            assertThat(report(campaign))
                    .contains(
                            "\"firmwareImages\":[{\"campaign\":\"" + campaign,
                            "\"digest\":\"" + image + "\",\"stringsTried\":2,\"stringsFound\":2}]");
        }
    }

    private String report(String campaign) throws Exception {
        var json =
                AssessmentServiceGrpc.newBlockingStub(lab.admin())
                        .getReport(GetReportRequest.newBuilder().addCampaignIds(campaign).build())
                        .getReportJson();
        return JsonMapper.shared().readTree(json.toByteArray()).toString();
    }
}
