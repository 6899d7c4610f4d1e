package org.proofmark.cli.progress;

import org.proofmark.proto.run.v1.Campaign;

/// The protocol's states in words for people.
public final class Words {
    private Words() {}

    /// What a campaign is at, and why it waits where it does.
    public static String state(Campaign campaign) {
        var state = plain(campaign.getState().name(), "CAMPAIGN_STATE_");
        return campaign.getWaitingCode().isEmpty()
                ? state
                : state + ": " + campaign.getWaitingCode() + ": " + campaign.getWaitingText();
    }

    /// `RUN_STATE_RUNNING` without its prefix, in lower case.
    public static String plain(String constant, String prefix) {
        return constant.substring(prefix.length()).toLowerCase(java.util.Locale.ROOT);
    }
}
