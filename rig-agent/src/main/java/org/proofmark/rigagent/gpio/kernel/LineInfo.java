package org.proofmark.rigagent.gpio.kernel;

/// What the kernel says of a line.
///
/// @param offset the line's number on its chip
/// @param name as the board's description names it; empty where it does not
/// @param consumer who holds it; empty where nobody does, or where the holder gave no name
/// @param flags as `linux/gpio.h` has them
public record LineInfo(int offset, String name, String consumer, long flags) {
    /// Whether a process or a driver of the kernel holds it.
    public boolean used() {
        return (flags & Uapi.FLAG_USED) != 0;
    }

    public boolean output() {
        return (flags & Uapi.FLAG_OUTPUT) != 0;
    }

    public boolean activeLow() {
        return (flags & Uapi.FLAG_ACTIVE_LOW) != 0;
    }

    public boolean openDrain() {
        return (flags & Uapi.FLAG_OPEN_DRAIN) != 0;
    }

    public boolean pulledUp() {
        return (flags & Uapi.FLAG_PULL_UP) != 0;
    }

    public boolean pulledDown() {
        return (flags & Uapi.FLAG_PULL_DOWN) != 0;
    }
}
