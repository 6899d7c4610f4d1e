package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.verdict.ProfileFacts.Source;
import org.proofmark.domain.verdict.Session.Seen;

/// What accepted logins with the unit's own factory passwords show.
record FactoryRules(Access access, Session session, List<Session> ofUnit) {
    Optional<Problem> factory(Seen<LoginTried> seen) {
        var login = seen.what();
        var credential = access.profile().credential(login.credential());
        if (credential.isEmpty()) {
            return Optional.empty();
        }
        var stated = credential.get().source() == Source.STATED;
        var setUpOnly = credential.get().setUpOnly();
        var initialised = login.stage().state() == DeviceState.INITIALISED;
        if (stated && (!setUpOnly || initialised)) {
            return Proof.missing(session, ofUnit, seen)
                    .or(() -> Optional.of(stated(seen, setUpOnly)));
        }
        return Optional.empty();
    }

    private Problem stated(Seen<LoginTried> seen, boolean setUpOnly) {
        var login = seen.what();
        return Problem.violation(
                session.unit(),
                "universal-credential",
                Proof.start(session, login.interfaceName(), login.stage())
                        + "the password that the maker states for all units alike was accepted"
                        + (setUpOnly
                                ? " after the set-up, which is all that it should open."
                                : ". Give each unit a password of its own, or let the user define"
                                        + " one before use."),
                seen.evidence());
    }

    Optional<Problem> former(Seen<LoginTried> seen) {
        var login = seen.what();
        var present =
                session.has(
                        SecretRole.FACTORY,
                        LoginOutcome.ACCEPTED,
                        l ->
                                l.credential().equals(login.credential())
                                        && l.stage().resets() == login.stage().resets()
                                        && l.secretId().equals(login.secretId()));
        return present
                ? Optional.empty()
                : Optional.of(
                        Problem.finding(
                                session.unit(),
                                "former-factory-password-valid",
                                Proof.start(session, login.interfaceName(), login.stage())
                                        + "the factory password from before the reset was accepted.",
                                seen.evidence()));
    }
}
