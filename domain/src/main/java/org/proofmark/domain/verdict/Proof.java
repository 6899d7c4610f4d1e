package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.verdict.Session.Seen;

/// Whether an accepted login proves anything.
final class Proof {
    private Proof() {}

    /// A gap where the acceptance proves nothing.
    static Optional<Problem> missing(Session session, List<Session> ofUnit, Seen<LoginTried> seen) {
        var login = seen.what();
        if (session.contradicted(login)) {
            return Optional.of(
                    Problem.gap(
                            session.unit(),
                            "contradictory-answers",
                            start(session, login.interfaceName(), login.stage())
                                    + "the same login was accepted once and refused once."));
        }
        if (!Session.tellRightFromWrong(ofUnit, login.interfaceName())) {
            return Optional.of(
                    Problem.gap(
                            session.unit(),
                            "login-proves-nothing",
                            start(session, login.interfaceName(), login.stage())
                                    + "a login was accepted, but no other one was refused, so the"
                                    + " login dialogue of the profile may take any answer for a"
                                    + " yes. Describe in the profile how this interface refuses."));
        }
        return Optional.empty();
    }

    /// `Unit u1, interface 'web', as delivered: `
    static String start(Session session, String interfaceName, Stage stage) {
        return "Unit "
                + session.unit()
                + ", interface '"
                + interfaceName
                + "', "
                + Words.when(stage)
                + ": ";
    }
}
