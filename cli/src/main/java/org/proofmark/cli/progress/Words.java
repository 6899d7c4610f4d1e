package org.proofmark.cli.progress;

import org.proofmark.domain.scheme.Requirement;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.VerdictView;

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

    /// False for an INCONCLUSIVE that only says that the campaign has not ended yet.
    static boolean isSettled(Campaign campaign, VerdictView verdict) {
        return campaign.getState() == CampaignState.CAMPAIGN_STATE_ENDED
                || !verdict.getVerdict().equals("INCONCLUSIVE");
    }

    /// False for verdicts that stand in the report and decide nothing unless somebody asks.
    public static boolean decides(VerdictView verdict) {
        return !verdict.getScheme().equals(Requirement.EN_303_645);
    }

    /// `RUN_STATE_RUNNING` without its prefix, in lower case.
    public static String plain(String constant, String prefix) {
        return constant.substring(prefix.length()).toLowerCase(java.util.Locale.ROOT);
    }
}
