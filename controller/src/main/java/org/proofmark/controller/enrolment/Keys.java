package org.proofmark.controller.enrolment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/// Keys and certificates in files: PEM, mode 0600 where a key is in it, written aside and renamed.
public final class Keys {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");

    private Keys() {}

    /// A fresh P-256 key pair.
    public static KeyPair p256() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no P-256", e);
        }
    }

    /// PEM of certificates, the holder's first.
    public static String pem(X509Certificate... certificates) {
        var pem = new StringBuilder();
        try {
            for (var certificate : certificates) {
                pem.append(block("CERTIFICATE", certificate.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate of ours cannot be encoded", e);
        }
        return pem.toString();
    }

    /// PKCS#8 PEM of a key.
    public static String pem(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    static String block(String type, byte[] der) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
    }

    /// The first certificate of a PEM text.
    static X509Certificate certificate(String pem) throws IOException {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var in = new java.io.ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return (X509Certificate) factory.generateCertificate(in);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate: " + e.getMessage(), e);
        }
    }

    /// The private key of a PEM text.
    static PrivateKey privateKey(String pem) throws IOException {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(der(pem, "PRIVATE KEY")));
        } catch (GeneralSecurityException e) {
            throw new IOException("no P-256 key: " + e.getMessage(), e);
        }
    }

    /// The first block of a type.
    static byte[] der(String pem, String type) throws IOException {
        var blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            if (blocks.group(1).equals(type)) {
                return Base64.getMimeDecoder().decode(blocks.group(2).strip());
            }
        }
        throw new IOException("no " + type + " in PEM");
    }

    /// Writes a file that only its owner may read: whole or not at all.
    public static void writePrivate(Path file, byte[] content) throws IOException {
        var aside = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (var channel =
                Files.newByteChannel(
                        aside,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(java.nio.ByteBuffer.wrap(content));
        }
        Files.move(
                aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void writePrivate(Path file, String content) throws IOException {
        writePrivate(file, content.getBytes(StandardCharsets.US_ASCII));
    }
}
