package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.proofmark.controller.testing.FakeRig;
import org.proofmark.controller.testing.Lab;
import org.proofmark.proto.assessment.v1.AssessmentServiceGrpc;
import org.proofmark.proto.assessment.v1.GetReportRequest;
import org.proofmark.proto.assessment.v1.ListSecretAccessesRequest;
import org.proofmark.proto.assessment.v1.SecretAccess;
import org.proofmark.proto.assessment.v1.ShowSecretsRequest;
import org.proofmark.proto.rig.v1.LinkResponse;
import org.proofmark.seal.SealedBox;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// Plain values leave the store for the admin only, with a reason, and on record.
public class SecretAccessTest {
    private Lab lab;
    private String campaign;

    @BeforeClass
    void runACampaign() throws Exception {
        lab = new Lab();
        try (var rig = FakeRig.connect("rig-1", lab.rig("rig-1"), "a")) {
            var key = Lab.sealingKey(rig.await(LinkResponse::hasWelcome).getWelcome());
            campaign = lab.submit("rig-1", "a");
            var order = rig.order();
            rig.accept(order);
            rig.credential(
                    order,
                    1,
                    "s1",
                    SealedBox.seal(key, "hunter2!".getBytes(StandardCharsets.UTF_8)));
            rig.ended(order, 2, true);
            lab.awaitEnd(campaign);
        }
    }

    @AfterClass(alwaysRun = true)
    void stop() {
        lab.close();
    }

    private AssessmentServiceGrpc.AssessmentServiceBlockingStub admin() throws Exception {
        return AssessmentServiceGrpc.newBlockingStub(lab.admin());
    }

    private ShowSecretsRequest.Builder asking() {
        return ShowSecretsRequest.newBuilder()
                .setCampaignId(campaign)
                .setUnitId("u-a")
                .setCredential("admin")
                .setReason("the label is torn");
    }

    private java.util.List<SecretAccess> accesses(String of) throws Exception {
        return admin().listSecretAccesses(
                        ListSecretAccessesRequest.newBuilder().setCampaignId(of).build())
                .getAccessesList();
    }

    private static void refused(ThrowingCallable call, Status.Code code, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(code))
                .hasMessageContaining(text);
    }

    @Test
    public void aValueIsShownToTheAdminAndTheAccessIsOnRecord() throws Exception {
        int before = accesses(campaign).size();
        var shown = admin().showSecrets(asking().build()).getSecretsList();
        assertThat(shown).hasSize(1);
        assertThat(shown.getFirst().getValue()).isEqualTo("hunter2!");
        assertThat(shown.getFirst().getCredential()).isEqualTo("admin");
        assertThat(shown.getFirst().getWhen()).isEqualTo("as delivered");
        var accesses = accesses(campaign);
        assertThat(accesses).hasSize(before + 1);
        var access = accesses.getLast();
        assertThat(access.getCaller()).isEqualTo("CN=admin,OU=admin");
        assertThat(access.getCertificateDigest()).hasSize(64);
        assertThat(access.getUnitId()).isEqualTo("u-a");
        assertThat(access.getCredential()).isEqualTo("admin");
        assertThat(access.getReason()).isEqualTo("the label is torn");
        assertThat(access.toString()).doesNotContain("hunter2!");
        assertThat(accesses("c-other")).isEmpty();
    }

    @Test(dependsOnMethods = "aValueIsShownToTheAdminAndTheAccessIsOnRecord")
    public void aReportWithSecretsIsOnRecordAndOneWithoutIsNot() throws Exception {
        int before = accesses(campaign).size();
        var request = GetReportRequest.newBuilder().addCampaignIds(campaign);
        assertThat(admin().getReport(request.build()).getReportJson().toStringUtf8())
                .doesNotContain("hunter2!");
        assertThat(accesses(campaign)).hasSize(before);
        assertThat(
                        admin().getReport(request.setWithSecrets(true).build())
                                .getReportJson()
                                .toStringUtf8())
                .contains("hunter2!");
        assertThat(accesses(campaign)).hasSize(before + 1);
        assertThat(accesses(campaign).getLast().getReason()).isEqualTo("a report with secrets");
    }

    @Test(dependsOnMethods = "aReportWithSecretsIsOnRecordAndOneWithoutIsNot")
    public void whoHasNoRightGetsNothingAndWhatIsNotThereIsNotRecorded() throws Exception {
        int before = accesses("").size();
        var rig = AssessmentServiceGrpc.newBlockingStub(lab.rig("rig-1"));
        refused(
                () -> rig.showSecrets(asking().build()),
                Status.Code.PERMISSION_DENIED,
                "may not call");
        refused(
                () -> rig.listSecretAccesses(ListSecretAccessesRequest.getDefaultInstance()),
                Status.Code.PERMISSION_DENIED,
                "may not call");
        refused(
                () -> admin().showSecrets(asking().setReason(" ").build()),
                Status.Code.INVALID_ARGUMENT,
                "reason");
        refused(
                () -> admin().showSecrets(asking().setUnitId("u-z").build()),
                Status.Code.NOT_FOUND,
                "has no unit u-z");
        refused(
                () -> admin().showSecrets(asking().setCredential("root").build()),
                Status.Code.NOT_FOUND,
                "found were: [admin]");
        refused(
                () -> admin().showSecrets(asking().setCampaignId("c-none").build()),
                Status.Code.NOT_FOUND,
                "no campaign c-none");
        assertThat(accesses("")).hasSize(before);
    }
}
