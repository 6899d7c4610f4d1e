package org.proofmark.controller.metrics;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.proofmark.controller.store.AttemptRow;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.RunState;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.RunId;
import org.proofmark.meters.Meters;
import org.proofmark.meters.Tally;

/// Counts runs and attempts as they end: by what differs between what was seen of a run before and
/// what is seen now. Used by one thread; the last end is read by others.
final class Ends {
    private final Map<AttemptState, Tally> attemptEnds = new EnumMap<>(AttemptState.class);
    private final Map<RunState, Tally> runEnds = new EnumMap<>(RunState.class);
    private final Map<String, Tally> faults = new HashMap<>();
    private final Map<RunId, Seen> seen = new HashMap<>();
    private volatile Instant lastRunEnd;

    /// @param attempts of them this many have ended
    private record Seen(CampaignId campaign, RunState state, Map<Integer, AttemptState> attempts) {
        static Seen of(RunRow run) {
            var attempts = new HashMap<Integer, AttemptState>();
            run.attempts().forEach(a -> attempts.put(a.id().number(), a.state()));
            return new Seen(run.campaign(), run.state(), attempts);
        }
    }

    /// @param lastRunEnd as far as anybody knows
    Ends(Meters meters, Instant lastRunEnd) {
        this.lastRunEnd = lastRunEnd;
        for (var state : AttemptState.values()) {
            if (!state.live()) {
                attemptEnds.put(
                        state, meters.counter(ControllerMeters.ATTEMPT_ENDS, Words.of(state)));
            }
        }
        for (var state : RunState.values()) {
            if (state.over()) {
                runEnds.put(state, meters.counter(ControllerMeters.RUN_ENDS, Words.of(state)));
            }
        }
        for (var code : FaultCodes.KNOWN) {
            faults.put(code, meters.counter(ControllerMeters.FAULTS, code));
        }
    }

    /// What had ended before anybody counted.
    void baseline(List<RunRow> runs) {
        runs.forEach(run -> seen.put(run.id(), Seen.of(run)));
    }

    /// Runs as they are now.
    void look(List<RunRow> runs, Instant now) {
        for (var run : runs) {
            var before = seen.put(run.id(), Seen.of(run));
            run.attempts().stream()
                    .filter(a ->
                            before == null || before.attempts().get(a.id().number()) != a.state())
                    .forEach(this::countAttempt);
            if (run.state().over() && (before == null || before.state() != run.state())) {
                one(runEnds, run.state());
                if (run.state() != RunState.CANCELLED) {
                    lastRunEnd = now;
                }
            }
        }
    }

    private void countAttempt(AttemptRow attempt) {
        if (attempt.state().live()) {
            return;
        }
        one(attemptEnds, attempt.state());
        attempt.fault().ifPresent(fault -> one(faults, FaultCodes.of(fault)));
    }

    private static <K> void one(Map<K, Tally> tallies, K key) {
        var tally = tallies.get(key);
        if (tally != null) {
            tally.one();
        }
    }

    /// These campaigns are over and were looked at for the last time.
    void forget(Collection<CampaignId> campaigns) {
        seen.values().removeIf(run -> campaigns.contains(run.campaign()));
    }

    /// When the latest run was completed or given up; the epoch where none was.
    Instant lastRunEnd() {
        return lastRunEnd;
    }
}
