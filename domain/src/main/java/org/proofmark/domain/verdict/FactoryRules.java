package org.proofmark.domain.verdict;

import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
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
        if (!stated && initialised && userDefinedBefore(seen)) {
            return Optional.of(
                    Problem.finding(
                            session.unit(),
                            "factory-password-still-valid",
                            Proof.start(session, login.interfaceName(), login.stage())
                                    + "the factory password was still accepted beside the user's.",
                            seen.evidence()));
        }
        return Optional.empty();
    }

    private boolean userDefinedBefore(Seen<LoginTried> seen) {
        return session.all(PasswordDefined.class).stream()
                .anyMatch(d ->
                        d.what().accepted()
                                && d.sequence() < seen.sequence()
                                && d.what().credential().equals(seen.what().credential())
                                && d.what().stage().resets() == seen.what().stage().resets());
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
