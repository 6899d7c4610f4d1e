package org.proofmark.controller.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.verdict.Assessment;

/// All that a report says.
///
/// @param version of this software
/// @param createTime when it was judged
/// @param assessments one per campaign
/// @param campaigns what is on record of them; an assessment without one is reported without it
/// @param files the evidence folder that goes with the report; may be empty
/// @param secrets plain values, for whom has the right to them; empty otherwise, and then no value
///   stands in the report
public record ReportContent(
        String version,
        Instant createTime,
        List<Assessment> assessments,
        List<CampaignDetail> campaigns,
        List<EvidenceFile> files,
        List<PlainSecret> secrets) {
    public ReportContent {
        assessments = List.copyOf(assessments);
        campaigns = List.copyOf(campaigns);
        files = List.copyOf(files);
        secrets = List.copyOf(secrets);
    }

    /// What is on record of a campaign.
    Optional<CampaignDetail> campaign(CampaignId id) {
        return campaigns.stream().filter(c -> c.campaign().equals(id)).findFirst();
    }

    /// A file of the evidence folder.
    ///
    /// @param path relative to the folder of the report, such as `evidence/u1/console.raw`
    /// @param digest over the bytes of that file
    /// @param sizeBytes 0 or more
    public record EvidenceFile(String path, Digest digest, String mediaType, long sizeBytes) {}

    /// A secret that was found on a unit, in plain.
    ///
    /// @param when in words, such as `as delivered` or `after reset 2`
    public record PlainSecret(
            String unit, String credential, String username, String when, String value) {
        /// Without the value.
        @Override
        public String toString() {
            return "PlainSecret[" + unit + ", " + credential + ", " + when + "]";
        }
    }
}
