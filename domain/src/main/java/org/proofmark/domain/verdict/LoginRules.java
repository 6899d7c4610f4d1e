package org.proofmark.domain.verdict;

import static org.proofmark.domain.verdict.Problem.finding;
import static org.proofmark.domain.verdict.Problem.gap;
import static org.proofmark.domain.verdict.Problem.violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.Source;
import org.proofmark.domain.verdict.Session.Seen;

/// What one attempt shows by logins that were accepted and should not have been. An accepted login
/// counts only where the interface is known to tell right from wrong.
///
/// @param ofUnit all attempts on the same unit: how an interface refuses may be seen in any of them
record LoginRules(Access access, Session session, List<Session> ofUnit) {
    /// Everything that this attempt shows, violations first seen first.
    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        for (var seen : session.all(LoginTried.class)) {
            if (seen.what().outcome() == LoginOutcome.ACCEPTED) {
                accepted(seen).map(p -> p.seenIn(seen)).ifPresent(problems::add);
            }
        }
        for (var seen : session.all(UsedWithoutLogin.class)) {
            if (seen.what().outcome() == LoginOutcome.ACCEPTED) {
                problems.add(used(seen).seenIn(seen));
            }
        }
        return problems;
    }

    private Optional<Problem> accepted(Seen<LoginTried> seen) {
        var login = seen.what();
        if (access.exempt(login.credential())) {
            return Optional.empty();
        }
        return switch (login.role()) {
            case WRONG -> Optional.of(wrongAccepted(seen));
            case DICTIONARY ->
                    Proof.missing(session, ofUnit, seen).or(() -> Optional.of(dictionary(seen)));
            case NONE -> Proof.missing(session, ofUnit, seen).or(() -> Optional.of(empty(seen)));
            case OTHER_UNIT ->
                    Proof.missing(session, ofUnit, seen).or(() -> Optional.of(otherUnit(seen)));
            case USER ->
                    diesAtReset(login)
                            ? Proof.missing(session, ofUnit, seen).or(() -> survived(seen))
                            : none();
            // what the user replaced: judged where changing passwords is
            case FORMER_USER -> none();
            case FACTORY -> new FactoryRules(access, session, ofUnit).factory(seen);
            case FORMER_FACTORY -> new FactoryRules(access, session, ofUnit).former(seen);
        };
    }

    private static Optional<Problem> none() {
        return Optional.empty();
    }

    private Problem wrongAccepted(Seen<LoginTried> seen) {
        var login = seen.what();
        var guarded =
                session.all(UsedWithoutLogin.class).stream()
                        .anyMatch(u ->
                                u.what().interfaceName().equals(login.interfaceName())
                                        && u.what().outcome() == LoginOutcome.REFUSED);
        var text =
                start(login.interfaceName(), login.stage())
                        + "a random password, right for nobody, was accepted";
        return guarded && access.inUse(login.interfaceName(), login.stage())
                ? violation(
                        session.unit(),
                        "any-password-accepted",
                        text + ", while use without any login was refused. Check passwords.",
                        seen.evidence())
                : gap(
                        session.unit(),
                        "login-proves-nothing",
                        text
                                + ". Either the device takes any password, or the profile's login"
                                + " dialogue cannot tell a yes from a no.");
    }

    private Problem dictionary(Seen<LoginTried> seen) {
        var login = seen.what();
        var where = start(login.interfaceName(), login.stage());
        var what =
                "the universal default " + quoted(login) + ", which everybody knows, was accepted";
        if (access.onlySetUp(login.interfaceName(), login.stage())) {
            return finding(
                    session.unit(),
                    "universal-default-opens-set-up",
                    where + what + "; the profile says that it opens only the set-up there.",
                    seen.evidence());
        }
        if (replacesOwnPassword(login)) {
            return violation(
                    session.unit(),
                    "universal-credential-after-reset",
                    where
                            + what
                            + ", while the unit's own password from before was not. A reset must"
                            + " bring back a password of this unit alone, or none.",
                    seen.evidence());
        }
        return violation(
                session.unit(),
                "universal-default-opens-service",
                where + what + ". Remove this account, or give each unit a password of its own.",
                seen.evidence());
    }

    /// True where a reset put a universal value in the place of the unit's own: the account is that
    /// of a credential which had a value of its own, and this value was refused at this stage.
    private boolean replacesOwnPassword(LoginTried login) {
        return login.stage().resets() > 0
                && access.profile().credentials().stream()
                        .anyMatch(c -> sameAccount(c, login) && ownRefused(c, login));
    }

    private static boolean sameAccount(CredentialFacts credential, LoginTried login) {
        return credential.isPassword()
                && credential.hasFactoryValue()
                && credential.source() != Source.STATED
                && Access.opens(credential, login.interfaceName())
                && (credential.username().isEmpty()
                        || login.username().isEmpty()
                        || credential.username().equals(login.username()));
    }

    private boolean ownRefused(CredentialFacts credential, LoginTried hit) {
        return session.has(
                SecretRole.FACTORY,
                LoginOutcome.REFUSED,
                l ->
                        l.credential().equals(credential.name().value())
                                && l.interfaceName().equals(hit.interfaceName())
                                && l.stage().resets() == hit.stage().resets());
    }

    private Problem empty(Seen<LoginTried> seen) {
        var login = seen.what();
        return open(
                login.interfaceName(),
                login.stage(),
                "the empty password was accepted",
                seen.evidence());
    }

    private Problem used(Seen<UsedWithoutLogin> seen) {
        var use = seen.what();
        return open(
                use.interfaceName(),
                use.stage(),
                "a function that wants a login was served without one",
                seen.evidence());
    }

    private Problem open(
            String interfaceName,
            Stage stage,
            String what,
            List<org.proofmark.domain.observation.EvidenceRef> evidence) {
        var text = start(interfaceName, stage) + what;
        if (access.uart(interfaceName) || !access.documented(interfaceName)) {
            return violation(
                    session.unit(),
                    "interface-open-without-password",
                    text + ". Who can reach this interface needs no password: switch it off.",
                    evidence);
        }
        if (access.inUse(interfaceName, stage)) {
            return violation(
                    session.unit(),
                    "usable-without-password",
                    text + ". Ask for a password there.",
                    evidence);
        }
        return gap(
                session.unit(),
                "usable-before-set-up",
                text
                        + " before anybody had set the device up. Whether the device can be used"
                        + " like that for good is for a person to say.");
    }

    private Problem otherUnit(Seen<LoginTried> seen) {
        var login = seen.what();
        var text =
                start(login.interfaceName(), login.stage())
                        + "the factory password of unit "
                        + login.otherUnit()
                        + " was accepted";
        var setUpOnly =
                access.profile()
                        .credential(login.credential())
                        .map(c -> c.setUpOnly())
                        .orElse(false);
        return setUpOnly && login.stage().state() != DeviceState.INITIALISED
                ? finding(
                        session.unit(),
                        "cross-unit-set-up",
                        text + "; the profile says that it opens only the set-up.",
                        seen.evidence())
                : violation(
                        session.unit(),
                        "cross-unit-login",
                        text + ". A password of one unit must open no other.",
                        seen.evidence());
    }

    private static boolean diesAtReset(LoginTried login) {
        return login.stage().state() == DeviceState.FACTORY_DEFAULT && login.stage().resets() > 0;
    }

    private Optional<Problem> survived(Seen<LoginTried> seen) {
        var login = seen.what();
        var reset = provenReset(seen.sequence(), login.stage());
        var wasValid =
                session
                        .logins(
                                SecretRole.USER,
                                l ->
                                        l.secretId().equals(login.secretId())
                                                && l.outcome() == LoginOutcome.ACCEPTED
                                                && l.stage().resets() < login.stage().resets())
                        .stream()
                        .anyMatch(l -> l.sequence() < seen.sequence());
        if (!reset || !wasValid || definedSince(seen)) {
            return none();
        }
        return Optional.of(
                violation(
                        session.unit(),
                        "user-password-survives-reset",
                        start(login.interfaceName(), login.stage())
                                + "the password that the user had set before the reset was still"
                                + " accepted. A reset must erase it.",
                        seen.evidence()));
    }

    private boolean provenReset(long before, Stage stage) {
        return session.all(ResetDone.class).stream()
                .anyMatch(r ->
                        r.sequence() < before
                                && r.what().proven()
                                && (stage.resetPath().isEmpty()
                                        || r.what().path().equals(stage.resetPath())));
    }

    /// True where the same value was set again after the last reset before this login.
    private boolean definedSince(Seen<LoginTried> seen) {
        return session.all(PasswordDefined.class).stream()
                .anyMatch(d ->
                        d.sequence() < seen.sequence()
                                && d.what().secret().id().equals(seen.what().secretId())
                                && d.what().stage().resets() >= seen.what().stage().resets());
    }

    private String start(String interfaceName, Stage stage) {
        return Proof.start(session, interfaceName, stage);
    }

    private static String quoted(LoginTried login) {
        return "'" + login.secretId() + "'";
    }
}
