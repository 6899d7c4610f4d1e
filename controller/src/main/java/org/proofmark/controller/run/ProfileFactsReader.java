package org.proofmark.controller.run;

import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.profile.CredentialSpec;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.profile.FactorySource;
import org.proofmark.domain.profile.InterfaceSpec;
import org.proofmark.domain.profile.ResetPath;
import org.proofmark.domain.verdict.ProfileFacts;

/// What the judge needs to know of a profile.
final class ProfileFactsReader {
    private ProfileFactsReader() {}

    static ProfileFacts of(DeviceProfile profile) {
        return new ProfileFacts(
                profile.id(),
                profile.identity().manufacturer(),
                profile.identity().model(),
                profile.identity().firmware(),
                profile.credentials().stream().map(c -> of(profile, c)).toList(),
                profile.interfaces().stream().map(ProfileFactsReader::of).toList(),
                profile.resetPaths().stream().map(ResetPath::name).toList());
    }

    private static ProfileFacts.InterfaceFacts of(InterfaceSpec spec) {
        return new ProfileFacts.InterfaceFacts(
                spec.name(),
                switch (spec.protocol()) {
                    case HTTP -> Protocol.HTTP;
                    case TELNET -> Protocol.TELNET;
                    case SSH -> Protocol.SSH;
                    case UART -> Protocol.UART;
                },
                spec.dialogue(InterfaceSpec.LOGIN).isPresent(),
                spec.dialogue(InterfaceSpec.USE).isPresent());
    }

    private static ProfileFacts.CredentialFacts of(DeviceProfile profile, CredentialSpec spec) {
        return new ProfileFacts.CredentialFacts(
                spec.name(),
                spec.kind(),
                spec.username(),
                spec.interfaces(),
                source(spec.factory()),
                spec.opens() == CredentialSpec.Opens.SET_UP,
                profile.changeOf(spec).isPresent());
    }

    private static ProfileFacts.Source source(FactorySource source) {
        return switch (source) {
            case FactorySource.Label _ -> ProfileFacts.Source.LABEL;
            case FactorySource.Uart _ -> ProfileFacts.Source.UART;
            case FactorySource.Page _ -> ProfileFacts.Source.PAGE;
            case FactorySource.Stated _ -> ProfileFacts.Source.STATED;
            case FactorySource.UserDefined _ -> ProfileFacts.Source.USER_DEFINED;
        };
    }
}
