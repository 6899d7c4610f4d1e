package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.BruteForced;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.verdict.Session.Seen;

/// What a device does against one password after the other on its network interfaces (EN 303 645
/// 5.1-5; TS 103 701 test group 5.1-5).
record BruteForceRules(ProfileFacts profile, Session session) {
    /// Fewer tries in a row say nothing: no scheme asks for a lock-out that comes earlier.
    static final int ENOUGH = 50;

    /// Tries in a second above which nothing holds anybody up.
    static final double FAST = 1;

    /// What one attempt shows.
    List<Problem> violations() {
        return session.all(BruteForced.class).stream()
                .filter(s -> unprotected(s.what()))
                .map(this::violation)
                .toList();
    }

    /// What an attempt that went through still lacks for a PASS.
    List<Problem> gaps() {
        var gaps = new ArrayList<Problem>();
        for (var facts : profile.interfaces()) {
            boolean opened =
                    profile.credentials().stream()
                            .anyMatch(c -> c.isPassword() && Access.opens(c, facts.name().value()));
            if (facts.protocol() != Protocol.UART && facts.canLogin() && opened) {
                measured(facts.name().value()).ifPresent(gaps::add);
            }
        }
        return gaps;
    }

    private static double perSecond(BruteForced seen) {
        return seen.tries() * 1000.0 / Math.max(1, seen.millis());
    }

    private static boolean unlimited(BruteForced seen) {
        return seen.ended() == LoginOutcome.REFUSED && seen.right() == LoginOutcome.ACCEPTED;
    }

    private static boolean unprotected(BruteForced seen) {
        return unlimited(seen) && seen.tries() >= ENOUGH && perSecond(seen) > FAST;
    }

    private Problem violation(Seen<BruteForced> seen) {
        var what = seen.what();
        return Problem.violation(
                        session.unit(),
                        "no-brute-force-protection",
                        Proof.start(session, what.interfaceName(), what.stage())
                                + count(what)
                                + ", and the right one was accepted directly afterwards. Slow down"
                                + " or lock after a few wrong passwords.",
                        seen.evidence())
                .seenIn(seen);
    }

    private static String count(BruteForced seen) {
        return String.format(
                Locale.ROOT,
                "%d wrong passwords in a row were answered in %.1f s (%.1f in a second)",
                seen.tries(),
                seen.millis() / 1000.0,
                perSecond(seen));
    }

    private Optional<Problem> measured(String name) {
        var here =
                session.all(BruteForced.class).stream()
                        .filter(s -> s.what().interfaceName().equals(name))
                        .toList();
        if (here.isEmpty()) {
            return Optional.of(
                    gap(
                            "brute-force-not-measured",
                            "on '"
                                    + name
                                    + "' no wrong passwords were sent in a row, since no right one"
                                    + " was known to open it."));
        }
        var last = here.getLast().what();
        if (last.ended() == LoginOutcome.UNREADABLE || last.right() == LoginOutcome.UNREADABLE) {
            return Optional.of(
                    gap(
                            "brute-force-unclear",
                            "on '"
                                    + name
                                    + "', "
                                    + count(last)
                                    + ", and then an answer came that the profile does not know."
                                    + " Describe in the profile how a lock-out shows ('locked')."));
        }
        boolean slow = unlimited(last) && !unprotected(last);
        return slow
                ? Optional.of(
                        gap(
                                "brute-force-slow",
                                "on '"
                                        + name
                                        + "', "
                                        + count(last)
                                        + " and no lock-out came. Whether that is slow enough for"
                                        + " the passwords of this device is for a person to say."))
                : Optional.empty();
    }

    private Problem gap(String code, String text) {
        return Problem.gap(session.unit(), code, "Unit " + session.unit() + ": " + text);
    }
}
