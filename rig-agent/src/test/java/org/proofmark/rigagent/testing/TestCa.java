package org.proofmark.rigagent.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority.
public final class TestCa {
    private final KeyPair keys = newKeys();
    private final X500Name name = new X500Name("CN=test CA");
    private final X509Certificate certificate;

    public TestCa() {
        certificate = make(name, keys.getPublic(), true, null, Instant.now());
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// A certificate for a server on loopback.
    public X509Certificate server(PublicKey key, Instant from) {
        return make(new X500Name("CN=controller"), key, false, KeyPurposeId.id_kp_serverAuth, from);
    }

    /// A certificate for a rig.
    public X509Certificate client(String rig, PublicKey key) {
        return make(
                new X500Name("CN=" + rig),
                key,
                false,
                KeyPurposeId.id_kp_clientAuth,
                Instant.now());
    }

    public static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Time time(Instant instant) {
        return new Time(
                new DERGeneralizedTime(
                        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT)
                                .withZone(ZoneOffset.UTC)
                                .format(instant)));
    }

    private X509Certificate make(
            X500Name subject,
            PublicKey key,
            boolean authority,
            @org.jspecify.annotations.Nullable KeyPurposeId usage,
            Instant from) {
        try {
            var builder =
                    new X509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(System.nanoTime()),
                            time(from.minus(Duration.ofHours(1))),
                            time(from.plus(Duration.ofDays(1))),
                            subject,
                            SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (usage != null) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                new GeneralName[] {
                                    new GeneralName(GeneralName.dNSName, "localhost"),
                                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
