package org.proofmark.rigagent.slot;

/// What a slot is at.
public enum SlotState {
    /// In its safe state.
    FREE,
    /// A campaign has it between two attempts, or an operator has it.
    RESERVED,
    /// An attempt runs.
    BUSY,
    /// Its power could not be cut with proof; the next attempt begins with a self-test.
    QUARANTINED,
    /// It takes no runs: the rig's disk is full.
    OUT_OF_SERVICE
}
