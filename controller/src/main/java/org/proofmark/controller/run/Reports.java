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
import java.util.stream.Collectors;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.report.Report;
import org.proofmark.controller.report.ReportContent;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.report.ReportContent.PlainSecret;
import org.proofmark.controller.report.ReportWriter;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.SlotInfo;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.verdict.Assessment;
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
        this.clock = clock;
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
    /// @param withSecrets with the plain values of the secrets found; logged
    /// @throws org.proofmark.controller.refusal.RefusedException for a campaign that is not there
    public Bundle write(List<CampaignId> ids, boolean withSecrets) {
        var assessments = new ArrayList<Assessment>();
        var files = new LinkedHashMap<String, BundleFile>();
        var plain = new ArrayList<PlainSecret>();
        for (var id : ids) {
            var campaign = campaigns.view(id).campaign();
            assessments.add(campaigns.assess(id));
            for (var run : store.campaigns().runs(id)) {
                runFiles(campaign, run, withSecrets, files);
                if (withSecrets) {
                    plain.addAll(plainSecrets(run));
                }
            }
            deskFiles(campaign, files);
        }
        if (withSecrets) {
            LOG.warn("the report on {} holds {} secrets in plain", ids, plain.size());
        }
        var content =
                new ReportContent(
                        VERSION,
                        clock.instant(),
                        assessments,
                        files.values().stream().map(BundleFile::file).toList(),
                        plain);
        return new Bundle(new ReportWriter().write(content), List.copyOf(files.values()));
    }

    private void runFiles(
            CampaignRow campaign, RunRow run, boolean withSecrets, Map<String, BundleFile> files) {
        var plain = withSecrets || simulated(run);
        var folder = "evidence/" + campaign.order().device() + "/" + run.unit() + "/";
        Map<Attempt, List<RunRecord>> attempts =
                store.records().records(run.id()).stream()
                        .filter(r -> !r.superseded())
                        .map(StoredRecord::record)
                        .collect(
                                Collectors.groupingBy(
                                        RunRecord::attempt,
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        attempts.forEach((attempt, records) -> {
            var within =
                    folder
                            + run.phase().name().toLowerCase(java.util.Locale.ROOT)
                            + "-"
                            + attempt.number()
                            + "/";
            put(files, within + "observations.jsonl", observations(records), true);
            for (var record : records) {
                if (record.what() instanceof What.Kept(var ref)) {
                    put(files, within + safe(ref.name()), ref, plain);
                }
            }
        });
    }

    private void deskFiles(CampaignRow campaign, Map<String, BundleFile> files) {
        for (var page : campaign.desk().orElse(List.of())) {
            for (var ref : page.evidence()) {
                put(
                        files,
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

    private void put(Map<String, BundleFile> files, String path, EvidenceRef ref, boolean plain) {
        if (!blobs.has(ref.digest())) {
            LOG.warn("{} never came: {} is left out", ref.digest(), path);
            return;
        }
        var free = path;
        for (var n = 2; files.containsKey(free) && !same(files, free, ref); n++) {
            free = path + "." + n;
        }
        files.put(
                free,
                new BundleFile(
                        new EvidenceFile(free, ref.digest(), ref.mediaType(), ref.sizeBytes()),
                        plain));
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

    private List<PlainSecret> plainSecrets(RunRow run) {
        var values = new LinkedHashMap<String, byte[]>();
        run.attempts()
                .forEach(a ->
                        store.records()
                                .secrets(a.id())
                                .forEach(s -> values.put(a.id() + "/" + s.id(), s.sealed())));
        var plain = new ArrayList<PlainSecret>();
        for (var stored : store.records().records(run.id())) {
            if (stored.record().what() instanceof What.Observed(var observation)
                    && observation instanceof Observation.CredentialTaken taken) {
                var sealed = values.get(stored.record().attempt() + "/" + taken.secret().id());
                if (sealed != null) {
                    plain.add(plain(run, taken, sealed));
                }
            }
        }
        return plain.stream().distinct().toList();
    }

    private PlainSecret plain(RunRow run, Observation.CredentialTaken taken, byte[] sealed) {
        var resets = taken.stage().resets();
        return new PlainSecret(
                run.unit().value(),
                taken.credential(),
                taken.username(),
                resets == 0 ? "as delivered" : "after reset " + resets,
                new String(secrets.open(sealed), StandardCharsets.UTF_8));
    }
}
