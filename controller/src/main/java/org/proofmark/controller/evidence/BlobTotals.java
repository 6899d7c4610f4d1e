package org.proofmark.controller.evidence;

/// What was stored since the store was opened: evidence, suites and profiles, each once.
///
/// @param blobs that have become whole
/// @param bytes of them, plain
public record BlobTotals(long blobs, long bytes) {}
