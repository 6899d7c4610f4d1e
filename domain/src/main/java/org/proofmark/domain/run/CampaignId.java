package org.proofmark.domain.run;

import java.util.regex.Pattern;

/// The name of a campaign: one profile, one suite, some units.
///
/// @param value letters, digits, dots, underscores and dashes, at most 100
public record CampaignId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    public CampaignId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "CampaignId wants letters, digits and ._-, got '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
