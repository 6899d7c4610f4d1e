package org.proofmark.rigagent.run;

/// Whether an operator's order may begin.
public sealed interface HandStart {
    /// It has begun.
    ///
    /// @param taken the lease is a new one
    record Begun(boolean taken) implements HandStart {}

    /// It may not.
    ///
    /// @param code `slot-busy`, `slot-ending`, `lease-ended`, `agent-stops`
    /// @param text for people
    record Refused(String code, String text) implements HandStart {}
}
