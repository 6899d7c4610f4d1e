package org.proofmark.controller.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.proofmark.controller.run.Overview;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.CampaignStore;
import org.proofmark.controller.store.RunState;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.meters.Meters;
import org.proofmark.meters.Row;
import org.proofmark.meters.Tally;

/// Counts what campaigns do, from one overview to the next. Told by one thread, read by others.
final class Work {
    private static final String ASSERTIONS = "assertions";
    private static final List<String> REQUIREMENTS =
            Stream.of(Requirement.PASSWORDS, Requirement.REPORTING, Requirement.SUPPORT_PERIOD)
                    .map(Requirement::name)
                    .toList();

    private final CampaignStore store;
    private final Judging judging;
    private final Waits<CampaignId> campaignWaits;
    private final Waits<RunId> runWaits;
    private final Ends ends;
    private final Tally ended;
    private final Tally cancelled;
    private final Map<List<String>, Tally> verdicts = new HashMap<>();
    private Set<CampaignId> before = Set.of();
    private boolean begun;
    private volatile Overview latest = Overview.empty();

    /// Judges a campaign.
    @FunctionalInterface
    interface Judging {
        Assessment assess(CampaignId campaign);
    }

    Work(Meters meters, CampaignStore store, Judging judging) {
        this.store = store;
        this.judging = judging;
        this.campaignWaits = new Waits<>(meters, "campaign");
        this.runWaits = new Waits<>(meters, "run");
        this.ends = new Ends(meters, store.lastEnd().orElse(java.time.Instant.EPOCH));
        this.ended = meters.counter(ControllerMeters.CAMPAIGN_ENDS, "ended");
        this.cancelled = meters.counter(ControllerMeters.CAMPAIGN_ENDS, "cancelled");
        for (var requirement : withAssertions()) {
            for (var outcome : Outcome.values()) {
                var labels = List.of(requirement, Words.of(outcome));
                verdicts.put(
                        labels,
                        meters.counter(ControllerMeters.VERDICTS, labels.toArray(new String[0])));
            }
        }
        meters.rows(ControllerMeters.CAMPAIGNS, this::campaigns);
        meters.rows(ControllerMeters.RUNS, this::runs);
        meters.rows(ControllerMeters.WAITING, this::waiting);
        meters.reads(
                ControllerMeters.LAST_RUN_END, () -> ends.lastRunEnd().toEpochMilli() / 1000.0);
    }

    private static List<String> withAssertions() {
        return Stream.concat(REQUIREMENTS.stream(), Stream.of(ASSERTIONS)).toList();
    }

    /// An overview, in the order in which they were made.
    ///
    /// @param nanos when it was made, on the monotonic clock
    /// @param now the same on the wall clock
    void planned(Overview overview, long nanos, java.time.Instant now) {
        latest = overview;
        campaignWaits.now(overview.waitingCampaigns(), nanos);
        runWaits.now(overview.waitingRuns(), nanos);
        if (begun) {
            ends.look(overview.runs(), now);
        } else {
            // what a former process has seen to was counted by it
            ends.baseline(overview.runs());
            begun = true;
        }
        var gone = new HashSet<>(before);
        gone.removeAll(overview.campaigns().keySet());
        before = overview.campaigns().keySet();
        gone.forEach(campaign -> over(campaign, now));
        ends.forget(gone);
    }

    private void over(CampaignId id, java.time.Instant now) {
        ends.look(store.runs(id), now);
        var state = store.campaign(id).map(row -> row.state());
        if (state.filter(CampaignState.CANCELLED::equals).isPresent()) {
            cancelled.one();
        } else if (state.filter(CampaignState.ENDED::equals).isPresent()) {
            ended.one();
            count(judging.assess(id));
        }
    }

    private void count(Assessment assessment) {
        for (var verdict : assessment.deciding()) {
            var name = verdict.requirement().name();
            var known = assessment.certified() && REQUIREMENTS.contains(name);
            var tally =
                    verdicts.get(List.of(known ? name : ASSERTIONS, Words.of(verdict.outcome())));
            if (tally != null) {
                tally.one();
            }
        }
    }

    /// What is under way.
    Overview latest() {
        return latest;
    }

    private List<Row> campaigns() {
        var states = latest.campaigns().values();
        return Arrays.stream(CampaignState.values())
                .filter(state -> state != CampaignState.ENDED)
                .map(state ->
                        Row.of(states.stream().filter(state::equals).count(), Words.of(state)))
                .toList();
    }

    private List<Row> runs() {
        return Arrays.stream(RunState.values())
                .map(state ->
                        Row.of(
                                latest.runs().stream().filter(r -> r.state() == state).count(),
                                Words.of(state)))
                .toList();
    }

    private List<Row> waiting() {
        var rows = new ArrayList<>(campaignWaits.rows());
        rows.addAll(runWaits.rows());
        return rows;
    }
}
