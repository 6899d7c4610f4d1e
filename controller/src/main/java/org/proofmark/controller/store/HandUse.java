package org.proofmark.controller.store;

import java.time.Instant;
import org.proofmark.domain.run.SlotId;

/// Something that an operator had done to a slot, or what came of it.
///
/// @param request ties what was asked to what came of it
/// @param action in a few words, without secrets
/// @param outcome `asked` before it is done; then `done`, `refused`, `failed` or `unknown`
/// @param detail of the outcome
public record HandUse(
        Instant time,
        Operator operator,
        SlotId slot,
        String request,
        String action,
        String outcome,
        String detail) {}
