package org.proofmark.domain.verdict;

import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;

/// What an interface is, and whether a device in some state counts as in use.
///
/// PSTI Sch.1 1(1) and EN 303 645 5.1-1 speak of every state other than factory-default. A device
/// whose factory password opens it without any set-up is in use from the moment it is delivered.
record Access(ProfileFacts profile) {
    boolean documented(String interfaceName) {
        return profile.interfaceOf(interfaceName).isPresent();
    }

    boolean uart(String interfaceName) {
        return profile.interfaceOf(interfaceName)
                .map(i -> i.protocol() == Protocol.UART)
                .orElse(interfaceName.equals("uart"));
    }

    /// Outside factory-default, or open for use as delivered.
    boolean inUse(String interfaceName, Stage stage) {
        return stage.state() == DeviceState.INITIALISED
                || profile.credentials().stream()
                        .anyMatch(c ->
                                c.isPassword()
                                        && c.hasFactoryValue()
                                        && !c.setUpOnly()
                                        && opens(c, interfaceName));
    }

    /// True where the profile says that a factory value opens the set-up here and nothing else.
    boolean onlySetUp(String interfaceName, Stage stage) {
        return stage.state() != DeviceState.INITIALISED
                && profile.credentials().stream()
                        .anyMatch(c -> c.setUpOnly() && opens(c, interfaceName))
                && !inUse(interfaceName, stage);
    }

    /// True where a credential that para 1 does not speak of is meant.
    boolean exempt(String credential) {
        return profile.credential(credential).map(c -> !c.isPassword()).orElse(false);
    }

    static boolean opens(CredentialFacts credential, String interfaceName) {
        return credential.interfaces().stream().anyMatch(i -> i.value().equals(interfaceName));
    }
}
