package org.proofmark.rigagent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.rigagent.testing.FakeController;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.TestCa;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class EnrolmentTest {
    private static final RigId RIG = new RigId("rig-1");
    private Path state;
    private FakeController controller;

    @BeforeMethod
    public void setUp() {
        state = Folders.scratch("enrol");
        controller = new FakeController();
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() {
        controller.close();
        Folders.remove(state);
    }

    @Test
    public void theKeyStaysAndTheIdentityReadsBack() throws Exception {
        var made = Enrolment.enrol(controller.token(), RIG, state);
        var loaded = Identity.load(state);
        assertThat(loaded).isEqualTo(made);
        assertThat(loaded.authority()).isEqualTo(controller.ca().certificate());
        assertThat(loaded.chain().getFirst().getSubjectX500Principal().getName())
                .isEqualTo("CN=rig-1");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(state.resolve("identity/key.pem"))))
                .isEqualTo("rw-------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(state.resolve("identity"))))
                .isEqualTo("rwx------");
    }

    @Test
    public void aControllerOfAnotherCaIsNotTrusted() {
        var parts = controller.token().split("/", -1);
        var token = parts[0] + "/" + "0".repeat(64) + "/" + parts[2];
        assertThatThrownBy(() -> Enrolment.enrol(token, RIG, state))
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("not the controller that made the token")
                .message()
                .doesNotContain(FakeController.SECRET);
        assertThat(Identity.exists(state)).isFalse();
    }

    @Test
    public void whatTheControllerSaysIsShown() {
        controller.refuseEnrolments(
                Status.FAILED_PRECONDITION.withDescription("this rig's clock is 3600 s slow"));
        assertThatThrownBy(() -> Enrolment.enrol(controller.token(), RIG, state))
                .hasMessageContaining("this rig's clock is 3600 s slow");
        controller.refuseEnrolments(Status.PERMISSION_DENIED.withDescription("the token was used"));
        assertThatThrownBy(() -> Enrolment.enrol(controller.token(), RIG, state))
                .hasMessageContaining("the token was used");
    }

    @DataProvider
    public static Object[][] malformed() {
        var digest = "a".repeat(64);
        return new Object[][] {
            {""},
            {"localhost:1"},
            {"localhost/" + digest + "/0123456789abcdef"},
            {"localhost:x/" + digest + "/0123456789abcdef"},
            {"localhost:70000/" + digest + "/0123456789abcdef"},
            {"localhost:1/abc/0123456789abcdef"},
            {"localhost:1/" + digest + "/tooshort"},
            {"localhost:1/" + digest + "/0123456789abcdef/more"},
        };
    }

    @Test(dataProvider = "malformed")
    public void aTokenOfAnotherFormIsRefusedWithoutSayingIt(String token) {
        assertThatThrownBy(() -> Enrolment.enrol(token, RIG, state))
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("this is no enrolment token")
                .message()
                .doesNotContain("0123456789abcdef");
    }

    @Test
    public void anotherRigIsNotTakenForTheControllerAndDatesDoNotMatter() throws Exception {
        var ca = new TestCa();
        var trust = new PinnedTrust(Digest.of(ca.certificate().getEncoded()));
        var key = TestCa.newKeys().getPublic();
        var old = ca.server(key, Instant.now().minus(Duration.ofDays(400)));
        trust.checkServerTrusted(new X509Certificate[] {old, ca.certificate()}, "ECDHE_ECDSA");
        assertThatThrownBy(() ->
                        trust.checkServerTrusted(
                                new X509Certificate[] {ca.client("rig-9", key), ca.certificate()},
                                "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class)
                .hasMessageContaining("no server's");
        var other = new TestCa();
        assertThatThrownBy(() ->
                        trust.checkServerTrusted(
                                new X509Certificate[] {
                                    other.server(key, Instant.now()), ca.certificate()
                                },
                                "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
        assertThatThrownBy(
                        () -> trust.checkServerTrusted(new X509Certificate[] {old}, "ECDHE_ECDSA"))
                .isInstanceOf(CertificateException.class);
    }

    @Test
    public void aRigThatIsNotEnrolledIsToldWhatToDo() {
        assertThatThrownBy(() -> Identity.load(state))
                .hasMessageContaining("not enrolled")
                .hasMessageContaining("proofmark enrol");
    }

    @Test
    public void theBackOffDoublesToItsLimitAndStartsAnew() {
        var backOff = new BackOff(new Random(1));
        long ceiling = BackOff.FIRST.toMillis();
        for (int i = 0; i < 20; i++) {
            assertThat(backOff.next().toMillis()).isBetween(ceiling / 2, ceiling);
            ceiling = Math.min(ceiling * 2, BackOff.LONGEST.toMillis());
        }
        assertThat(ceiling).isEqualTo(2000);
        backOff.reset();
        assertThat(backOff.next()).isLessThanOrEqualTo(BackOff.FIRST);
    }
}
