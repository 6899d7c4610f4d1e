package org.proofmark.domain.run;

import java.util.regex.Pattern;

/// The name of a slot within its rig.
///
/// @param value letters, digits, dots, underscores and dashes, at most 100
public record SlotName(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public SlotName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "SlotName wants letters, digits and ._-, got '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
