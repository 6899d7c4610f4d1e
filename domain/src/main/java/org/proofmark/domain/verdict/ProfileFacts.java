package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.profile.ResetPath;

/// What [Judge] needs to know of the device's profile.
///
/// @param statedFirmware as the profile states it, or empty
/// @param resetPaths names of every way back to factory-default
/// @param unverified what the profile says and nobody has seen on such a device
public record ProfileFacts(
        ProfileId id,
        String manufacturer,
        String model,
        String statedFirmware,
        List<CredentialFacts> credentials,
        List<InterfaceFacts> interfaces,
        List<String> resetPaths,
        List<String> unverified) {
    public ProfileFacts {
        unverified = List.copyOf(unverified);
        credentials = List.copyOf(credentials);
        interfaces = List.copyOf(interfaces);
        resetPaths = List.copyOf(resetPaths);
    }

    /// What a profile says of this.
    public static ProfileFacts of(DeviceProfile profile) {
        return new ProfileFacts(
                profile.id(),
                profile.identity().manufacturer(),
                profile.identity().model(),
                profile.identity().firmware(),
                profile.credentials().stream().map(c -> credential(profile, c)).toList(),
                profile.interfaces().stream().map(ProfileFacts::interfaceFacts).toList(),
                profile.resetPaths().stream().map(ResetPath::name).toList(),
                profile.unverified());
    }

    private static CredentialFacts credential(DeviceProfile profile, CredentialSpec spec) {
        return new CredentialFacts(
                spec.name(),
                spec.kind(),
                spec.username(),
                spec.interfaces(),
                source(spec.factory()),
                spec.opens() == CredentialSpec.Opens.SET_UP,
                profile.changeOf(spec).isPresent());
    }

    private static Source source(FactorySource factory) {
        return switch (factory) {
            case FactorySource.Label _ -> Source.LABEL;
            case FactorySource.Uart _ -> Source.UART;
            case FactorySource.Page _ -> Source.PAGE;
            case FactorySource.Stated _ -> Source.STATED;
            case FactorySource.UserDefined _ -> Source.USER_DEFINED;
        };
    }

    /// The password authentication of SSH itself is a login, where the profile has no other.
    private static InterfaceFacts interfaceFacts(InterfaceSpec spec) {
        var protocol = Protocol.of(spec.protocol());
        var login = spec.dialogue(InterfaceSpec.LOGIN).isPresent() || protocol == Protocol.SSH;
        return new InterfaceFacts(
                spec.name(), protocol, login, spec.dialogue(InterfaceSpec.USE).isPresent());
    }

    /// The documented interface of that name.
    public Optional<InterfaceFacts> interfaceOf(String name) {
        return interfaces.stream().filter(i -> i.name().value().equals(name)).findFirst();
    }

    /// The credential of that name.
    public Optional<CredentialFacts> credential(String name) {
        return credentials.stream().filter(c -> c.name().value().equals(name)).findFirst();
    }

    /// A documented interface.
    ///
    /// @param canLogin the profile has a `login` dialogue for it
    /// @param canUse the profile has a `use` dialogue for it: a function that wants a login
    public record InterfaceFacts(
            InterfaceName name, Protocol protocol, boolean canLogin, boolean canUse) {}

    /// A credential that the profile names.
    ///
    /// @param kind `password` and `wifi-passphrase` are judged; PSTI Sch.1 para 1(5) leaves out the
    ///   others (keys, pairing PINs of protocols outside the IP suite, API keys)
    /// @param username the account, empty where there is none
    /// @param interfaces what it opens
    /// @param setUpOnly it opens nothing but the set-up: `opens: set-up`
    /// @param userCanDefine the profile knows how a user defines a value of their own
    public record CredentialFacts(
            CredentialName name,
            String kind,
            String username,
            List<InterfaceName> interfaces,
            Source source,
            boolean setUpOnly,
            boolean userCanDefine) {
        public CredentialFacts {
            interfaces = List.copyOf(interfaces);
        }

        /// True where para 1 speaks of it.
        public boolean isPassword() {
            return kind.equals("password") || kind.equals("wifi-passphrase");
        }

        /// True where a unit leaves the factory with a value of it.
        public boolean hasFactoryValue() {
            return source != Source.USER_DEFINED;
        }
    }

    /// Where a factory credential comes from.
    public enum Source {
        LABEL,
        UART,
        PAGE,
        /// In the manual: the same for all.
        STATED,
        /// There is none: the user defines it before use.
        USER_DEFINED
    }
}
