package org.proofmark.domain.profile;

import java.util.Optional;

/// Which model this is.
///
/// @param firmware the version that the maker states, or empty
/// @param image file with the firmware's image, beside the profile: its strings are tried as salts
///   and keys of the passwords
public record Identity(String manufacturer, String model, String firmware, Optional<String> image) {
    /// Without an image.
    public Identity(String manufacturer, String model, String firmware) {
        this(manufacturer, model, firmware, Optional.empty());
    }
}
