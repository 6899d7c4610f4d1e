package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.scheme.Requirement;

/// Decides. The one place where observations become verdicts; pure: the same evidence always gives
/// the same assessment.
public final class Judge {
    /// The scheme under which assertions of users' own suites are judged.
    public static final String UNCERTIFIED = "uncertified";

    private Judge() {}

    /// Judges what is on record now; asking while a campaign runs gives INCONCLUSIVE for what has
    /// not been seen.
    public static Assessment judge(CampaignEvidence evidence) {
        var population = evidence.profile().id() + "@unknown";
        var verdicts = new ArrayList<Verdict>();
        for (var r :
                List.of(Requirement.PASSWORDS, Requirement.REPORTING, Requirement.SUPPORT_PERIOD)) {
            var reason = new Reason("not-judged", "The rules of this requirement are not in yet.");
            var effort = new Effort(evidence.preset().name(), 0, 0, List.of(), 0);
            verdicts.add(
                    new Verdict(
                            population,
                            evidence.device(),
                            r,
                            Outcome.INCONCLUSIVE,
                            List.of(reason),
                            List.of(),
                            effort));
        }
        return new Assessment(
                evidence.campaign(),
                evidence.suite().certified(),
                List.of(),
                verdicts,
                List.of(),
                List.of());
    }
}
