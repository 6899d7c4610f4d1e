package org.proofmark.controller.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;

/// A campaign as stored.
///
/// @param position order of submission, from 1
/// @param order what was asked for
/// @param endTime once it is over
/// @param cancelReason empty where it was not cancelled
/// @param analysis once the collect phase has ended
/// @param desk once the desk run has ended
public record CampaignRow(
        CampaignId id,
        long position,
        Order order,
        CampaignState state,
        Instant createTime,
        Optional<Instant> endTime,
        String cancelReason,
        Optional<SecretAnalysis> analysis,
        Optional<List<PageEvidence>> desk) {

    /// What was asked for.
    ///
    /// @param requestId the caller's, unique
    /// @param device the catalogue's id, else the profile's
    /// @param profileFile the name that errors give it
    /// @param suite its name, empty for a user's jar
    /// @param certified false for a user's jar
    /// @param preset with the resets that were asked for
    /// @param trust PEM that the desk run trusts beside the public roots; may be empty
    /// @param images that the profile names
    @SuppressWarnings("ArrayRecordComponent") // bytes for storage, never compared
    public record Order(
            String requestId,
            String device,
            String profileId,
            String profileFile,
            Digest profile,
            String suite,
            Digest suiteDigest,
            boolean certified,
            Preset preset,
            long seed,
            byte[] trust,
            Images images) {
        /// Without images.
        public Order(
                String requestId,
                String device,
                String profileId,
                String profileFile,
                Digest profile,
                String suite,
                Digest suiteDigest,
                boolean certified,
                Preset preset,
                long seed,
                byte[] trust) {
            this(
                    requestId,
                    device,
                    profileId,
                    profileFile,
                    profile,
                    suite,
                    suiteDigest,
                    certified,
                    preset,
                    seed,
                    trust,
                    Images.NONE);
        }
    }
}
