package org.proofmark.controller.run;

import java.util.Map;
import org.proofmark.controller.store.AttemptState;
import org.proofmark.controller.store.CampaignState;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;

/// Which attempts at rigs count no more.
final class Strays {
    private Strays() {}

    /// True where the store says that the attempt is to be stopped: it was fenced, cancelled, or
    /// never ours.
    static boolean mustStop(Store store, Map<CampaignId, CampaignState> states, Attempt attempt) {
        var run = store.campaigns().run(attempt.run());
        if (run.isEmpty()) {
            return true;
        }
        var state = run.get().attempts().stream().filter(a -> a.id().equals(attempt)).findFirst();
        return state.isEmpty()
                || state.get().state() == AttemptState.FENCED
                || state.get().state() == AttemptState.REFUSED
                || state.get().state() == AttemptState.CANCELLED
                || (state.get().state().live()
                        && states.get(run.get().campaign()) == CampaignState.CANCELLED);
    }
}
