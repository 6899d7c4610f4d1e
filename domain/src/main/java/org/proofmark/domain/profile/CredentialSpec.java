package org.proofmark.domain.profile;

import java.util.List;
import java.util.Optional;

/// A credential and where it comes from.
///
/// @param kind `password` and `wifi-passphrase` are judged under PSTI Sch.1 para 1; `api-key`,
///   `pairing-pin` and `cryptographic-key` are not passwords (1(5))
/// @param username the account that it opens, empty where there is none
/// @param interfaces the interfaces that it opens
/// @param opens what the factory value opens
/// @param change how a user defines a value of their own, where they can
public record CredentialSpec(
        CredentialName name,
        String kind,
        String username,
        List<InterfaceName> interfaces,
        FactorySource factory,
        Opens opens,
        Optional<Change> change) {
    public CredentialSpec {
        interfaces = List.copyOf(interfaces);
    }

    /// What a factory value is good for. PSTI Sch.1 1(1) speaks of products that are not in
    /// factory-default state: a value that opens nothing but the set-up opens no such product.
    public enum Opens {
        USE,
        SET_UP
    }

    /// The dialogue in which a user defines a password.
    public record Change(InterfaceName interfaceName, String dialogue) {}
}
