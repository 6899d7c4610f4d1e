package org.proofmark.rigagent.run;

import com.google.protobuf.ByteString;
import org.proofmark.proto.run.v1.Observation;
import org.proofmark.proto.run.v1.Secret;
import org.proofmark.wire.Observations;

/// Replaces the plain values in a suite's observation by boxes that only the controller opens,
/// before anything is written.
final class SecretSealer {
    private SecretSealer() {}

    /// The observation as it may leave the agent's memory.
    ///
    /// @throws org.proofmark.wire.WireFormatException where it is no observation
    static Observation sealed(Observation plain, Sealing sealing) {
        var builder = plain.toBuilder();
        switch (plain.getWhatCase()) {
            case CREDENTIAL_TAKEN ->
                    seal(builder.getCredentialTakenBuilder().getSecretBuilder(), sealing);
            case PASSWORD_DEFINED ->
                    seal(builder.getPasswordDefinedBuilder().getSecretBuilder(), sealing);
            case FIRMWARE_READ,
                    INTERFACE_FOUND,
                    CREDENTIAL_NOT_FOUND,
                    LOGIN_TRIED,
                    USED_WITHOUT_LOGIN,
                    RESET_DONE,
                    DICTIONARY_PROBED,
                    CASE_ENDED,
                    USER_ASSERTION,
                    // it names a secret and holds none
                    SECRET_SEEN,
                    SET_UP_SKIPPED,
                    WEAK_PASSWORD_TRIED,
                    SHORT_PRESSED,
                    SESSION_USED,
                    BRUTE_FORCED,
                    STARTED_ALIKE,
                    // only what is no secret
                    LABEL_READ,
                    MAC_SEEN,
                    IMAGE_FLASHED,
                    WHAT_NOT_SET -> {}
        }
        var sealed = builder.build();
        // what the controller could not read is refused here, where the suite hears of it
        var _ = Observations.fromWire(sealed);
        return sealed;
    }

    private static void seal(Secret.Builder secret, Sealing sealing) {
        if (!secret.getSealed().isEmpty()) {
            secret.setSealed(ByteString.copyFrom(sealing.seal(secret.getSealed().toByteArray())));
        }
    }
}
