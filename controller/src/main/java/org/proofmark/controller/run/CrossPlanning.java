package org.proofmark.controller.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.controller.store.Store;
import org.proofmark.credential.FoundSecret;
import org.proofmark.credential.PopulationAnalyser;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.verdict.SecretAnalysis;
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

    CrossPlanning(Store store, Secrets secrets, PopulationAnalyser analyser) {
        this.store = store;
        this.secrets = secrets;
        this.analyser = analyser;
    }

    /// Carries the analysis out and puts it on record with the cross runs, at once.
    ///
    /// @return false where that was done already
    boolean plan(CampaignId campaign) {
        var collect =
                store.campaigns().runs(campaign).stream()
                        .filter(r -> r.phase() == Phase.COLLECT)
                        .toList();
        var analysis = analyser.analyse(found(collect));
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
                                    new SecretAnalysis.SecretRef(
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
