package org.proofmark.rigagent.run;

import java.time.Duration;
import java.util.Optional;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.slot.Operation;
import org.proofmark.rigagent.slot.OperationListener;

/// Hears what becomes of orders and attempts, for those who count. Called on the thread on which it
/// happens: returns at once.
public interface AttemptListener extends OperationListener {
    /// Nobody listens.
    AttemptListener DEAF = new Deaf();

    /// An order was not taken.
    void refused();

    /// An attempt has ended.
    ///
    /// @param fault what broke it; empty where it was completed
    void ended(Optional<Fault> fault);

    /// A piece of evidence was stored.
    void evidence(long bytes);

    /// Hears nothing.
    record Deaf() implements AttemptListener {
        @Override
        public void refused() {}

        @Override
        public void ended(Optional<Fault> fault) {}

        @Override
        public void evidence(long bytes) {}

        @Override
        public void done(SlotName slot, Operation operation, Duration took, String outcome) {}
    }
}
