package org.proofmark.rigagent.slot;

import java.time.Duration;
import org.proofmark.domain.run.SlotName;

/// Hears of operations, for those who count. Called on the thread that did it: returns at once.
@FunctionalInterface
public interface OperationListener {
    /// The outcome of an operation that a fault broke.
    String FAULT = "fault";

    /// The outcome of one that did what it should.
    String DONE = "done";

    /// @param took on the monotonic clock
    /// @param outcome `done`, `fault`, or a login's own
    void done(SlotName slot, Operation operation, Duration took, String outcome);
}
