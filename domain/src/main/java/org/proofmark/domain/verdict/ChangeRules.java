package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.Session.Seen;

/// Whether a user can change a password, and whether the former one is then dead (EN 303 645 5.1-4;
/// TS 103 701 test group 5.1-4).
record ChangeRules(ProfileFacts profile, Session session, List<Session> ofUnit) {
    /// So many different passwords must have been refused before it is the change that is.
    private static final int REFUSALS = 2;

    /// What one attempt shows.
    List<Problem> violations() {
        var problems = new ArrayList<Problem>();
        for (var seen : session.all(LoginTried.class)) {
            if (seen.what().outcome() == LoginOutcome.ACCEPTED
                    && seen.what().stage().state() == DeviceState.INITIALISED
                    && proves(seen.what())
                    && !diedSoon(seen)) {
                stillValid(seen, problems);
            }
        }
        for (var credential : profile.credentials()) {
            cannot(credential, problems);
        }
        return problems;
    }

    /// What an attempt that went through still lacks for a PASS.
    List<Problem> gaps() {
        var gaps = new ArrayList<Problem>();
        if (session.all(CaseEnded.class).stream()
                .noneMatch(c -> c.what().caseName().equals(CaseEnded.CHANGE))) {
            gap(gaps, "change-not-tested", "no password was changed.");
        }
        for (var credential : profile.credentials()) {
            if (!credential.isPassword()) {
                continue;
            }
            if (!credential.userCanDefine()) {
                gap(
                        gaps,
                        "no-way-to-change-password",
                        "the profile does not say how a user changes '"
                                + credential.name()
                                + "'. Where no way exists, say so: it is a breach of 5.1-4.");
            } else if (credential.hasFactoryValue()) {
                dead(credential, gaps);
            }
        }
        return gaps;
    }

    /// A change may take some seconds to reach every service: the suite asks twice. The first try
    /// of a value that the next one refuses, at the same stage, was made too early; one that is
    /// refused only after it was accepted twice, such as by a power cycle, was not.
    private boolean diedSoon(Seen<LoginTried> seen) {
        var tries =
                session.all(LoginTried.class).stream()
                        .filter(l -> sameTry(l.what(), seen.what()))
                        .toList();
        return tries.size() > 1
                && tries.getFirst().sequence() == seen.sequence()
                && tries.get(1).what().outcome() == LoginOutcome.REFUSED;
    }

    private static boolean sameTry(LoginTried one, LoginTried other) {
        return one.interfaceName().equals(other.interfaceName())
                && one.role() == other.role()
                && one.secretId().equals(other.secretId())
                && one.stage().equals(other.stage());
    }

    private boolean proves(LoginTried login) {
        return Session.tellRightFromWrong(ofUnit, login.interfaceName());
    }

    private void stillValid(Seen<LoginTried> seen, List<Problem> problems) {
        var login = seen.what();
        boolean former =
                switch (login.role()) {
                    case FORMER_USER -> true;
                    case FACTORY, FORMER_FACTORY -> definedBefore(seen);
                    case USER, WRONG, NONE, DICTIONARY, OTHER_UNIT -> false;
                };
        if (!former) {
            return;
        }
        boolean users = login.role() == SecretRole.FORMER_USER;
        problems.add(
                Problem.violation(
                                session.unit(),
                                users
                                        ? "former-password-still-valid"
                                        : "factory-password-still-valid",
                                Proof.start(session, login.interfaceName(), login.stage())
                                        + (users
                                                ? "the password that the user had replaced was"
                                                        + " still accepted."
                                                : "the factory password was still accepted after"
                                                        + " the user had defined another.")
                                        + " A change must end the old one on every interface.",
                                seen.evidence())
                        .seenIn(seen));
    }

    private boolean definedBefore(Seen<LoginTried> seen) {
        return session.all(PasswordDefined.class).stream()
                .anyMatch(d ->
                        d.what().accepted()
                                && d.sequence() < seen.sequence()
                                && d.what().credential().equals(seen.what().credential())
                                && d.what().stage().resets() == seen.what().stage().resets());
    }

    /// Refused each time, although what the device asks for was given.
    private void cannot(CredentialFacts credential, List<Problem> problems) {
        if (credential.isPassword() && cannotChange(session, credential)) {
            var defined = defined(session, credential);
            problems.add(
                    Problem.violation(
                                    session.unit(),
                                    "password-cannot-be-changed",
                                    "Unit "
                                            + session.unit()
                                            + ", interface '"
                                            + defined.getFirst().what().interfaceName()
                                            + "': the device refused each of "
                                            + values(defined)
                                            + " new passwords for '"
                                            + credential.name()
                                            + "'. Let the user change it.",
                                    defined.getFirst().evidence())
                            .seenIn(defined.stream().map(Seen::at).toList()));
        }
    }

    private static List<Seen<PasswordDefined>> defined(
            Session session, CredentialFacts credential) {
        return session.all(PasswordDefined.class).stream()
                .filter(d -> d.what().credential().equals(credential.name().value()))
                .toList();
    }

    private static long values(List<Seen<PasswordDefined>> defined) {
        return defined.stream().map(d -> d.what().secret().id()).distinct().count();
    }

    /// True where the device took no new password of several, although the factory's was right.
    static boolean cannotChange(Session session, CredentialFacts credential) {
        var defined = defined(session, credential);
        return values(defined) >= REFUSALS
                && defined.stream().noneMatch(d -> d.what().accepted())
                && session.has(
                        SecretRole.FACTORY,
                        LoginOutcome.ACCEPTED,
                        l -> l.credential().equals(credential.name().value()));
    }

    /// The factory value must have been seen to be refused after the change.
    private void dead(CredentialFacts credential, List<Problem> gaps) {
        for (var name : credential.interfaces()) {
            boolean login =
                    profile.interfaceOf(name.value())
                            .map(ProfileFacts.InterfaceFacts::canLogin)
                            .orElse(false);
            Predicate<LoginTried> here =
                    l ->
                            l.credential().equals(credential.name().value())
                                    && l.interfaceName().equals(name.value())
                                    && l.stage().state() == DeviceState.INITIALISED;
            if (login && !session.has(SecretRole.FACTORY, LoginOutcome.REFUSED, here)) {
                gap(
                        gaps,
                        "former-password-not-disproven",
                        "it was not seen that '"
                                + name
                                + "' refuses the factory password once the user has changed it.");
            }
        }
    }

    private void gap(List<Problem> gaps, String code, String text) {
        gaps.add(Problem.gap(session.unit(), code, "Unit " + session.unit() + ": " + text));
    }
}
