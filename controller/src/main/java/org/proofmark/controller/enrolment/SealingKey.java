package org.proofmark.controller.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;

/// The key pair that secrets are sealed for.
public record SealingKey(PublicKey publicKey, PrivateKey privateKey) {
    /// Reads the file, or makes it with a fresh pair.
    public static SealingKey open(Path file) throws IOException {
        if (!Files.exists(file)) {
            var pair = Keys.p256();
            Keys.writePrivate(
                    file,
                    Keys.block("PUBLIC KEY", pair.getPublic().getEncoded())
                            + Keys.pem(pair.getPrivate()));
        }
        var pem = Files.readString(file);
        try {
            var publicKey =
                    KeyFactory.getInstance("EC")
                            .generatePublic(new X509EncodedKeySpec(Keys.der(pem, "PUBLIC KEY")));
            return new SealingKey(publicKey, Keys.privateKey(pem));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no P-256 key", e);
        }
    }
}
