package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.SetUpSkipped;
import org.proofmark.domain.observation.Observation.StartedAlike;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Observation.WeakPasswordTried;
import org.proofmark.domain.verdict.Session.Seen;

/// What the making of a password shows: a set-up that can be gone around, a password that is none,
/// a generator that repeats itself (EN 303 645 5.1-1; PSTI Sch.1 para 1).
record SetUpRules(Session session, List<Session> ofUnit) {
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var seen : session.all(SetUpSkipped.class)) {
            if (seen.what().outcome() == LoginOutcome.ACCEPTED) {
                problems.add(skipped(seen));
            }
        }
        for (var seen : session.all(WeakPasswordTried.class)) {
            weak(seen).ifPresent(problems::add);
        }
        repeated().ifPresent(problems::add);
        return problems;
    }

    private Problem skipped(Seen<SetUpSkipped> seen) {
        var skip = seen.what();
        var text =
                Proof.start(session, skip.interfaceName(), skip.stage())
                        + "without a password being defined ("
                        + skip.way()
                        + "), the device could be used: "
                        + skip.detail();
        return asksOtherwise(skip.interfaceName())
                ? Problem.violation(
                                session.unit(),
                                "set-up-can-be-skipped",
                                text + ". Serve nothing before the user has defined a password.",
                                seen.evidence())
                        .seenIn(seen)
                : Problem.gap(
                        session.unit(),
                        "use-proves-nothing",
                        text
                                + ". But the interface was never seen to refuse use without a"
                                + " login, so the profile's dialogue 'use' may take any answer for"
                                + " a yes. Describe in the profile how this interface refuses.");
    }

    /// True where the same interface was seen to refuse somebody: then what it serves is no answer
    /// that it gives to everybody.
    private boolean asksOtherwise(String interfaceName) {
        return ofUnit.stream()
                        .flatMap(s -> s.all(UsedWithoutLogin.class).stream())
                        .anyMatch(u ->
                                u.what().interfaceName().equals(interfaceName)
                                        && u.what().outcome() == LoginOutcome.REFUSED)
                || Session.tellRightFromWrong(ofUnit, interfaceName);
    }

    private Optional<Problem> weak(Seen<WeakPasswordTried> seen) {
        var tried = seen.what();
        if (tried.opened() != LoginOutcome.ACCEPTED) {
            return Optional.empty();
        }
        var start = Proof.start(session, tried.interfaceName(), tried.stage());
        var problem =
                tried.length() == 0
                        ? Problem.violation(
                                session.unit(),
                                "empty-password-accepted",
                                start
                                        + "a user could define the empty password, and it opened the"
                                        + " device. Ask for a password that is one.",
                                seen.evidence())
                        : Problem.finding(
                                session.unit(),
                                "one-character-password-accepted",
                                start
                                        + "a user could define a password of one character, and it"
                                        + " opened the device.",
                                seen.evidence());
        return Optional.of(problem.seenIn(seen));
    }

    /// The same value at two equal starts, where other resets gave other values.
    private Optional<Problem> repeated() {
        var starts = session.all(StartedAlike.class);
        return starts.stream()
                .filter(s -> starts.stream().filter(o -> same(s, o)).count() > 1)
                .filter(s -> varies(s.what().credential()))
                .findFirst()
                .map(s ->
                        Problem.violation(
                                        session.unit(),
                                        "same-password-after-equal-start",
                                        "Unit "
                                                + session.unit()
                                                + ": two resets "
                                                + s.what().uptimeMillis() / 1000
                                                + " s after power-on"
                                                + s.what()
                                                        .clock()
                                                        .map(c -> " with the clock at " + c)
                                                        .orElse("")
                                                + " gave the same password, while"
                                                + " resets at other times gave others: it is made"
                                                + " from the time since power-on or from the clock,"
                                                + " which anybody can know. Take it from a random"
                                                + " generator that is seeded from entropy.",
                                        s.evidence())
                                .seenIn(starts.stream().map(Seen::at).toList()));
    }

    private static boolean same(Seen<StartedAlike> a, Seen<StartedAlike> b) {
        return a.what().credential().equals(b.what().credential())
                && a.what().secretId().equals(b.what().secretId());
    }

    /// Not a value that every reset restores.
    private boolean varies(String credential) {
        return session.all(CredentialTaken.class).stream()
                        .filter(t -> t.what().credential().equals(credential))
                        .filter(t -> t.what().stage().resets() > 0)
                        .map(t -> t.what().secret().id())
                        .distinct()
                        .count()
                > 1;
    }
}
