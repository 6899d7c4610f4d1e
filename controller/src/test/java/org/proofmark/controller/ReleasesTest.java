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
import org.proofmark.proto.update.v1.Release;
import org.proofmark.proto.update.v1.ReleaseFile;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Releases that a suite may offer a device, from the submission to the rig.
public class ReleasesTest {
    private static final ByteString FILE = ByteString.copyFromUtf8("firmware 2.0.0");

    private Lab lab;

    @BeforeMethod
    void start() throws Exception {
        lab = new Lab();
    }

    @AfterMethod(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private static SubmitCampaignRequest.Builder updating() {
        var profile =
                new String(Profiles.plug(), StandardCharsets.UTF_8)
                        .replaceFirst("(?m)^firmware:.*\n", "")
                        .replaceFirst(
                                "(?m)^interfaces:\n",
                                """
                                firmware: "1.0.0"
                                updates:
                                  releases: {command: make-release}
                                  versions: {scheme: dotted, newer: ["2.0.0"]}
                                  installed: [{console: 'second (\\\\S+) '}]
                                interfaces:
                                """)
                        .replaceFirst(
                                "(?m)^boot:\n",
                                "boot:\n  firmware: {console: 'first (\\\\S+) '}\n");
        return Lab.submission("rig-1", "a").setProfileYaml(ByteString.copyFromUtf8(profile));
    }

    private static Release.Builder release(String name, String version, long bytes) {
        return Release.newBuilder()
                .setName(name)
                .setVersion(version)
                .addFiles(
                        ReleaseFile.newBuilder()
                                .setPath("image.bin")
                                .setBytes(bytes)
                                .setDigest(digest()));
    }

    private static String digest() {
        return Digest.of(FILE.toByteArray()).hex();
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
                        .downloadBlob(DownloadBlobRequest.newBuilder().setDigest(digest()).build());
        while (parts.hasNext()) {
            parts.next().getData().writeTo(read);
        }
        return read.toByteString();
    }

    @Test
    public void aCampaignTakesNoReleaseThatItsProfileDoesNotSpeakOf() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            assertRefused(
                    updating().addReleases(release("newer", "2.0.0", FILE.size())),
                    Status.Code.FAILED_PRECONDITION,
                    "was not uploaded yet");
            lab.upload("rig-1", FILE);
            assertRefused(
                    updating().addReleases(release("newer", "2.0.0", 3)),
                    Status.Code.INVALID_ARGUMENT,
                    "has " + FILE.size() + " bytes, not 3");
            assertRefused(
                    updating().addReleases(release("newer", "two", FILE.size())),
                    Status.Code.INVALID_ARGUMENT,
                    "none of the profile's scheme");
            assertRefused(
                    updating()
                            .addReleases(release("newer", "2.0.0", FILE.size()))
                            .addReleases(release("newer", "2.0.1", FILE.size())),
                    Status.Code.INVALID_ARGUMENT,
                    "given twice");
            assertRefused(
                    Lab.submission("rig-1", "a")
                            .addReleases(release("newer", "2.0.0", FILE.size())),
                    Status.Code.INVALID_ARGUMENT,
                    "no section updates");
        }
    }

    @Test
    public void theOrderNamesTheReleaseAndOnlyItsRigMayReadIt() throws Exception {
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a", "b")) {
            rig.await(LinkResponse::hasWelcome);
            lab.upload("rig-1", FILE);
            assertThatThrownBy(() -> download("rig-1")).hasMessageContaining("has no order");

            var newer = release("newer", "2.0.0", FILE.size()).build();
            lab.runs().submitCampaign(updating().addReleases(newer).build());

            assertThat(rig.order().getReleasesList()).containsExactly(newer);
            assertThat(download("rig-1")).isEqualTo(FILE);
            assertThatThrownBy(() -> download("rig-2")).hasMessageContaining("has no order");
        }
    }
}
