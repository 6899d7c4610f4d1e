package org.proofmark.rigagent.slot;

import java.time.Duration;

/// What happened to a slot's console line.
public sealed interface ConsoleEvent {
    /// The line is gone: unplugged, or it never came.
    ///
    /// @param position bytes recorded before it
    record HungUp(long position, String reason) implements ConsoleEvent {}

    /// The line is back.
    ///
    /// @param away for how long it was gone
    record Back(Duration away) implements ConsoleEvent {}

    /// The line counted bytes as lost.
    record Lost(long position, long bytes) implements ConsoleEvent {}

    /// The recording could not go on: disk full, or the recording's own limit.
    record NotRecorded(String reason) implements ConsoleEvent {}
}
