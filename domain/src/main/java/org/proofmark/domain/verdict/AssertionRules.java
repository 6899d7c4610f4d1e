package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.Observation.UserAssertion;

/// A user's own suite: its assertions decide, under a scheme that says that nobody vouches for it.
record AssertionRules(List<UnitSessions> units) {
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var unit : units) {
            unit.sessions().forEach(s -> failed(s, problems));
            problems.addAll(unit.runProblems());
            var cleanAssertions =
                    unit.evidence().runs().stream()
                            .flatMap(r -> unit.clean(r.phase()).stream())
                            .mapToInt(s -> s.all(UserAssertion.class).size())
                            .sum();
            var clean =
                    unit.evidence().runs().stream()
                            .allMatch(r -> unit.clean(r.phase()).isPresent());
            if (clean && cleanAssertions == 0) {
                problems.add(
                        Problem.gap(
                                unit.id(),
                                "nothing-asserted",
                                "Unit " + unit.id() + ": the suite asserted nothing."));
            }
        }
        return problems;
    }

    private static void failed(Session session, List<Problem> problems) {
        for (var seen : session.all(UserAssertion.class)) {
            if (!seen.what().passed()) {
                problems.add(
                        Problem.violation(
                                        session.unit(),
                                        Problem.ASSERTION_FAILED,
                                        "Unit "
                                                + session.unit()
                                                + ": "
                                                + seen.what().name()
                                                + (seen.what().detail().isBlank()
                                                        ? "."
                                                        : ": "
                                                                + Words.sentence(
                                                                        seen.what().detail())),
                                        seen.evidence())
                                .seenIn(seen));
            }
        }
    }
}
