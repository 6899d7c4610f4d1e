package org.proofmark.domain.profile;

import java.util.Optional;

/// What the maker publishes.
///
/// @param declaredBy who gave the addresses
/// @param trust PEM file beside the profile, for pages that a private root signs
public record Published(
        Page disclosure, Page support, DeclaredBy declaredBy, Optional<String> trust) {
    /// Who gave an address.
    public enum DeclaredBy {
        MAKER,
        LAB
    }

    /// Where a page is.
    public sealed interface Page {
        /// At this address.
        record At(String url) implements Page {}

        /// The maker says that there is none.
        record None() implements Page {}

        /// The profile does not say.
        record NotDeclared() implements Page {}
    }
}
