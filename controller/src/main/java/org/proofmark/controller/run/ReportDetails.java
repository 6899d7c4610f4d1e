package org.proofmark.controller.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.report.CampaignDetail;
import org.proofmark.controller.report.CampaignDetail.AttemptDetail;
import org.proofmark.controller.report.CampaignDetail.Excerpt;
import org.proofmark.controller.report.CampaignDetail.Line;
import org.proofmark.controller.report.CampaignDetail.NamedSecret;
import org.proofmark.controller.report.CampaignDetail.Plan;
import org.proofmark.controller.report.CampaignDetail.Product;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.CampaignEvidence;
import org.proofmark.domain.verdict.ProfileFacts;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.Sighting;

/// Gathers what a report says of one campaign beside its verdicts.
final class ReportDetails {
    /// Of one attempt; `observations.jsonl` has them all.
    private static final int MAX_LINES = 500;

    /// Per verdict and reason, one per unit first.
    private static final int MAX_EXCERPTS = 3;

    private final CampaignRow campaign;
    private final List<RecordedRun> runs;
    private final Map<String, EvidenceFile> files;
    private final BlobStore blobs;
    private final Masking masking;

    /// A run with all of its records.
    record RecordedRun(RunRow run, List<StoredRecord> records) {
        List<RunRecord> of(AttemptRow attempt) {
            return records.stream()
                    .filter(r -> !r.superseded() && r.record().attempt().equals(attempt.id()))
                    .map(StoredRecord::record)
                    .toList();
        }

        long superseded(AttemptRow attempt) {
            return records.stream()
                    .filter(r -> r.superseded() && r.record().attempt().equals(attempt.id()))
                    .count();
        }

        /// The folder of an attempt's evidence.
        String folder(String device, int attempt) {
            return "evidence/"
                    + device
                    + "/"
                    + run.unit()
                    + "/"
                    + run.phase().name().toLowerCase(Locale.ROOT)
                    + "-"
                    + attempt
                    + "/";
        }
    }

    /// @param files of the campaign, by the paths that docs/evidence.md gives them; two campaigns
    ///   of one device in a report cannot both have them
    /// @param masking of every secret of the campaign
    ReportDetails(
            CampaignRow campaign,
            List<RecordedRun> runs,
            Map<String, EvidenceFile> files,
            BlobStore blobs,
            Masking masking) {
        this.campaign = campaign;
        this.runs = List.copyOf(runs);
        this.files = Map.copyOf(files);
        this.blobs = blobs;
        this.masking = masking;
    }

    CampaignDetail of(Assessment assessment, CampaignEvidence evidence) {
        return new CampaignDetail(
                campaign.id(),
                product(evidence.profile()),
                plan(evidence),
                runs.stream()
                        .flatMap(r -> r.run().attempts().stream().map(a -> attempt(r, a)))
                        .toList(),
                campaign.analysis(),
                named(),
                campaign.desk().orElse(List.of()),
                excerpts(assessment));
    }

    private static Product product(ProfileFacts profile) {
        return new Product(
                profile.manufacturer(),
                profile.model(),
                profile.resetPaths(),
                profile.interfaces().stream().map(i -> i.name().value()).toList());
    }

    private Plan plan(CampaignEvidence evidence) {
        var order = campaign.order();
        return new Plan(
                evidence.preset(),
                evidence.suite().name(),
                order.suiteDigest(),
                order.profileId(),
                order.profile(),
                order.seed(),
                campaign.createTime(),
                campaign.endTime(),
                campaign.cancelReason());
    }

    private AttemptDetail attempt(RecordedRun recorded, AttemptRow attempt) {
        var run = recorded.run();
        var number = attempt.id().number();
        var folder = recorded.folder(campaign.order().device(), number);
        var deciding = run.completed().or(run::latest);
        return new AttemptDetail(
                run.unit(),
                run.phase(),
                number,
                deciding.filter(d -> d.id().equals(attempt.id())).isPresent(),
                words(attempt.state()),
                run.slot().rig() + "/" + run.slot().slot(),
                attempt.orderTime(),
                attempt.fault().map(this::masked),
                lines(recorded.of(attempt)),
                Math.toIntExact(recorded.superseded(attempt)),
                files.keySet().stream().anyMatch(f -> f.startsWith(folder)) ? folder : "");
    }

    private static String words(AttemptState state) {
        return switch (state) {
            case ORDERED -> "ordered, nothing heard of it yet";
            case RUNNING -> "running";
            case COMPLETED -> "completed";
            case FAULTED -> "ended by a fault";
            case REFUSED -> "refused by the rig, never begun";
            case FENCED ->
                    "fenced: a later attempt may take over, what came after counts for nothing";
            case CANCELLED -> "cancelled";
        };
    }

    private Fault masked(Fault fault) {
        return new Fault(
                fault.code(),
                masking.mask(fault.what()),
                fault.step(),
                fault.waited(),
                masking.mask(fault.lastOutput()));
    }

