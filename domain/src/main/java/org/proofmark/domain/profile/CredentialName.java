package org.proofmark.domain.profile;

import java.util.regex.Pattern;

/// The profile's name of a credential, such as `admin`.
///
/// @param value letters, digits, dots, underscores and dashes, at most 100
public record CredentialName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public CredentialName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "CredentialName wants letters, digits and ._-, got '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
