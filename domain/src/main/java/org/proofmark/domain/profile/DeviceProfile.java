package org.proofmark.domain.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is known of a device model before anything is powered: docs/profile.md, field by field.
///
/// @param wiring the roles that a slot must offer: `power`, `console`, `network`, `label`,
///   `button:<name>`
/// @param identifiers further keys of the label whose values are no secrets
/// @param power what is known of its supply
/// @param flash how an image gets into the device, where that is known
/// @param images files beside the profile that can be written to the device, by name
/// @param updates how it gets updates, where the maker says so
/// @param resetPaths every way back to factory-default that can be gone on a rig
/// @param unverified what nobody has seen on such a device, for people: key and why; a PASS does
///   not rest on it
public record DeviceProfile(
        ProfileId id,
        Identity identity,
        List<String> wiring,
        List<String> identifiers,
        PowerSpec power,
        Optional<ConsoleSpec> console,
        BootSpec boot,
        Optional<FlashSpec> flash,
        Map<String, String> images,
        Optional<UpdateSpec> updates,
        List<InterfaceSpec> interfaces,
        List<CredentialSpec> credentials,
        List<ResetPath> resetPaths,
        Published published,
        List<String> unverified) {
    public DeviceProfile {
        unverified = List.copyOf(unverified);
        wiring = List.copyOf(wiring);
        identifiers = List.copyOf(identifiers);
        interfaces = List.copyOf(interfaces);
        credentials = List.copyOf(credentials);
        images = Map.copyOf(images);
        resetPaths = List.copyOf(resetPaths);
    }

    /// One that marks nothing as unverified.
    public DeviceProfile(
            ProfileId id,
            Identity identity,
            List<String> wiring,
            List<String> identifiers,
            PowerSpec power,
            Optional<ConsoleSpec> console,
            BootSpec boot,
            Optional<FlashSpec> flash,
            Map<String, String> images,
            Optional<UpdateSpec> updates,
            List<InterfaceSpec> interfaces,
            List<CredentialSpec> credentials,
            List<ResetPath> resetPaths,
            Published published) {
        this(
                id,
                identity,
                wiring,
                identifiers,
                power,
                console,
                boot,
                flash,
                images,
                updates,
                interfaces,
                credentials,
                resetPaths,
                published,
                List.of());
    }

    /// The documented interface of that name.
    public Optional<InterfaceSpec> interfaceOf(InterfaceName name) {
        return interfaces.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /// The credential of that name.
    public Optional<CredentialSpec> credential(CredentialName name) {
        return credentials.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// How a user defines a value for a credential of their own: what the profile says, else
    /// `set-up` where no factory value opens the device for use, else `change-password`, else
    /// `set-up`; the credential's own interfaces first.
    public Optional<CredentialSpec.Change> changeOf(CredentialSpec credential) {
        boolean setUpFirst =
                credential.factory() instanceof FactorySource.UserDefined
                        || credential.opens() == CredentialSpec.Opens.SET_UP;
        return credential
                .change()
                .or(() ->
                        setUpFirst
                                ? Optional.empty()
                                : having(credential, InterfaceSpec.CHANGE_PASSWORD))
                .or(() -> having(credential, InterfaceSpec.SET_UP));
    }

    private Optional<CredentialSpec.Change> having(CredentialSpec credential, String purpose) {
        return interfaces.stream()
                .filter(i -> i.dialogue(purpose).isPresent())
                .map(InterfaceSpec::name)
                .min(java.util.Comparator.comparing(n -> !credential.interfaces().contains(n)))
                .map(name -> new CredentialSpec.Change(name, purpose));
    }
}
