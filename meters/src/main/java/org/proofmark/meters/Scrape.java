package org.proofmark.meters;

/// What a scrape answers.
///
/// @param contentType to be sent as it is, version and charset included
public record Scrape(String contentType, String text) {}
