package org.proofmark.domain.run;

/// The two phases of a campaign.
public enum Phase {
    /// One run per unit, alone: what the unit does and which secrets it has.
    COLLECT,
    /// One run per unit with the other units' secrets in hand.
    CROSS
}
