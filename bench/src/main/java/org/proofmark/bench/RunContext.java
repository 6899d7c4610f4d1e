package org.proofmark.bench;

import java.util.List;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;

/// What an attempt is about.
///
/// @param ownSecrets this unit's last credentials as the collect phase left them; empty in the
///   collect phase
/// @param otherSecrets other units' credentials; empty in the collect phase
public record RunContext(
        Attempt attempt,
        UnitId unit,
        Phase phase,
        DeviceProfile profile,
        Preset preset,
        long seed,
        List<KnownSecret> ownSecrets,
        List<KnownSecret> otherSecrets) {
    public RunContext {
        ownSecrets = List.copyOf(ownSecrets);
        otherSecrets = List.copyOf(otherSecrets);
    }

    /// A credential that an earlier phase found.
    ///
    /// @param unit whose it is
    /// @param credential the profile's name of it
    /// @param secret its name in the records of that unit's attempt
    /// @param value its value: never logged, never in a progress message
    public record KnownSecret(
            UnitId unit, String credential, String username, Secret secret, String value) {
        /// Without the value.
        @Override
        public String toString() {
            return "KnownSecret[" + unit + ", " + credential + ", " + secret.id() + "]";
        }
    }
}
