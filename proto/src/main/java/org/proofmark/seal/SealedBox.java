package org.proofmark.seal;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Bytes that only the holder of one P-256 key can read.
///
/// Version 1: `01 | ephemeral point, uncompressed, 65 bytes | AES-256-GCM ciphertext and tag`. The
/// key and the nonce come from HKDF-SHA-256 over the ECDH secret, with the 66 bytes in front as
/// info and as associated data. Every box has its own ephemeral key, so a nonce is never used twice
/// with one key. It hides the value, not its length, and does not say who sealed it.
public final class SealedBox {
    private static final byte VERSION = 1;
    private static final int POINT_BYTES = 65;
    private static final int HEAD_BYTES = 1 + POINT_BYTES;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int P256_BITS = 256;

    /// What SubjectPublicKeyInfo puts before the point of a P-256 key (RFC 5480): no other curve
    /// has it.
    private static final byte[] SPKI_HEAD =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private SealedBox() {}

    /// Seals `plain` for the holder of the private key.
    ///
    /// @param recipient a P-256 public key
    /// @throws IllegalArgumentException for a key of another kind
    public static byte[] seal(PublicKey recipient, byte[] plain) {
        requireP256(recipient);
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var ephemeral = generator.generateKeyPair();
            var head = new ByteArrayOutputStream();
            head.write(VERSION);
            var spki = ephemeral.getPublic().getEncoded();
            head.write(spki, SPKI_HEAD.length, POINT_BYTES);
            var headBytes = head.toByteArray();
            var cipher = cipher(Cipher.ENCRYPT_MODE, ephemeral.getPrivate(), recipient, headBytes);
            var box = Arrays.copyOf(headBytes, HEAD_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, box, HEAD_BYTES);
            return box;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot seal", e);
        }
    }

    /// What was sealed.
    ///
    /// @throws BrokenSealException for a box that was changed, is for another key or of a later
    ///   version
    /// @throws IllegalArgumentException for a key that is not P-256
    public static byte[] open(PrivateKey recipient, byte[] box) {
        requireP256(recipient);
        if (box.length < HEAD_BYTES + TAG_BITS / 8) {
            throw new BrokenSealException("a sealed box of " + box.length + " bytes is cut short");
        }
        if (box[0] != VERSION) {
            throw new BrokenSealException(
                    "a sealed box of version "
                            + box[0]
                            + ", this program opens version "
                            + VERSION);
        }
        try {
            var head = Arrays.copyOf(box, HEAD_BYTES);
            var cipher = cipher(Cipher.DECRYPT_MODE, recipient, ephemeral(head), head);
            return cipher.doFinal(box, HEAD_BYTES, box.length - HEAD_BYTES);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException(
                    "this key does not open the sealed box: it is for another, or was changed", e);
        }
    }

    private static PublicKey ephemeral(byte[] head) throws GeneralSecurityException {
        var spki = Arrays.copyOf(SPKI_HEAD, SPKI_HEAD.length + POINT_BYTES);
        System.arraycopy(head, 1, spki, SPKI_HEAD.length, POINT_BYTES);
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(spki));
    }

    private static Cipher cipher(int mode, PrivateKey own, PublicKey other, byte[] head)
            throws GeneralSecurityException {
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own);
        // refuses a point that is not on the curve
        agreement.doPhase(other, true);
        var material =
                KDF.getInstance("HKDF-SHA256")
                        .deriveData(
                                HKDFParameterSpec.ofExtract()
                                        .addIKM(agreement.generateSecret())
                                        .thenExpand(head, KEY_BYTES + NONCE_BYTES));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(material, 0, KEY_BYTES, "AES"),
                new GCMParameterSpec(TAG_BITS, material, KEY_BYTES, NONCE_BYTES));
        cipher.updateAAD(head);
        return cipher;
    }

    private static void requireP256(Key key) {
        if (!(key instanceof ECKey ec)
                || ec.getParams().getCurve().getField().getFieldSize() != P256_BITS) {
            throw new IllegalArgumentException(
                    "a sealed box wants a P-256 key, got " + key.getAlgorithm());
        }
    }
}
