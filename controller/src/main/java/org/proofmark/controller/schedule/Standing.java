package org.proofmark.controller.schedule;

import java.time.Instant;

/// Whether a slot can take work, apart from who holds it.
public sealed interface Standing {
    /// Its rig is there and the slot takes runs.
    record Ready() implements Standing {}

    /// Its rig was not heard of for 3 s, or its stream is gone.
    record RigSuspect() implements Standing {}

    /// Its rig was not heard of for 5 s, or never since the controller started.
    record RigLost() implements Standing {}

    /// The rig says that it has no such slot.
    record NoSuchSlot() implements Standing {}

    /// The rig says why the slot takes no runs.
    record OutOfService(String why) implements Standing {}

    /// An operator has hands on it.
    ///
    /// @param by who, for people
    /// @param until when the operator's lease ends, for people
    record InHand(String by, Instant until) implements Standing {}

    /// The holder was not heard of until the lease's hard end.
    record LeaseExpired() implements Standing {}
}
