package org.proofmark.domain.profile;

import java.util.Optional;
import java.util.regex.Pattern;

/// Where the factory credential is.
public sealed interface FactorySource {
    /// Printed on the unit, under this key.
    ///
    /// @param usernameKey the key of the account's name, where that is printed too
    record Label(String key, Optional<String> usernameKey) implements FactorySource {}

    /// On the console after a boot or a reset; group 1 is the value.
    record Uart(Pattern pattern) implements FactorySource {}

    /// On a page; the dialogue extracts it as `password`.
    record Page(InterfaceName interfaceName, String dialogue) implements FactorySource {}

    /// In the manual: the same for all.
    record Stated(String value) implements FactorySource {}

    /// There is none: the user defines the password before use.
    record UserDefined() implements FactorySource {}
}
