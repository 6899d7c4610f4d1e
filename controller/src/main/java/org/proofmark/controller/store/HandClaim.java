package org.proofmark.controller.store;

import org.proofmark.domain.run.CampaignId;

/// What became of an operator's claim of a slot.
public sealed interface HandClaim {
    /// The operator has the slot.
    ///
    /// @param fresh the lease is a new one
    record Held(HandLeaseRow lease, boolean fresh) implements HandClaim {}

    /// Another operator has it.
    record OfOperator(HandLeaseRow lease) implements HandClaim {}

    /// A campaign has it.
    record OfCampaign(CampaignId campaign) implements HandClaim {}
}