    private List<Line> lines(List<RunRecord> records) {
        var lines = new ArrayList<Line>();
        for (var record : records) {
            if (record.what() instanceof What.Kept) {
                continue;
            }
            var text = masking.mask(RecordText.of(record));
            var last = lines.isEmpty() ? null : lines.getLast();
            if (last != null && last.text().equals(text)) {
                lines.set(
                        lines.size() - 1,
                        new Line(last.first(), record.sequence(), last.time(), text));
            } else if (lines.size() < MAX_LINES) {
                lines.add(
                        new Line(record.sequence(), record.sequence(), record.createTime(), text));
            }
        }
        return lines;
    }

    private List<NamedSecret> named() {
        var named = new ArrayList<NamedSecret>();
        for (var recorded : runs) {
            for (var stored : recorded.records()) {
                seen(stored.record(), CredentialTaken.class)
                        .map(taken -> named(recorded.run(), stored.record(), taken))
                        .ifPresent(named::add);
            }
        }
        return named.stream().distinct().toList();
    }

    private static NamedSecret named(RunRow run, RunRecord record, CredentialTaken taken) {
        var resets = taken.stage().resets();
        return new NamedSecret(
                new SecretRef(run.unit(), record.attempt().number(), taken.secret().id()),
                taken.credential(),
                resets == 0 ? "as delivered" : "after reset " + resets);
    }

    private static Optional<Observation> seen(RunRecord record) {
        return record.what() instanceof What.Observed(var observation)
                ? Optional.of(observation)
                : Optional.empty();
    }

    private static <T extends Observation> Optional<T> seen(RunRecord record, Class<T> kind) {
        return seen(record).filter(kind::isInstance).map(kind::cast);
    }

    private List<Excerpt> excerpts(Assessment assessment) {
        var pointers =
                Stream.concat(
                        assessment.verdicts().stream().map(v -> v.sightings()),
                        assessment.findings().stream()
                                .map(f -> Map.of(f.reason().code(), f.sightings())));
        return pointers.flatMap(byCode -> byCode.entrySet().stream())
                .flatMap(e -> chosen(e.getValue()).stream().flatMap(s -> excerpts(e.getKey(), s)))
                .distinct()
                .toList();
    }

    private static List<Sighting> chosen(List<Sighting> sightings) {
        var units = new HashSet<String>();
        var first = sightings.stream().filter(s -> units.add(s.unit().value())).toList();
        return Stream.concat(first.stream(), sightings.stream())
                .distinct()
                .limit(MAX_EXCERPTS)
                .toList();
    }

    private Stream<Excerpt> excerpts(String code, Sighting at) {
        var recorded =
                runs.stream()
                        .filter(r ->
                                r.run().unit().equals(at.unit())
                                        && r.run().phase() == at.phase()
                                        && at.attempt() <= r.run().attempts().size())
                        .findFirst();
        if (recorded.isEmpty()) {
            return Stream.empty();
        }
        var records = recorded.get().of(recorded.get().run().attempts().get(at.attempt() - 1));
        var found = records.stream().filter(r -> r.sequence() == at.sequence()).findFirst();
        var opened = found.flatMap(r -> opened(r, records));
        var clips = clips(recorded.get(), at.attempt());
        return Stream.of(found, opened)
                .flatMap(Optional::stream)
                .map(r ->
                        new Excerpt(
                                code,
                                new Sighting(at.unit(), at.phase(), at.attempt(), r.sequence()),
                                masking.mask(text(r)),
                                clips.of(span(r, records))));
    }

    /// A password that was taken counts since it opened the device: that login, too.
    private static Optional<RunRecord> opened(RunRecord record, List<RunRecord> records) {
        return seen(record, CredentialTaken.class)
                .flatMap(taken -> records.stream().filter(r -> opens(taken, r)).findFirst());
    }

    private static boolean opens(CredentialTaken credential, RunRecord record) {
        return seen(record, LoginTried.class)
                .filter(login ->
                        login.role() == SecretRole.FACTORY
                                && login.outcome() == LoginOutcome.ACCEPTED
                                && login.secretId().equals(credential.secret().id())
                                && login.stage().resets() == credential.stage().resets())
                .isPresent();
    }

    private Clips clips(RecordedRun recorded, int attempt) {
        var folder = recorded.folder(campaign.order().device(), attempt);
        return new Clips(blobs, masking, name -> Optional.ofNullable(files.get(folder + name)));
    }

    /// From the record before to this one; of a fault, all that came before it.
    private static Clips.Span span(RunRecord record, List<RunRecord> records) {
        var before =
                record.what() instanceof What.Faulted
                        ? Long.MIN_VALUE
                        : records.stream()
                                .filter(r -> r.sequence() < record.sequence())
                                .mapToLong(RunRecord::monotonicNanos)
                                .max()
                                .orElse(Long.MIN_VALUE);
        return new Clips.Span(before, record.monotonicNanos());
    }

    private static String text(RunRecord record) {
        var detail = seen(record, LoginTried.class).map(LoginTried::detail).orElse("");
        return RecordText.of(record) + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
