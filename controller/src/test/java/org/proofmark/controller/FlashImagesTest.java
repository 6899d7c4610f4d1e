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
import org.proofmark.proto.evidence.v1.DownloadBlobRequest;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Images that a suite may write to a device, from the submission to the rig.
public class FlashImagesTest {
    private static final ByteString IMAGE = ByteString.copyFromUtf8("firmware 2.0.0");

    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private static SubmitCampaignRequest.Builder naming(String... more) {
        var profile =
                new String(Profiles.plug(), StandardCharsets.UTF_8)
                        .replace(
                                "reset-paths:\n",
                                """
                                flash:
                                  kind: command
                                  tool: writer
                                  identity: {arguments: [id], shows: '(.+)', expected: plug}
                                  write: ['{image}']
                                  images: {factory: plug.img}
                                %sreset-paths:
                                  reflash: {steps: [{flash: factory}], marks: [{console: new}]}
                                """
                                        .formatted(String.join("", more)));
        return Lab.submission("rig-1", "a").setProfileYaml(ByteString.copyFromUtf8(profile));
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

    private ByteString download(String rig) throws Exception {
        var read = ByteString.newOutput();
        var parts =
                EvidenceServiceGrpc.newBlockingStub(lab.rig(rig))
                        .downloadBlob(
                                DownloadBlobRequest.newBuilder().setDigest(digest(IMAGE)).build());
        while (parts.hasNext()) {
            parts.next().getData().writeTo(read);
        }
        return read.toByteString();
    }

    @Test
    public void aCampaignGetsTheImagesThatItsProfileNamesAndNoOther() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            assertRefused(naming(), Status.Code.INVALID_ARGUMENT, "names the images [factory]");
            assertRefused(
                    naming().putFlashImageDigests("factory", digest(IMAGE)),
                    Status.Code.FAILED_PRECONDITION,
                    "was not uploaded yet");
            assertRefused(
                    naming().putFlashImageDigests("factory", "abc"),
                    Status.Code.INVALID_ARGUMENT,
                    "flash_image_digests.factory");
            assertRefused(
                    naming().putFlashImageDigests("factory", digest(IMAGE))
                            .putFlashImageDigests("older", digest(IMAGE)),
                    Status.Code.INVALID_ARGUMENT,
                    "got [factory, older]");
            assertRefused(
                    naming().putFlashImageDigests("factory", lab.upload("rig-1", ByteString.EMPTY)),
                    Status.Code.INVALID_ARGUMENT,
                    "has 0 bytes");
        }
    }

    @Test
    public void anImageThatIsTooLargeForTheDeviceIsRefused() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            var image = lab.upload("rig-1", IMAGE);
            assertRefused(
                    naming("  max-size: 13B\n").putFlashImageDigests("factory", image),
                    Status.Code.INVALID_ARGUMENT,
                    "The image 'factory' has 14 bytes, and the profile's flash.max-size is 13");

            var accepted =
                    lab.runs()
                            .submitCampaign(
                                    naming("  max-size: 14B\n")
                                            .putFlashImageDigests("factory", image)
                                            .build());
            assertThat(accepted.getCampaignId()).isNotEmpty();
        }
    }

    @Test
    public void theOrderNamesTheImageAndOnlyItsRigMayReadIt() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            var image = lab.upload("rig-1", IMAGE);
            assertThatThrownBy(() -> download("rig-1")).hasMessageContaining("has no order");

            lab.runs().submitCampaign(naming().putFlashImageDigests("factory", image).build());

            assertThat(rig.order().getImagesMap()).hasSize(1).containsEntry("factory", image);
            assertThat(download("rig-1")).isEqualTo(IMAGE);
            assertThatThrownBy(() -> download("rig-2")).hasMessageContaining("has no order");
        }
    }
}
