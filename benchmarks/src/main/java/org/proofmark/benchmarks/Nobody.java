package org.proofmark.benchmarks;

import org.proofmark.cli.client.CampaignListener;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.RunRecordView;

/// Follows a campaign to its end and says nothing.
final class Nobody implements CampaignListener {
    @Override
    public void changed(Campaign campaign) {
        // only its end is waited for
    }

    @Override
    public void recorded(RunRecordView rec) {
        // nothing is shown
    }
}
