package org.proofmark.controller.run;

import org.proofmark.controller.fleet.RigReport;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;

/// What the [Dispatcher] takes from its queue, in order.
sealed interface DispatchEvent {
    /// Something changed: plan.
    record Look() implements DispatchEvent {}

    /// A rig is there, or back.
    record Connected(RigId rig, RigReport report) implements DispatchEvent {}

    /// A rig's heartbeat.
    record Heard(RigId rig, RigReport report) implements DispatchEvent {}

    /// A rig took an order, or says why not.
    record Replied(RigId rig, Attempt attempt, boolean accepted, String reason)
            implements DispatchEvent {}

    /// Time has passed.
    record Tick() implements DispatchEvent {}
}
