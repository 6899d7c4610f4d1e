package org.proofmark.controller.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignRow;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.StoredRecord;
import org.proofmark.controller.store.UnitRow;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.profile.DeviceProfile;
import org.proofmark.domain.verdict.AttemptEvidence;
import org.proofmark.domain.verdict.AttemptEvidence.FaultRecord;
import org.proofmark.domain.verdict.AttemptEvidence.Observed;
import org.proofmark.domain.verdict.CampaignEvidence;
import org.proofmark.domain.verdict.CampaignEvidence.SuiteFacts;
import org.proofmark.domain.verdict.RunEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.UnitEvidence;

/// Reads what the judge looks at from the store. What came after a fence is left out.
final class EvidenceReader {
    private final Store store;
    private final BlobStore blobs;
    private final ProfileReading profiles;

    EvidenceReader(Store store, BlobStore blobs, ProfileReading profiles) {
        this.store = store;
        this.blobs = blobs;
        this.profiles = profiles;
    }

    CampaignEvidence read(CampaignRow campaign) {
        var order = campaign.order();
        var runs = store.campaigns().runs(campaign.id());
        var units = store.campaigns().units(campaign.id());
        return new CampaignEvidence(
                campaign.id(),
                order.device(),
                ProfileFactsReader.of(profile(campaign)),
                order.preset().withUnits(Math.max(1, units.size())),
                order.certified()
                        ? new SuiteFacts(order.suite(), true)
                        : new SuiteFacts(
                                "suite " + order.suiteDigest().hex().substring(0, 12), false),
                units.stream().map(u -> unit(u, runs)).toList(),
                campaign.analysis().orElse(SecretAnalysis.notMade()),
                campaign.desk().orElse(List.of()));
    }

    DeviceProfile profile(CampaignRow campaign) {
        try {
            return profiles.read(
                    campaign.order().profileFile(), blobs.bytes(campaign.order().profile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UnitEvidence unit(UnitRow unit, List<RunRow> runs) {
        return new UnitEvidence(
                unit.unit(),
                unit.batch(),
                runs.stream().filter(r -> r.unit().equals(unit.unit())).map(this::run).toList());
    }

    private RunEvidence run(RunRow run) {
        Map<Integer, List<RunRecord>> records =
                store.records().records(run.id()).stream()
                        .filter(r -> !r.superseded())
                        .map(StoredRecord::record)
                        .collect(Collectors.groupingBy(r -> r.attempt().number()));
        var last = run.attempts().size();
        return new RunEvidence(
                run.id(),
                run.phase(),
                run.attempts().stream()
                        .map(a ->
                                attempt(
                                        a,
                                        a.id().number() < last,
                                        records.getOrDefault(a.id().number(), List.of())))
                        .toList());
    }

    private static AttemptEvidence attempt(
            AttemptRow attempt, boolean overtaken, List<RunRecord> records) {
        var faults = new ArrayList<FaultRecord>();
        var observed = new ArrayList<Observed>();
        var evidence = new ArrayList<EvidenceRef>();
        var ended = false;
        for (var record : records) {
            switch (record.what()) {
                case What.Faulted f -> faults.add(new FaultRecord(record.sequence(), f.fault()));
                case What.Observed o ->
                        observed.add(
                                new Observed(
                                        record.sequence(),
                                        record.createTime(),
                                        o.observation(),
                                        List.of()));
                case What.Kept k -> evidence.add(k.evidence());
                case What.Ended _ -> ended = true;
                case What.Progress _ -> {}
            }
        }
        if (faults.isEmpty() && attempt.fault().isPresent()) {
            faults.add(new FaultRecord(Long.MAX_VALUE, attempt.fault().get()));
        }
        return new AttemptEvidence(
                attempt.id().number(),
                overtaken || attempt.state() == AttemptState.FENCED,
                ended,
                attempt.state() == AttemptState.COMPLETED,
                faults,
                observed,
                evidence);
    }
}
