package org.proofmark.rigagent.run;

import java.util.Map;
import java.util.Set;
import org.proofmark.domain.observation.SecretMask;
import org.proofmark.proto.run.v1.Observation;

/// Tells an attempt's mask what is secret: what the label says, what the controller handed over,
/// and what the suite found.
final class KnownSecrets {
    /// What stands on a label and is no secret.
    private static final Set<String> OPEN =
            Set.of("serial", "mac", "model", "batch", "manufactured", "ssid", "username");

    private KnownSecrets() {}

    static void learn(SecretMask mask, Map<String, String> label) {
        label.forEach((key, value) -> {
            if (!OPEN.contains(key)) {
                mask.learn(value);
            }
        });
    }

    /// @param plain as the suite sent it, before it is sealed
    static void learn(SecretMask mask, Observation plain) {
        if (plain.hasCredentialTaken()) {
            mask.learn(plain.getCredentialTaken().getSecret().getSealed().toStringUtf8());
        }
        if (plain.hasPasswordDefined()) {
            mask.learn(plain.getPasswordDefined().getSecret().getSealed().toStringUtf8());
        }
    }
}
