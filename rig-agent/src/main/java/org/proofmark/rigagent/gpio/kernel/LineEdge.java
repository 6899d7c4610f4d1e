package org.proofmark.rigagent.gpio.kernel;

/// A change of an input's level.
///
/// @param active the level that it changed to
/// @param nanos when, by the kernel, on the monotonic clock that [System#nanoTime] reads too
/// @param sequence counts the line's edges from 1; a step beyond one means edges that the kernel
///   could not keep
/// @param uncertaintyNanos by how much the edge may have come before `nanos`: 0 where the kernel
///   took the time, the time between two looks on a chip without interrupts
public record LineEdge(boolean active, long nanos, long sequence, long uncertaintyNanos) {}
