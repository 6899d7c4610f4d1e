package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.InterfaceFacts;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;

/// What is missing for saying that no two of these units were seen to share a password.
record CrossGaps(ProfileFacts profile, List<UnitSessions> units, SecretAnalysis analysis) {
    List<Problem> problems() {
        var credentials =
                profile.credentials().stream()
                        .filter(c -> c.isPassword() && c.hasFactoryValue() && !c.setUpOnly())
                        .toList();
        var gaps = new ArrayList<Problem>();
        if (credentials.isEmpty()) {
            return gaps;
        }
        if (units.size() == 1) {
            var unit = units.getFirst().id();
            gaps.add(
                    Problem.gap(
                            unit,
                            "one-unit-only",
                            "Only unit "
                                    + unit
                                    + " of this model and firmware was tested: whether its"
                                    + " password is its own takes two units or more."));
            return gaps;
        }
        for (var unit : units) {
            unit.clean(Phase.COLLECT).ifPresent(s -> compared(s, gaps));
            unit.clean(Phase.CROSS)
                    .ifPresentOrElse(s -> crossed(s, credentials, gaps), () -> noCross(unit, gaps));
        }
        return gaps;
    }

    private void compared(Session session, List<Problem> gaps) {
        for (var taken : session.all(CredentialTaken.class)) {
            var ref = new SecretRef(session.unit(), session.attempt(), taken.what().secret().id());
            var judged =
                    profile.credential(taken.what().credential())
                            .map(c -> c.isPassword() && !c.setUpOnly())
                            .orElse(false);
            if (judged && !analysis.compared().contains(ref)) {
                gaps.add(
                        Problem.gap(
                                session.unit(),
                                "secrets-not-compared",
                                "Unit "
                                        + session.unit()
                                        + ": the password found "
                                        + Words.when(taken.what().stage())
                                        + " was not compared with those of the other units."));
                return;
            }
        }
    }

    /// A cross run that there is and that did not end well names its own cause elsewhere.
    private static void noCross(UnitSessions unit, List<Problem> gaps) {
        if (unit.run(Phase.CROSS).isEmpty()) {
            gaps.add(
                    Problem.gap(
                            unit.id(),
                            "cross-logins-missing",
                            "Unit "
                                    + unit.id()
                                    + ": the passwords of the other units were not tried on it."));
        }
    }

    private void crossed(Session session, List<CredentialFacts> credentials, List<Problem> gaps) {
        var ended =
                session.all(CaseEnded.class).stream()
                        .anyMatch(c -> c.what().caseName().equals(CaseEnded.PASSWORDS_CROSS));
        if (!ended) {
            gaps.add(
                    Problem.gap(
                            session.unit(),
                            "case-not-ended",
                            "Unit "
                                    + session.unit()
                                    + ": the trying of the other units' passwords did not come to"
                                    + " its end."));
        }
        for (var credential : credentials) {
            for (var name : credential.interfaces()) {
                if (profile.interfaceOf(name.value()).map(InterfaceFacts::canLogin).orElse(false)) {
                    on(session, credential, name.value(), gaps);
                }
            }
        }
    }

    private void on(Session session, CredentialFacts credential, String name, List<Problem> gaps) {
        for (var other : units) {
            if (!other.id().equals(session.unit()) && !answered(session, credential, name, other)) {
                gaps.add(missing(session.unit(), name, other.id()));
                return;
            }
        }
        if (!ownBeforeAndAfter(session, name)) {
            gaps.add(
                    Problem.gap(
                            session.unit(),
                            "device-not-seen-around",
                            "Unit "
                                    + session.unit()
                                    + ", interface '"
                                    + name
                                    + "': its own password was not seen to work before and after"
                                    + " the other units' passwords were refused."));
        }
    }

    private static boolean answered(
            Session session, CredentialFacts credential, String name, UnitSessions other) {
        return session.all(LoginTried.class).stream()
                .map(Session.Seen::what)
                .anyMatch(l ->
                        l.role() == SecretRole.OTHER_UNIT
                                && l.interfaceName().equals(name)
                                && l.credential().equals(credential.name().value())
                                && l.otherUnit().equals(other.id().value())
                                && isAnswer(l.outcome()));
    }

    private static boolean isAnswer(LoginOutcome outcome) {
        return outcome == LoginOutcome.ACCEPTED || outcome == LoginOutcome.REFUSED;
    }

    private static Problem missing(UnitId unit, String name, UnitId other) {
        return Problem.gap(
                unit,
                "cross-logins-missing",
                "Unit "
                        + unit
                        + ", interface '"
                        + name
                        + "': the password of unit "
                        + other
                        + " was not tried, or got no answer.");
    }

    private static boolean ownBeforeAndAfter(Session session, String name) {
        var others = session.logins(SecretRole.OTHER_UNIT, l -> l.interfaceName().equals(name));
        var first = others.getFirst().sequence();
        var last = others.getLast().sequence();
        var own =
                session.logins(
                        SecretRole.FACTORY,
                        l ->
                                l.interfaceName().equals(name)
                                        && l.outcome() == LoginOutcome.ACCEPTED);
        return own.stream().anyMatch(o -> o.sequence() < first)
                && own.stream().anyMatch(o -> o.sequence() > last);
    }
}
