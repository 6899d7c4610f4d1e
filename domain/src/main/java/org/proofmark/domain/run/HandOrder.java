package org.proofmark.domain.run;

import java.time.Duration;

/// An operator's order to a rig.
///
/// @param id of the order: one that is known is not done again
/// @param leaseId of the operator's lease of the slot, which the order takes or renews
/// @param holder who holds the slot, for people
/// @param lease how long the slot stays held from receipt; a lease that has more left keeps it
/// @param progress who orders wants to hear how far it is; a rig that is asked for none sends none,
///   since older controllers do not know such a message
public record HandOrder(
        String id,
        SlotName slot,
        String leaseId,
        String holder,
        Duration lease,
        HandAction action,
        boolean progress) {
    /// A lease lasts this long at the least and at the most.
    public static final Duration LEAST_LEASE = Duration.ofMinutes(1);

    /// See [#LEAST_LEASE].
    public static final Duration LONGEST_LEASE = Duration.ofHours(4);

    public HandOrder {
        if (id.isEmpty() || leaseId.isEmpty()) {
            throw new IllegalArgumentException("an order wants an id and that of a lease");
        }
        if (lease.compareTo(LEAST_LEASE) < 0 || lease.compareTo(LONGEST_LEASE) > 0) {
            throw new IllegalArgumentException(
                    "an operator's lease wants 1 minute to 4 hours, got " + lease);
        }
    }
}
