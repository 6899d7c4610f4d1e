package org.proofmark.controller.store;

/// Where a campaign is.
public enum CampaignState {
    /// For its slots.
    WAITING,
    COLLECTING,
    /// The secrets are compared, the cross runs planned; also while pages and evidence are awaited.
    CROSSING,
    ENDED,
    CANCELLED;

    /// True where nothing more is done.
    public boolean over() {
        return this == ENDED || this == CANCELLED;
    }
}
