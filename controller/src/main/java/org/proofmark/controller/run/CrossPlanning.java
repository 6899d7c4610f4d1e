package org.proofmark.controller.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.firmware.FirmwareStrings;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.credential.FoundSecret;
import org.proofmark.credential.PopulationAnalyser;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.verdict.SecretAnalysis.SearchedImage;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.SecretAnalysis.Studied;
import org.proofmark.seal.BrokenSealException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens between the phases: the secrets of all units are compared once, in memory, and
/// every unit whose collect run completed gets a cross run, where there are two or more of them.
final class CrossPlanning {
    private static final Logger LOG = LoggerFactory.getLogger(CrossPlanning.class);

    private final Store store;
    private final Secrets secrets;
    private final PopulationAnalyser analyser;
    private final BlobStore blobs;

    CrossPlanning(Store store, Secrets secrets, PopulationAnalyser analyser, BlobStore blobs) {
        this.store = store;
        this.secrets = secrets;
        this.analyser = analyser;
        this.blobs = blobs;
    }

    /// Carries the analysis out and puts it on record with the cross runs, at once.
    ///
    /// @return false where that was done already, or the campaign was cancelled
    boolean plan(CampaignId id) {
        var wanted =
                store.campaigns().campaign(id).filter(c -> c.state() == CampaignState.COLLECTING);
        return wanted.isPresent() && plan(wanted.get());
    }

    private boolean plan(CampaignRow row) {
        var campaign = row.id();
        var collect =
                store.campaigns().runs(campaign).stream()
                        .filter(r -> r.phase() == Phase.COLLECT)
                        .toList();
        var found = found(collect);
        var studies = studied(row, collect, found);
        var analysis = analyser.analyse(found).with(studies.studied(), studies.images());
        return store.campaigns().planCross(campaign, analysis, crossRuns(campaign, collect));
    }

    private List<FoundSecret> found(List<RunRow> collect) {
        var found = new ArrayList<FoundSecret>();
        for (var run : collect) {
            // the attempt that counts; where none completed, what the latest one saw
            var attempt = run.completed().or(run::latest);
            if (attempt.isEmpty()) {
                continue;
            }
            for (var secret : store.records().secrets(attempt.get().id())) {
                try {
                    var value = new String(secrets.open(secret.sealed()), StandardCharsets.UTF_8);
                    found.add(
                            new FoundSecret(
                                    new SecretRef(
                                            run.unit(), attempt.get().id().number(), secret.id()),
                                    value));
                } catch (BrokenSealException e) {
                    LOG.warn(
                            "secret {} of {} is left out of the analysis: {}",
                            secret.id(),
                            attempt.get().id(),
                            e.getMessage());
                }
            }
        }
        return found;
    }

    /// What was searched, and in what.
    private record Studies(List<Studied> studied, List<SearchedImage> images) {}

    /// Searches what the values are derived from. A search that breaks off leaves that question
    /// open and must not keep the campaign from going on.
    private Studies studied(CampaignRow campaign, List<RunRow> collect, List<FoundSecret> found) {
        var values = new HashMap<SecretRef, String>();
        found.forEach(f -> values.put(f.ref(), f.value()));
        try {
            var strings = strings(campaign.order().images().firmware());
            var studies = new PopulationStudies(strings.tried());
            for (var run : collect) {
                run.completed()
                        .or(run::latest)
                        .ifPresent(attempt ->
                                add(run, attempt, batch(campaign.id(), run), values, studies));
            }
            return new Studies(
                    studies.studied(),
                    campaign.order().images().firmware().stream()
                            .map(digest ->
                                    new SearchedImage(
                                            digest, strings.tried().size(), strings.found()))
                            .toList());
        } catch (RuntimeException | IOException e) {
            LOG.error("campaign {}: the search for derivations broke off", campaign.id(), e);
            return new Studies(List.of(), List.of());
        }
    }

    private FirmwareStrings strings(Optional<Digest> image) throws IOException {
        return image.isPresent()
                ? FirmwareStrings.of(blobs.bytes(image.get()))
                : new FirmwareStrings(List.of(), 0);
    }

    private String batch(CampaignId campaign, RunRow run) {
        return store.campaigns().units(campaign).stream()
                .filter(u -> u.unit().equals(run.unit()))
                .map(UnitRow::batch)
                .findFirst()
                .orElse("");
    }

    private void add(
            RunRow run,
            AttemptRow attempt,
            String batch,
            Map<SecretRef, String> values,
            PopulationStudies studies) {
        var seen =
                store.records().records(run.id()).stream()
                        .map(StoredRecord::record)
                        .filter(r -> r.attempt().equals(attempt.id()))
                        .map(RunRecord::what)
                        .filter(What.Observed.class::isInstance)
                        .map(w -> ((What.Observed) w).observation())
                        .toList();
        var identifiers = Identifiers.of(batch, seen);
        for (var observation : seen) {
            if (observation instanceof CredentialTaken taken) {
                var ref = new SecretRef(run.unit(), attempt.id().number(), taken.secret().id());
                var value = values.get(ref);
                if (value != null) {
                    studies.add(taken, ref, value, identifiers);
                }
            }
        }
    }

    private static List<RunRow> crossRuns(CampaignId campaign, List<RunRow> collect) {
        var through = collect.stream().filter(r -> r.state() == RunState.COMPLETED).toList();
        if (through.size() < 2) {
            return List.of();
        }
        var cross = new ArrayList<RunRow>();
        for (var run : through) {
            cross.add(
                    new RunRow(
                            new RunId(campaign + "-cross-" + (collect.indexOf(run) + 1)),
                            campaign,
                            run.unit(),
                            run.slot(),
                            Phase.CROSS,
                            RunState.WAITING,
                            List.of()));
        }
        return cross;
    }
}
