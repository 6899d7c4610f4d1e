package org.proofmark.controller.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.proofmark.domain.run.SlotId;

/// Operators' leases of slots. A slot that a campaign holds has none, and the other way round.
public interface HandStore {
    /// Takes or renews a lease. One operator is the same as another with the same certificate and
    /// name.
    ///
    /// @param freshId of the lease where it is a new one
    /// @param term from now; a lease that has more left keeps it
    /// @param takeOver another operator's lease ends with it; never a campaign's
    HandClaim claim(
            SlotId slot,
            String freshId,
            Operator operator,
            Instant now,
            Duration term,
            boolean takeOver);

    /// Ends a lease.
    ///
    /// @return false where the slot is not held by it
    boolean end(SlotId slot, String id);

    /// Every lease, by rig and slot.
    List<HandLeaseRow> leases();
}
