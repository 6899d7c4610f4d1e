package org.proofmark.domain.profile;

import java.util.regex.Pattern;

/// The profile's name of an interface of the device, such as `web` or `uart`.
///
/// @param value letters, digits, dots, underscores and dashes, at most 100
public record InterfaceName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public InterfaceName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "InterfaceName wants letters, digits and ._-, got '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
