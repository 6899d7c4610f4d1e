package org.proofmark.domain.profile;

import java.util.List;

/// A credential and where it comes from.
///
/// @param kind `password` or `wifi-passphrase` are judged under PSTI Sch.1 para 1; others are not
///   passwords (1(5))
/// @param username the account it opens, empty where there is none
/// @param interfaces the interfaces that it opens
public record CredentialSpec(
        CredentialName name,
        String kind,
        String username,
        List<InterfaceName> interfaces,
        FactorySource factory) {
    public CredentialSpec {
        interfaces = List.copyOf(interfaces);
    }
}
