package org.proofmark.cli.client;

import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.RunRecordView;

/// Hears what happens in a campaign.
public interface CampaignListener {
    /// The campaign as it now is: at the start and after every change.
    void changed(Campaign campaign);

    /// A step, as it happens.
    void recorded(RunRecordView rec);

    /// Something that whoever handed the campaign in should know, on one line.
    default void noted(String text) {}
}
