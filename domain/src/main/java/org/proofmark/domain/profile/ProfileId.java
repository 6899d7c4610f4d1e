package org.proofmark.domain.profile;

import java.util.regex.Pattern;

/// The name of a device profile, unique in a catalogue.
///
/// @param value letters, digits, dots, underscores and dashes, at most 100
public record ProfileId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public ProfileId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "ProfileId wants letters, digits and ._-, got '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
