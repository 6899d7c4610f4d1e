package org.proofmark.controller.web.view;

/// A file of a campaign's evidence.
///
/// @param file a link where it may be read here, else its name
public record EvidenceRow(Link file, String bytes, String digest, String note) {}
