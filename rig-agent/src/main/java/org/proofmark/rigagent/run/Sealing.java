package org.proofmark.rigagent.run;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.proofmark.seal.SealedBox;

/// Seals for the controller what a suite found, and opens what the controller sealed for this rig.
/// Thread-safe.
public final class Sealing {
    private final PrivateKey own;
    private final AtomicReference<@Nullable PublicKey> controller = new AtomicReference<>();

    /// @param own the rig's key, P-256
    public Sealing(PrivateKey own) {
        this.own = own;
    }

    /// Takes the controller's key, as its welcome states it.
    ///
    /// @param subjectPublicKeyInfo X.509, DER
    /// @throws IllegalArgumentException where it is no P-256 key
    public void useControllerKey(byte[] subjectPublicKeyInfo) {
        try {
            var key =
                    KeyFactory.getInstance("EC")
                            .generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
            // refuses other curves now and not in mid-run
            SealedBox.seal(key, new byte[0]);
            controller.set(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the controller's sealing key is no EC key", e);
        }
    }

    /// True once a key is known.
    public boolean ready() {
        return controller.get() != null;
    }

    /// A box that only the controller opens.
    byte[] seal(byte[] plain) {
        var key = controller.get();
        if (key == null) {
            throw new IllegalStateException("no welcome has brought the controller's key yet");
        }
        return SealedBox.seal(key, plain);
    }

    /// What the controller sealed for this rig.
    ///
    /// @throws org.proofmark.seal.BrokenSealException where it is for another, or damaged
    byte[] open(byte[] box) {
        return SealedBox.open(own, box);
    }
}
