package org.proofmark.controller.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.Sighting;

/// What is on record of a campaign beside what was judged from it. Holds no secret's value.
///
/// @param product what was tested, as the profile says
/// @param plan what was asked for
/// @param attempts every one there was, by unit, phase and number
/// @param secrets what the comparison of the secrets' values gave; empty until it was made
/// @param named what each secret is that was compared
/// @param pages one per published page that was looked for
/// @param excerpts what evidence shows of the records that reasons point to
public record CampaignDetail(
        CampaignId campaign,
        Product product,
        Plan plan,
        List<AttemptDetail> attempts,
        Optional<SecretAnalysis> secrets,
        List<NamedSecret> named,
        List<PageEvidence> pages,
        List<Excerpt> excerpts) {
    public CampaignDetail {
        attempts = List.copyOf(attempts);
        named = List.copyOf(named);
        pages = List.copyOf(pages);
        excerpts = List.copyOf(excerpts);
    }

    /// A device model as its profile names it.
    ///
    /// @param resetPaths every way back to factory-default that the profile knows
    /// @param interfaces the documented ones
    public record Product(
            String manufacturer, String model, List<String> resetPaths, List<String> interfaces) {
        public Product {
            resetPaths = List.copyOf(resetPaths);
            interfaces = List.copyOf(interfaces);
        }

        /// `Acme Cam 3`, or an empty text.
        public String name() {
            return (manufacturer + " " + model).strip();
        }
    }

    /// What was asked for.
    ///
    /// @param suite its name, or the beginning of a user's jar's digest
    /// @param cancelReason empty where it was not cancelled
    public record Plan(
            Preset preset,
            String suite,
            Digest suiteDigest,
            String profile,
            Digest profileDigest,
            long seed,
            Instant createTime,
            Optional<Instant> endTime,
            String cancelReason) {}

    /// An attempt.
    ///
    /// @param number from 1
    /// @param counts it is the one that decides its run, or the only one there is
    /// @param state in words
    /// @param slot `rig/slot`
    /// @param superseded records that came after a fence and count for nothing
    /// @param folder of its evidence, relative to the report; empty where there is none
    public record AttemptDetail(
            UnitId unit,
            Phase phase,
            int number,
            boolean counts,
            String state,
            String slot,
            Instant orderTime,
            Optional<Fault> fault,
            List<Line> lines,
            int superseded,
            String folder) {
        public AttemptDetail {
            lines = List.copyOf(lines);
        }
    }

    /// A secret by its name, never by its value.
    ///
    /// @param when such as `as delivered` or `after reset 2`
    public record NamedSecret(SecretRef ref, String credential, String when) {}

    /// Records that follow each other and say the same.
    ///
    /// @param first the first one's sequence
    /// @param last the last one's sequence
    public record Line(long first, long last, Instant time, String text) {}

    /// What evidence shows around a record.
    ///
    /// @param code of the reason
    /// @param text what the record says
    /// @param clips empty where only the record shows it
    public record Excerpt(String code, Sighting at, String text, List<Clip> clips) {
        public Excerpt {
            clips = List.copyOf(clips);
        }
    }

    /// A piece of a file of the evidence folder, with secrets masked.
    ///
    /// @param path of the file, relative to the report
    /// @param place where in it, for people
    /// @param lines as they stand there, made printable
    public record Clip(String path, String place, List<String> lines) {
        public Clip {
            lines = List.copyOf(lines);
        }
    }
}
