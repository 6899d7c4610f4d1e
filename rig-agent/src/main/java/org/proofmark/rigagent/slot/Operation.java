package org.proofmark.rigagent.slot;

/// What is done to a unit, or seen of it, that takes time.
public enum Operation {
    POWER_ON,
    /// With its proof.
    POWER_OFF,
    BUTTON_PRESS,
    BUTTON_RELEASE,
    CONSOLE_WRITE,
    /// From a power-on to what the suite recorded next.
    BOOT,
    /// From the suite's record before it to that of the login's outcome.
    LOGIN
}
