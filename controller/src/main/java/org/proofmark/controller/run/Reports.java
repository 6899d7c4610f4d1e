package org.proofmark.controller.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.report.CampaignDetail;
import org.proofmark.controller.report.Report;
import org.proofmark.controller.report.ReportContent;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.report.ReportContent.PlainSecret;
import org.proofmark.controller.report.ReportWriter;
import org.proofmark.controller.run.PlainSecrets.Asking;
import org.proofmark.controller.run.ReportDetails.RecordedRun;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.seal.BrokenSealException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports over campaigns, with the evidence that belongs to them. What was recorded of each
/// attempt is written out as a file of its own, `observations.jsonl`.
public final class Reports {
    private static final String VERSION = "0.1.0";
    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final Store store;
    private final BlobStore blobs;
    private final Secrets secrets;
    private final Campaigns campaigns;
    private final PlainSecrets plainSecrets;
    private final InstantSource clock;

    public Reports(
            Store store,
            BlobStore blobs,
            Secrets secrets,
            Campaigns campaigns,
            InstantSource clock) {
        this.store = store;
        this.blobs = blobs;
        this.secrets = secrets;
        this.campaigns = campaigns;
        this.plainSecrets = new PlainSecrets(store, secrets, clock);
        this.clock = clock;
    }

    /// The way on which plain values leave the store.
    public PlainSecrets plainSecrets() {
        return plainSecrets;
    }

    /// A report and its evidence.
    public record Bundle(Report report, List<BundleFile> files) {
        public Bundle {
            files = List.copyOf(files);
        }
    }

    /// @param plain the capture may leave the store: the device is simulated, or it was asked for
    public record BundleFile(EvidenceFile file, boolean plain) {}

    /// Judges anew and writes the report.
    ///
    /// @param asking who has the right to the plain values of the secrets found and wants them; it
    ///   is put on record
    /// @throws org.proofmark.controller.refusal.RefusedException for a campaign that is not there
    public Bundle write(List<CampaignId> ids, Optional<Asking> asking) {
        var assessments = new ArrayList<Assessment>();
        var files = new LinkedHashMap<String, BundleFile>();
        var details = new ArrayList<CampaignDetail>();
        var plain = new ArrayList<PlainSecret>();
        for (var id : ids) {
            var campaign = campaigns.view(id).campaign();
            var assessment = campaigns.assess(id);
            assessments.add(assessment);
            var own = new LinkedHashMap<String, EvidenceFile>();
            var runs = runs(id);
            for (var recorded : runs) {
                runFiles(campaign, recorded, asking.isPresent(), files, own);
            }
            deskFiles(campaign, files, own);
            asking.ifPresent(a -> plain.addAll(plainSecrets.all(id, a)));
            details.add(
                    new ReportDetails(campaign, runs, own, blobs, masking(runs))
                            .of(assessment, campaigns.evidence(id)));
        }
        var content =
                new ReportContent(
                        VERSION,
                        clock.instant(),
                        assessments,
                        details,
                        files.values().stream().map(BundleFile::file).toList(),
                        plain);
        return new Bundle(new ReportWriter().write(content), List.copyOf(files.values()));
    }

    private List<RecordedRun> runs(CampaignId id) {
        return store.campaigns().runs(id).stream()
                .map(run -> new RecordedRun(run, store.records().records(run.id())))
                .toList();
    }

    /// Of every secret that was found on a unit of the campaign or set on it.
    private Masking masking(List<RecordedRun> runs) {
        var sealed =
                runs.stream()
                        .flatMap(r -> r.run().attempts().stream())
                        .flatMap(a -> store.records().secrets(a.id()).stream())
                        .toList();
        try {
            return new Masking(
                    sealed.stream()
                            .map(s -> new String(secrets.open(s.sealed()), StandardCharsets.UTF_8))
                            .toList());
        } catch (BrokenSealException e) {
            LOG.warn("a secret cannot be opened: the report shows no excerpts of evidence", e);
            return Masking.ofEverything();
        }
    }

    private void runFiles(
            CampaignRow campaign,
            RecordedRun recorded,
            boolean withSecrets,
            Map<String, BundleFile> files,
            Map<String, EvidenceFile> own) {
        var plain = withSecrets || simulated(recorded.run());
        for (var attempt : recorded.run().attempts()) {
            var records = recorded.of(attempt);
            if (records.isEmpty()) {
                continue;
            }
            var within = recorded.folder(campaign.order().device(), attempt.id().number());
            put(files, own, within + "observations.jsonl", observations(records), true);
            for (var record : records) {
                if (record.what() instanceof What.Kept(var ref)) {
                    put(files, own, within + safe(ref.name()), ref, plain);
                }
            }
        }
    }

    private void deskFiles(
            CampaignRow campaign, Map<String, BundleFile> files, Map<String, EvidenceFile> own) {
        for (var page : campaign.desk().orElse(List.of())) {
            for (var ref : page.evidence()) {
                put(
                        files,
                        own,
                        "evidence/" + campaign.order().device() + "/desk/" + safe(ref.name()),
                        ref,
                        true);
            }
        }
    }

    /// A name that stays within its folder.
    private static String safe(String name) {
        var flat = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return flat.startsWith(".") ? "_" + flat : flat;
    }

    private void put(
            Map<String, BundleFile> files,
            Map<String, EvidenceFile> own,
            String path,
            EvidenceRef ref,
            boolean plain) {
        if (!blobs.has(ref.digest())) {
            LOG.warn("{} never came: {} is left out", ref.digest(), path);
            return;
        }
        var free = path;
        for (var n = 2; files.containsKey(free) && !same(files, free, ref); n++) {
            free = path + "." + n;
        }
        var file = new EvidenceFile(free, ref.digest(), ref.mediaType(), ref.sizeBytes());
        files.put(free, new BundleFile(file, plain));
        own.putIfAbsent(path, file);
    }

    private static boolean same(Map<String, BundleFile> files, String path, EvidenceRef ref) {
        var there = files.get(path);
        return there != null && there.file().digest().equals(ref.digest());
    }

    private EvidenceRef observations(List<RunRecord> records) {
        var lines = new ByteArrayOutputStream();
        for (var record : records) {
            lines.writeBytes((RecordJson.line(record) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        try {
            var digest = blobs.put(lines.toByteArray());
            return new EvidenceRef(digest, "observations.jsonl", "application/jsonl", lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean simulated(RunRow run) {
        return store.fleet()
                .rig(run.slot().rig())
                .flatMap(r -> r.slot(run.slot().slot()))
                .map(SlotInfo::kinds)
                .filter(k -> k.contains("process"))
                .isPresent();
    }
}
