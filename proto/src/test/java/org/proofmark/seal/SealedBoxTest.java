package org.proofmark.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.testng.annotations.Test;

public class SealedBoxTest {
    private static final byte[] VALUE = "blue-Otter-42".getBytes(StandardCharsets.UTF_8);

    private static KeyPair key(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void opensWhatWasSealed() {
        var key = key("secp256r1");
        for (var length : new int[] {0, 1, 13, 4096}) {
            var plain = new byte[length];
            Arrays.fill(plain, (byte) 'x');
            assertThat(SealedBox.open(key.getPrivate(), SealedBox.seal(key.getPublic(), plain)))
                    .isEqualTo(plain);
        }
    }

    @Test
    public void twoBoxesOfOneValueDiffer() {
        var key = key("secp256r1");
        assertThat(SealedBox.seal(key.getPublic(), VALUE))
                .isNotEqualTo(SealedBox.seal(key.getPublic(), VALUE));
    }

    @Test
    public void everyChangedByteBreaksTheSeal() {
        var key = key("secp256r1");
        var box = SealedBox.seal(key.getPublic(), VALUE);
        for (var i = 0; i < box.length; i++) {
            var changed = box.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> SealedBox.open(key.getPrivate(), changed))
                    .as("byte " + i)
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @Test
    public void everyCutBreaksTheSeal() {
        var key = key("secp256r1");
        var box = SealedBox.seal(key.getPublic(), VALUE);
        for (var i = 0; i < box.length; i++) {
            var cut = Arrays.copyOf(box, i);
            assertThatThrownBy(() -> SealedBox.open(key.getPrivate(), cut))
                    .as("cut to " + i)
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @Test
    public void anotherKeyDoesNotOpen() {
        var box = SealedBox.seal(key("secp256r1").getPublic(), VALUE);
        var other = key("secp256r1").getPrivate();
        assertThatThrownBy(() -> SealedBox.open(other, box))
                .isInstanceOf(BrokenSealException.class);
    }

    @Test
    public void keysOfOtherKindsAreRefused() throws GeneralSecurityException {
        var p384 = key("secp384r1");
        assertThatThrownBy(() -> SealedBox.seal(p384.getPublic(), VALUE))
                .hasMessageContaining("wants a P-256 key");
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        assertThatThrownBy(() -> SealedBox.seal(rsa.getPublic(), VALUE))
                .hasMessageContaining("wants a P-256 key");
        assertThatThrownBy(() -> SealedBox.open(rsa.getPrivate(), VALUE))
                .hasMessageContaining("wants a P-256 key");
    }
}
