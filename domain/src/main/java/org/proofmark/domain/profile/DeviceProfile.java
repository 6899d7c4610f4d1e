package org.proofmark.domain.profile;

import java.util.List;
import java.util.Optional;

/// What is known of a device model before anything is powered: docs/profile.md, field by field.
///
/// @param wiring the roles that a slot must offer: `power`, `console`, `network`, `label`,
///   `button:<name>`
/// @param resetPaths every way back to factory-default
public record DeviceProfile(
        ProfileId id,
        Identity identity,
        List<String> wiring,
        Optional<ConsoleSpec> console,
        BootSpec boot,
        List<InterfaceSpec> interfaces,
        List<CredentialSpec> credentials,
        List<ResetPath> resetPaths,
        Published published) {
    public DeviceProfile {
        wiring = List.copyOf(wiring);
        interfaces = List.copyOf(interfaces);
        credentials = List.copyOf(credentials);
        resetPaths = List.copyOf(resetPaths);
    }
}
