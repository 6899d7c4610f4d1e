package org.proofmark.controller.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.proofmark.domain.run.Digest;

/// The controller's own certificate authority, made at first start: `ca.pem` for everyone,
/// `admin.pem` for the command line, the rest under `keys/`.
public final class Authority {
    /// Of the CA itself.
    private static final Duration CA_LIFE = Duration.ofDays(3650);

    /// Of every other certificate; enrolling again renews.
    static final Duration LEAF_LIFE = Duration.ofDays(825);

    /// For clocks that are behind: every certificate begins an hour ago.
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final Instant GENERALIZED_FROM = Instant.parse("2050-01-01T00:00:00Z");
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final InstantSource clock;

    private Authority(X509Certificate certificate, PrivateKey key, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
    }

    /// Reads the authority of this state folder, or makes it.
    public static Authority open(Path state, InstantSource clock) throws IOException {
        var keyFile = Files.createDirectories(state.resolve("keys")).resolve("ca.pem");
        if (!Files.exists(keyFile)) {
            var pair = Keys.p256();
            var made = new Authority(selfSigned(pair, clock.instant()), pair.getPrivate(), clock);
            Keys.writePrivate(keyFile, Keys.pem(made.certificate) + Keys.pem(pair.getPrivate()));
        }
        var pem = Files.readString(keyFile);
        var authority = new Authority(Keys.certificate(pem), Keys.privateKey(pem), clock);
        Keys.writePrivate(state.resolve("ca.pem"), Keys.pem(authority.certificate));
        if (!Files.exists(state.resolve("admin.pem"))) {
            var pair = Keys.p256();
            var admin = authority.sign(Caller.Role.ADMIN, "admin", pair.getPublic());
            Keys.writePrivate(
                    state.resolve("admin.pem"),
                    Keys.pem(admin, authority.certificate) + Keys.pem(pair.getPrivate()));
        }
        return authority;
    }

    /// The CA's certificate.
    public X509Certificate certificate() {
        return certificate;
    }

    /// SHA-256 of the CA's certificate, DER.
    public Digest digest() {
        return digest(certificate);
    }

    static Digest digest(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read cannot be encoded", e);
        }
    }

    /// A fresh certificate and key for this controller's ports.
    ///
    /// @param hosts names and IPv4 addresses that it is reached by, beside localhost
    public Server server(List<String> hosts) {
        var pair = Keys.p256();
        try {
            var builder =
                    builder("CN=proofmark-controller,OU=controller", pair.getPublic(), LEAF_LIFE);
            var names =
                    java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of("localhost", "127.0.0.1"),
                                    hosts.stream())
                            .distinct()
                            .map(h ->
                                    new GeneralName(
                                            IPV4.matcher(h).matches()
                                                    ? GeneralName.iPAddress
                                                    : GeneralName.dNSName,
                                            h))
                            .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return new Server(signed(builder, key), pair.getPrivate());
        } catch (CertIOException e) {
            throw new IllegalStateException(
                    "a host's name does not fit into a certificate: " + hosts, e);
        }
    }

    /// @param certificate for both ports
    public record Server(X509Certificate certificate, PrivateKey key) {}

    /// A client's certificate. The role stands in it as OU, the name as CN.
    ///
    /// It ends [#LEAF_LIFE] from now.
    X509Certificate sign(Caller.Role role, String name, PublicKey holder) {
        try {
            var builder =
                    builder("CN=" + name + ",OU=" + role.organisationalUnit(), holder, LEAF_LIFE);
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return signed(builder, key);
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot make a certificate for " + name, e);
        }
    }

    private X509v3CertificateBuilder builder(String subject, PublicKey holder, Duration life)
            throws CertIOException {
        var now = clock.instant();
        var builder =
                new X509v3CertificateBuilder(
                        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
                        serial(),
                        time(now.minus(BACKDATED)),
                        time(now.plus(life)),
                        new X500Name(subject),
                        SubjectPublicKeyInfo.getInstance(holder.getEncoded()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyAgreement));
        return builder;
    }

    private static X509Certificate selfSigned(KeyPair pair, Instant now) {
        var name = new X500Name("CN=Proofmark controller CA " + serial().toString(36));
        var builder =
                new X509v3CertificateBuilder(
                        name,
                        serial(),
                        time(now.minus(BACKDATED)),
                        time(now.plus(CA_LIFE)),
                        name,
                        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (CertIOException e) {
            throw new IllegalStateException("cannot make the CA's certificate", e);
        }
        return signed(builder, pair.getPrivate());
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
        } catch (OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }

    /// RFC 5280, 4.1.2.5: UTCTime until 2049, GeneralizedTime from 2050 on.
    private static Time time(Instant instant) {
        return instant.isBefore(GENERALIZED_FROM)
                ? new Time(new DERUTCTime(UTC_TIME.format(instant)))
                : new Time(new DERGeneralizedTime(GENERALIZED_TIME.format(instant)));
    }

    private static BigInteger serial() {
        return new BigInteger(127, RANDOM).add(BigInteger.ONE);
    }
}
