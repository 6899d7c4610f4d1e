package org.proofmark.rigagent.slot;

/// What a console has seen since the agent started, whether an attempt ran or not.
///
/// @param bytes read
/// @param gaps hang-ups, and reads before which the line counted losses
/// @param lostBytes that the line counted
public record ConsoleTotals(long bytes, long gaps, long lostBytes) {
    /// Of a slot without a console.
    static final ConsoleTotals NONE = new ConsoleTotals(0, 0, 0);
}
