package org.proofmark.virtuallab.device;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes as firmware uses them.
final class Derivation {
    private Derivation() {}

    /// HMAC-SHA-256 in [PasswordSource#RANDOM_LENGTH] characters of [PasswordSource#ALPHABET].
    static String keyed(String key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var password = new StringBuilder(PasswordSource.RANDOM_LENGTH);
            for (int i = 0; i < PasswordSource.RANDOM_LENGTH; i++) {
                int index = (bytes[i] & 0xff) % PasswordSource.ALPHABET.length();
                password.append(PasswordSource.ALPHABET.charAt(index));
            }
            return password.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// The first hexadecimal digits of a hash of a text.
    ///
    /// @param algorithm that every JDK has: `MD5`, `SHA-1`, `SHA-256`
    static String hex(String algorithm, String text, int digits) {
        try {
            var hash =
                    MessageDigest.getInstance(algorithm)
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
