package org.proofmark.bench;

/// The moment of a physical effect.
///
/// @param consolePosition bytes recorded on the console before it, so that what follows can be told
///   from what came before
/// @param monotonicNanos the rig's monotonic clock
public record Mark(long consolePosition, long monotonicNanos) {}
