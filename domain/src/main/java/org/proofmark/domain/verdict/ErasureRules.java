package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.SessionUsed;
import org.proofmark.domain.observation.Observation.ShortPressed;
import org.proofmark.domain.verdict.Session.Seen;

/// What a reset leaves of its user beside the password: sessions (EN 303 645 5.11-1); and what its
/// button does that nobody expects.
record ErasureRules(Session session) {
    /// What one attempt shows.
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var seen : session.all(SessionUsed.class)) {
            var used = seen.what();
            if (used.outcome() == LoginOutcome.ACCEPTED
                    && used.stage().resets() > used.opened().resets()) {
                problems.add(survives(seen));
            }
        }
        for (var seen : session.all(ShortPressed.class)) {
            if (seen.what().reset()) {
                problems.add(shortPress(seen));
            }
        }
        secondTries(problems);
        return problems;
    }

    /// What an attempt that went through still lacks for a PASS.
    List<Problem> gaps() {
        boolean ended =
                session.all(CaseEnded.class).stream()
                        .anyMatch(c -> c.what().caseName().equals(CaseEnded.SESSIONS));
        return ended
                ? List.of()
                : List.of(
                        Problem.gap(
                                session.unit(),
                                "sessions-not-tested",
                                "Unit "
                                        + session.unit()
                                        + ": no session from before a reset was used after it."));
    }

    private Problem survives(Seen<SessionUsed> seen) {
        var used = seen.what();
        return Problem.violation(
                        session.unit(),
                        "session-survives-reset",
                        Proof.start(session, used.interfaceName(), used.stage())
                                + "a session that was opened before the reset still served. A reset"
                                + " must end all sessions and tokens.",
                        seen.evidence())
                .seenIn(seen);
    }

    private Problem shortPress(Seen<ShortPressed> seen) {
        return Problem.finding(
                        session.unit(),
                        "reset-by-short-press",
                        "Unit "
                                + session.unit()
                                + ": button '"
                                + seen.what().button()
                                + "' erased the device when it was held for "
                                + seen.what().heldMillis()
                                + " ms: that happens by accident.",
                        seen.evidence())
                .seenIn(seen);
    }

    /// A reset that was not seen, and then was, by the same steps.
    private void secondTries(List<Problem> problems) {
        var resets = session.all(ResetDone.class);
        for (int i = 1; i < resets.size(); i++) {
            var first = resets.get(i - 1);
            var second = resets.get(i);
            if (secondTry(first.what(), second.what())) {
                problems.add(
                        Problem.finding(
                                        session.unit(),
                                        "reset-at-second-try",
                                        "Unit "
                                                + session.unit()
                                                + ": reset "
                                                + second.what().number()
                                                + " by '"
                                                + second.what().path()
                                                + "' was seen at the second try only. The device,"
                                                + " or the rig's line, missed the first.",
                                        second.evidence())
                                .seenIn(second));
            }
        }
    }

    /// True where the second of two records is the same reset, made once more and proven.
    static boolean secondTry(ResetDone first, ResetDone second) {
        return !first.proven()
                && second.proven()
                && first.number() == second.number()
                && first.path().equals(second.path());
    }
}
