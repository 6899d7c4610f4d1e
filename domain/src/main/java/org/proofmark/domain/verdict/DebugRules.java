package org.proofmark.domain.verdict;

import java.util.List;
import org.proofmark.domain.observation.Observation.CaseEnded;

/// Whether somebody looked for debug interfaces that are open (EN 303 645 5.6-4). What is open
/// without any secret is seen by [LoginRules].
record DebugRules(Session session) {
    List<Problem> gaps() {
        boolean asked =
                session.all(CaseEnded.class).stream()
                        .anyMatch(c -> c.what().caseName().equals(CaseEnded.CONSOLE));
        return asked
                ? List.of()
                : List.of(
                        Problem.gap(
                                session.unit(),
                                "console-not-examined",
                                "Unit "
                                        + session.unit()
                                        + ": nobody looked whether its UART answers, since the"
                                        + " profile's wiring has no console."));
    }
}
