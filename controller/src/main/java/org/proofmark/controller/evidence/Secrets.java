package org.proofmark.controller.evidence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.controller.enrolment.SealingKey;
import org.proofmark.seal.BrokenSealException;
import org.proofmark.seal.SealedBox;

/// The controller's own secrets: the key that rigs and the command line seal for, the key that
/// evidence is sealed with at rest, and the key of keyed digests. Values that were found on devices
/// are opened in memory only. Thread-safe.
public final class Secrets {
    private static final int KEY_BYTES = 32;

    private final PublicKey sealing;
    private final PrivateKey opening;
    private final byte[] storeKey;

    private Secrets(SealingKey sealing, byte[] storeKey) {
        this.sealing = sealing.publicKey();
        this.opening = sealing.privateKey();
        this.storeKey = storeKey;
    }

    /// Reads the keys of this state folder, or makes them.
    public static Secrets open(Path state) throws IOException {
        var folder = Files.createDirectories(state.resolve("keys"));
        var file = folder.resolve("store.key");
        if (!Files.exists(file)) {
            var key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            Keys.writePrivate(file, key);
        }
        var key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " wants " + KEY_BYTES + " bytes, has " + key.length);
        }
        return new Secrets(SealingKey.open(folder.resolve("sealing.pem")), key);
    }

    /// The key to seal for, X.509 SubjectPublicKeyInfo.
    public byte[] sealingKey() {
        return sealing.getEncoded();
    }

    /// Opens what was sealed for this controller.
    ///
    /// @throws BrokenSealException where it was not, or was changed
    public byte[] open(byte[] sealed) {
        return SealedBox.open(opening, sealed);
    }

    /// What evidence is sealed with at rest.
    public SecretKey blobKey() {
        return new SecretKeySpec(derived("evidence at rest"), "AES");
    }

    /// The key of [#keyedDigest] and of every analysis that compares values by keyed digest.
    public byte[] digestKey() {
        return derived("keyed digests");
    }

    /// HMAC-SHA-256 of a value, in hex: equal where the values are, and useless without the key.
    public String keyedDigest(byte[] value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(digestKey(), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(value));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HmacSHA256", e);
        }
    }

    private byte[] derived(String purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(storeKey)
                                    .thenExpand(
                                            purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no HKDF", e);
        }
    }
}
