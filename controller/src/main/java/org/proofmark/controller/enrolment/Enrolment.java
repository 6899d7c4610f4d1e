package org.proofmark.controller.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.FleetStore;
import org.proofmark.controller.store.FleetStore.TokenUse;
import org.proofmark.controller.store.RigRow;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a rig gets its certificate: a token from the admin, used once and within 15 minutes, and a
/// signing request for a key that never leaves the rig. Thread-safe.
public final class Enrolment {
    /// How long a token is good.
    public static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    /// A rig whose clock is further off could not check certificates.
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int SECRET_BYTES = 24;
    private static final int P256_BITS = 256;
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

    private final Authority authority;
    private final FleetStore store;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong refused = new AtomicLong();

    public Enrolment(Authority authority, FleetStore store, InstantSource clock) {
        this.authority = authority;
        this.store = store;
        this.clock = clock;
    }

    /// A token for one rig.
    ///
    /// @param address host and port of the enrolment service
    public Token createToken(RigId rig, String address) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var expire = clock.instant().plus(TOKEN_LIFE);
        store.addToken(hash(secret), rig, expire);
        return new Token(address + "/" + authority.digest() + "/" + secret, expire);
    }

    /// @param text `<host:port>/<digest of the CA's certificate>/<secret>`
    public record Token(String text, Instant expireTime) {}

    /// Signs a rig's request.
    ///
    /// @param rigTime the rig's wall clock
    /// @return the rig's certificate, then the CA's
    /// @throws RefusedException for a token that is unknown, used or too old, a request that is
    ///   none, or a clock that is more than 5 minutes off; only a granted request uses the token up
    public List<X509Certificate> enrol(String secret, RigId rig, byte[] request, Instant rigTime) {
        try {
            var key = requestedKey(request);
            requireClock(rigTime);
            requireToken(store.takeToken(hash(secret), rig, clock.instant()), rig);
            var certificate = authority.sign(Caller.Role.RIG, rig.value(), key);
            store.putRig(
                    new RigRow(
                            rig,
                            Authority.digest(certificate),
                            key,
                            clock.instant().plus(Authority.LEAF_LIFE),
                            "",
                            List.of(),
                            Instant.EPOCH));
            LOG.info("rig {} enrolled", rig);
            return List.of(certificate, authority.certificate());
        } catch (RefusedException e) {
            LOG.warn(
                    "enrolment of {} refused, {} so far: {}",
                    rig,
                    refused.incrementAndGet(),
                    e.getMessage());
            throw e;
        }
    }

    /// How many enrolments were refused since the start.
    public long refused() {
        return refused.get();
    }

    private static void requireToken(TokenUse use, RigId rig) {
        var what =
                switch (use) {
                    case TAKEN -> "";
                    case UNKNOWN -> "is unknown";
                    case REUSED -> "was used already";
                    case EXPIRED -> "is older than 15 minutes";
                    case OTHER_RIG -> "was made for another rig than " + rig;
                };
        if (!what.isEmpty()) {
            throw new RefusedException(
                    Kind.FORBIDDEN,
                    "token-" + use.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                    "The enrolment token " + what + ": ask the controller for a new one.");
        }
    }

    private void requireClock(Instant rigTime) {
        var off = Duration.between(clock.instant(), rigTime);
        if (off.abs().compareTo(CLOCK_TOLERANCE) > 0) {
            throw new RefusedException(
                    Kind.NOT_NOW,
                    "rig-clock",
                    "The rig's clock is "
                            + off.abs().toSeconds()
                            + " s "
                            + (off.isNegative() ? "behind" : "ahead of")
                            + " the controller's, at most "
                            + CLOCK_TOLERANCE.toSeconds()
                            + " s are allowed: set it, then enrol again with the same token.",
                    Map.of("offsetSeconds", Long.toString(off.toSeconds())));
        }
    }

    private static PublicKey requestedKey(byte[] request) {
        try {
            var csr = new PKCS10CertificationRequest(request);
            var key =
                    KeyFactory.getInstance("EC")
                            .generatePublic(
                                    new X509EncodedKeySpec(
                                            csr.getSubjectPublicKeyInfo().getEncoded()));
            if (!csr.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw unusable("its signature does not fit its key", null);
            }
            if (!(key instanceof ECPublicKey ec)
                    || ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
                throw unusable("its key is not P-256", null);
            }
            return key;
        } catch (IOException
                | GeneralSecurityException
                | OperatorCreationException
                | PKCSException e) {
            throw unusable("it cannot be read", e);
        }
    }

    private static RefusedException unusable(
            String why, @org.jspecify.annotations.Nullable Exception cause) {
        var refused =
                new RefusedException(
                        Kind.INVALID,
                        "signing-request",
                        "The signing request is no PKCS#10 with a P-256 key: " + why + ".");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }

    private static String hash(String secret) {
        return Digest.of(secret.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
