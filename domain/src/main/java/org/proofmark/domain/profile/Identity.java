package org.proofmark.domain.profile;

/// Which model this is.
///
/// @param firmware the version that the maker states, or empty
public record Identity(String manufacturer, String model, String firmware) {}
