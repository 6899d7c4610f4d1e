package org.proofmark.virtuallab.process;

import java.time.Duration;

/// A fault of the rig that the lab plays, as data of a slot's settings (`faults`). Power cycles are
/// counted from 1 since the slot was opened; a fault with a cycle happens in that one.
sealed interface LabFault {
    /// The supply does not open any more: `off` leaves the device running, from this power cycle
    /// on.
    record PowerStuck(int fromCycle) implements LabFault {}

    /// The cable of the console falls out after so many bytes of the device in that power cycle,
    /// and is back after `outage`. What the device sends meanwhile is lost, and nobody counts it.
    record ConsoleUnplug(int atCycle, long afterBytes, Duration outage) implements LabFault {}

    /// So many bytes are lost after so many were delivered in that power cycle, and the line counts
    /// them.
    record ConsoleLoss(int atCycle, long afterBytes, long bytes) implements LabFault {}

    /// The cable of the device's network falls out when the device's byte after so many came over
    /// the console in that power cycle, and is back after `outage`.
    record CableOut(int atCycle, long afterBytes, Duration outage) implements LabFault {}

    /// The button's line is dead: the device never learns of a press.
    record ButtonDead() implements LabFault {}
}
