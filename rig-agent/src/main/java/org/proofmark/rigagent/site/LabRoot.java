package org.proofmark.rigagent.site;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.proofmark.rigagent.journal.Durable;

/// The lab's test root: a CA of this rig alone, which devices on it may trust and nothing else
/// does.
final class LabRoot {
    /// Longer than any support period that is tested.
    private static final Duration VALID = Duration.ofDays(365L * 30);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private LabRoot() {}

    /// The PEM file; made, with its key, at the first call.
    static Path in(Path state, InstantSource clock) throws IOException {
        var certificate = state.resolve("lab-root.pem");
        if (!Files.exists(certificate)) {
            make(state, certificate, clock);
        }
        return certificate;
    }

    private static void make(Path state, Path certificate, InstantSource clock) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            var name = new X500Name("CN=Proofmark lab test root");
            var now = clock.instant();
            var holder =
                    new X509v3CertificateBuilder(
                                    name,
                                    new BigInteger(64, new SecureRandom())
                                            .abs()
                                            .add(BigInteger.ONE),
                                    time(now.minus(Duration.ofDays(1))),
                                    time(now.plus(VALID)),
                                    name,
                                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(true))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                            .build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate()));
            Durable.write(
                    state.resolve("lab-root.key"),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            Durable.write(certificate, pem("CERTIFICATE", holder.getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the lab's test root cannot be made", e);
        }
    }

    private static Time time(Instant instant) {
        return new Time(new DERGeneralizedTime(TIME.format(instant)));
    }

    private static byte[] pem(String type, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
