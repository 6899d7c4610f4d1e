package org.proofmark.controller.report;

import java.time.Instant;
import java.util.List;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.verdict.Assessment;

/// All that a report says.
///
/// @param version of this software
/// @param createTime when it was judged
/// @param assessments one per campaign
/// @param files the evidence folder that goes with the report; may be empty
/// @param secrets plain values, for whom has the right to them; empty otherwise, and then no value
///   stands in the report
public record ReportContent(
        String version,
        Instant createTime,
        List<Assessment> assessments,
        List<EvidenceFile> files,
        List<PlainSecret> secrets) {
    public ReportContent {
        assessments = List.copyOf(assessments);
        files = List.copyOf(files);
        secrets = List.copyOf(secrets);
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
