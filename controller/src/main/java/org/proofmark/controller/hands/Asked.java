package org.proofmark.controller.hands;

import java.time.Duration;
import org.proofmark.controller.store.Operator;
import org.proofmark.domain.run.HandAction;
import org.proofmark.domain.run.SlotId;

/// What an operator asks for.
///
/// @param request id of it: asked again it is not done again
/// @param lease how long the slot stays held after it
/// @param takeOver another operator's lease ends with it
public record Asked(
        String request,
        SlotId slot,
        Operator operator,
        Duration lease,
        boolean takeOver,
        HandAction action) {}
