package org.proofmark.controller.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.testing.Clocks;
import org.proofmark.controller.testing.Lab;
import org.proofmark.controller.testing.Scratch;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class EnrolmentTest {
    private static final RigId RIG = new RigId("rig-1");
    private Scratch scratch;
    private SqlStore store;
    private Clocks clocks;
    private Authority authority;
    private Enrolment enrolment;

    @BeforeMethod
    void open() throws IOException {
        scratch = new Scratch();
        store = SqlStore.open(scratch.path().resolve("db"));
        clocks = new Clocks();
        authority = Authority.open(scratch.path(), clocks);
        enrolment = new Enrolment(authority, store.fleet(), clocks);
    }

    @AfterMethod(alwaysRun = true)
    void close() {
        store.close();
        scratch.close();
    }

    private String secret() {
        var token = enrolment.createToken(RIG, "localhost:1").text();
        return token.substring(token.lastIndexOf('/') + 1);
    }

    private static byte[] request() throws Exception {
        return Lab.request(Keys.p256());
    }

    private void refused(ThrowingCall call, Kind kind, String message) {
        var before = enrolment.refused();
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(kind);
                            assertThat(e).hasMessageContaining(message);
                        });
        assertThat(enrolment.refused()).isEqualTo(before + 1);
    }

    private interface ThrowingCall {
        void run() throws Exception;
    }

    @Test
    public void theTokenSaysWhereAndByWhichAuthority() throws Exception {
        var token = enrolment.createToken(RIG, "localhost:4711");
        var ca = Digest.of(authority.certificate().getEncoded());
        assertThat(token.text()).matches("localhost:4711/" + ca + "/[A-Za-z0-9_-]{32}");
        assertThat(token.expireTime()).isEqualTo(clocks.instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    public void aGoodTokenGivesACertificateForThatRigAlone() throws Exception {
        var key = Keys.p256();
        var chain = enrolment.enrol(secret(), RIG, Lab.request(key), clocks.instant());
        var certificate = chain.getFirst();
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(chain.getLast()).isEqualTo(authority.certificate());
        assertThat(certificate.getPublicKey()).isEqualTo(key.getPublic());
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        var hourBack = clocks.instant().minus(Duration.ofHours(1)).toEpochMilli();
        // %tQ: milliseconds since 1970, without a word of java.util's dates
        assertThat(String.format(java.util.Locale.ROOT, "%tQ", certificate.getNotBefore()))
                .isEqualTo(Long.toString(hourBack));
        var caller = Caller.of(certificate).orElseThrow();
        assertThat(caller.role()).isEqualTo(Caller.Role.RIG);
        assertThat(caller.name()).isEqualTo("rig-1");
        var stored = store.fleet().rig(RIG).orElseThrow();
        assertThat(stored.certificate()).isEqualTo(caller.certificate());
        assertThat(stored.key()).isEqualTo(key.getPublic());
    }

    @Test
    public void aTokenWorksOnce() throws Exception {
        var secret = secret();
        enrolment.enrol(secret, RIG, request(), clocks.instant());
        refused(
                () -> enrolment.enrol(secret, RIG, request(), clocks.instant()),
                Kind.FORBIDDEN,
                "was used already");
    }

    @Test
    public void aTokenWorksForFifteenMinutes() throws Exception {
        var late = secret();
        var early = secret();
        clocks.pass(Duration.ofMinutes(15).minusNanos(1000));
        enrolment.enrol(early, RIG, request(), clocks.instant());
        clocks.pass(Duration.ofNanos(1000));
        refused(
                () -> enrolment.enrol(late, RIG, request(), clocks.instant()),
                Kind.FORBIDDEN,
                "older than 15 minutes");
    }

    @Test
    public void unknownTokensAndOtherRigsAreRefused() throws Exception {
        refused(
                () -> enrolment.enrol("guessed-guessed-guessed", RIG, request(), clocks.instant()),
                Kind.FORBIDDEN,
                "is unknown");
        var secret = secret();
        refused(
                () -> enrolment.enrol(secret, new RigId("rig-2"), request(), clocks.instant()),
                Kind.FORBIDDEN,
                "made for another rig");
        // and is not used up by that
        enrolment.enrol(secret, RIG, request(), clocks.instant());
    }

    @Test
    public void aWrongClockIsNamedAndUsesNoTokenUp() throws Exception {
        var secret = secret();
        var off = Duration.ofMinutes(5).plusSeconds(1);
        refused(
                () -> enrolment.enrol(secret, RIG, request(), clocks.instant().minus(off)),
                Kind.NOT_NOW,
                "301 s behind");
        refused(
                () -> enrolment.enrol(secret, RIG, request(), clocks.instant().plus(off)),
                Kind.NOT_NOW,
                "301 s ahead");
        enrolment.enrol(secret, RIG, request(), clocks.instant().minus(Duration.ofMinutes(5)));
    }

    @Test
    public void requestsThatAreNoneAreRefused() throws Exception {
        var secret = secret();
        refused(
                () -> enrolment.enrol(secret, RIG, new byte[] {1, 2, 3}, clocks.instant()),
                Kind.INVALID,
                "cannot be read");
        var changed = request();
        changed[changed.length - 1] ^= 1;
        refused(
                () -> enrolment.enrol(secret, RIG, changed, clocks.instant()),
                Kind.INVALID,
                "no PKCS#10");
        var p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(384);
        refused(
                () ->
                        enrolment.enrol(
                                secret, RIG, Lab.request(p384.generateKeyPair()), clocks.instant()),
                Kind.INVALID,
                "not P-256");
    }

    @Test
    public void theSecretOfATokenIsNotStored() throws IOException {
        var secret = secret();
        store.close();
        try (var files = Files.list(scratch.path())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readAllBytes(file)).as(file.toString()).isNotEmpty();
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret);
            }
        }
    }

    @Test
    public void theAuthorityIsMadeOnceAndItsKeysAreTheOwnersAlone() throws Exception {
        var again = Authority.open(scratch.path(), clocks);
        assertThat(again.certificate()).isEqualTo(authority.certificate());
        for (var file : new String[] {"admin.pem", "keys/ca.pem"}) {
            assertThat(Files.getPosixFilePermissions(scratch.path().resolve(file)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        assertThat(Files.readString(scratch.path().resolve("ca.pem"))).doesNotContain("PRIVATE");
        var admin = Keys.certificate(Files.readString(scratch.path().resolve("admin.pem")));
        assertThat(Caller.of(admin).orElseThrow().role()).isEqualTo(Caller.Role.ADMIN);
        assertThat(Caller.of(authority.certificate())).isEmpty();
        assertThat(Caller.of(authority.server(java.util.List.of("rig.example")).certificate()))
                .isEmpty();
    }
}
