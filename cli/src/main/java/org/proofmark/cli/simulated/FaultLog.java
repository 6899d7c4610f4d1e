package org.proofmark.cli.simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.cli.client.CampaignListener;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.Run;
import org.proofmark.proto.run.v1.RunRecordView;

/// Remembers which rig faults the attempts of campaigns met. Thread-safe.
final class FaultLog {
    private final Map<String, Map<String, String>> byCampaign = new HashMap<>();

    /// A listener that notes the faults and passes everything on.
    CampaignListener before(CampaignListener next) {
        return new CampaignListener() {
            @Override
            public void changed(Campaign campaign) {
                note(campaign);
                next.changed(campaign);
            }

            @Override
            public void recorded(RunRecordView rec) {
                next.recorded(rec);
            }
        };
    }

    private synchronized void note(Campaign campaign) {
        var faults =
                byCampaign.computeIfAbsent(campaign.getCampaignId(), id -> new LinkedHashMap<>());
        for (Run run : campaign.getRunsList()) {
            if (run.hasFault()) {
                faults.put(run.getRunId() + "#" + run.getAttempt(), run.getFault().getCode());
            }
        }
    }

    synchronized List<String> codes(String campaignId) {
        var codes = byCampaign.getOrDefault(campaignId, Map.of()).values();
        return new ArrayList<>(codes).stream().distinct().toList();
    }
}
