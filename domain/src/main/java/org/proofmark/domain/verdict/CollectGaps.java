package org.proofmark.domain.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialNotFound;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.Source;

/// What a collect attempt that went through still lacks for a PASS.
record CollectGaps(ProfileFacts profile, Preset preset, Session session) {
    List<Problem> problems() {
        var gaps = new ArrayList<Problem>();
        caseEnded(gaps);
        resets(gaps);
        for (var credential : profile.credentials()) {
            if (credential.isPassword()) {
                factory(credential, gaps);
                wrong(credential, gaps);
                user(credential, gaps);
            }
        }
        gaps.addAll(new DictionaryGaps(profile, preset, session).problems());
        return gaps;
    }

    private void caseEnded(List<Problem> gaps) {
        var ended =
                session.all(CaseEnded.class).stream()
                        .anyMatch(c -> c.what().caseName().equals(CaseEnded.PASSWORDS_COLLECT));
        if (!ended) {
            gap(gaps, "case-not-ended", "the procedure on passwords did not come to its end.");
        }
    }

    private void resets(List<Problem> gaps) {
        if (preset.resets() == 0 || profile.resetPaths().isEmpty()) {
            gap(
                    gaps,
                    "no-reset-tested",
                    "no reset was asked for, so nothing is known of what a reset brings back.");
            return;
        }
        for (var path : profile.resetPaths()) {
            var done =
                    session.all(ResetDone.class).stream()
                            .map(Session.Seen::what)
                            .filter(r -> r.path().equals(path))
                            .toList();
            var unproven =
                    done.stream()
                            .filter(r -> !r.proven())
                            .filter(r -> done.stream().noneMatch(o -> ErasureRules.secondTry(r, o)))
                            .findFirst();
            unproven.ifPresent(r -> gap(gaps, "reset-not-proven", notProven(r)));
            var proven = done.stream().filter(ResetDone::proven).count();
            int wanted = preset.resetsOn(path.equals(profile.resetPaths().getFirst()));
            if (unproven.isEmpty() && proven < wanted) {
                gap(
                        gaps,
                        "resets-missing",
                        proven + " of " + wanted + " resets by '" + path + "' were made.");
            }
        }
    }

    private static String notProven(ResetDone reset) {
        return "reset "
                + reset.number()
                + " by '"
                + reset.path()
                + "' is not proven: not seen: "
                + String.join(", ", reset.marksMissing())
                + ".";
    }

    private void factory(CredentialFacts credential, List<Problem> gaps) {
        if (!credential.hasFactoryValue()) {
            return;
        }
        if (credential.setUpOnly()) {
            setUpOnly(credential, gaps);
            return;
        }
        for (var resets : stages()) {
            if (!taken(credential, resets)) {
                gap(gaps, "credential-not-found", notFound(credential, resets));
            }
            for (var name : loginInterfaces(credential)) {
                prove(credential, name, resets, gaps);
            }
        }
    }

    /// 0 for as delivered, then the number of each reset that was proven.
    private Set<Integer> stages() {
        var stages = new LinkedHashSet<Integer>();
        stages.add(0);
        var proven = session.all(ResetDone.class).stream().filter(r -> r.what().proven()).count();
        for (var k = 1; k <= proven; k++) {
            stages.add(k);
        }
        return stages;
    }

    private boolean taken(CredentialFacts credential, int resets) {
        var changes = credential.source() == Source.UART || credential.source() == Source.PAGE;
        return session.all(CredentialTaken.class).stream()
                .anyMatch(t ->
                        t.what().credential().equals(credential.name().value())
                                && (!changes || t.what().stage().resets() == resets));
    }

    private String notFound(CredentialFacts credential, int resets) {
        var detail =
                session.all(CredentialNotFound.class).stream()
                        .map(Session.Seen::what)
                        .filter(n ->
                                n.credential().equals(credential.name().value())
                                        && n.stage().resets() == resets)
                        .map(n -> " (" + n.detail() + ")")
                        .findFirst()
                        .orElse("");
        return "the factory password '"
                + credential.name()
                + "' was not where the profile says it is, "
                + after(resets)
                + detail
                + ".";
    }

    private void prove(
            CredentialFacts credential, InterfaceName name, int resets, List<Problem> gaps) {
        Predicate<LoginTried> here = l -> on(l, credential, name) && l.stage().resets() == resets;
        if (!session.has(SecretRole.FACTORY, LoginOutcome.ACCEPTED, here)) {
            gap(
                    gaps,
                    "factory-password-not-proven",
                    "the factory password '"
                            + credential.name()
                            + "' was not seen to open '"
                            + name
                            + "' "
                            + after(resets)
                            + last(SecretRole.FACTORY, here));
        }
    }

    private void setUpOnly(CredentialFacts credential, List<Problem> gaps) {
        for (var name : loginInterfaces(credential)) {
            Predicate<LoginTried> here =
                    l -> on(l, credential, name) && l.stage().state() == DeviceState.INITIALISED;
            if (!session.has(SecretRole.FACTORY, LoginOutcome.REFUSED, here)) {
                gap(
                        gaps,
                        "set-up-password-not-disproven",
                        "it was not seen that '"
                                + credential.name()
                                + "', which opens the set-up, is refused on '"
                                + name
                                + "' once the device is set up"
                                + last(SecretRole.FACTORY, here));
            }
        }
    }

    private void wrong(CredentialFacts credential, List<Problem> gaps) {
        for (var name : loginInterfaces(credential)) {
            Predicate<LoginTried> here = l -> l.interfaceName().equals(name.value());
            if (!session.has(SecretRole.WRONG, LoginOutcome.REFUSED, here)) {
                gap(
                        gaps,
                        "wrong-password-not-refused",
                        "no random password was seen to be refused on '"
                                + name
                                + "'"
                                + last(SecretRole.WRONG, here));
            }
        }
    }

    private void user(CredentialFacts credential, List<Problem> gaps) {
        if (!credential.userCanDefine()) {
            if (!credential.hasFactoryValue()) {
                gap(
                        gaps,
                        "no-way-to-set-password",
                        "the profile says that the user defines '"
                                + credential.name()
                                + "', and not how.");
            }
            return;
        }
        var defined =
                session.all(PasswordDefined.class).stream()
                        .anyMatch(d ->
                                d.what().accepted()
                                        && d.what().credential().equals(credential.name().value()));
        if (!defined && ChangeRules.cannotChange(session, credential)) {
            // then there is nothing of the user's that a reset could leave
            return;
        }
        if (!defined) {
            gap(
                    gaps,
                    "user-password-not-set",
                    "no password of a user's own could be set for '" + credential.name() + "'.");
            return;
        }
        for (var name : loginInterfaces(credential)) {
            userOn(credential, name, gaps);
        }
    }

    private void userOn(CredentialFacts credential, InterfaceName name, List<Problem> gaps) {
        Predicate<LoginTried> here = l -> on(l, credential, name);
        if (!session.has(SecretRole.USER, LoginOutcome.ACCEPTED, here) && onFactoryValue(here)) {
            // what the user defines opens nothing there: the rules on changes say so
            return;
        }
        if (!session.has(SecretRole.USER, LoginOutcome.ACCEPTED, here)) {
            gap(
                    gaps,
                    "user-password-not-proven",
                    "the password that was set as '"
                            + credential.name()
                            + "' was not seen to open '"
                            + name
                            + "'"
                            + last(SecretRole.USER, here));
            return;
        }
        session.all(ResetDone.class).stream()
                .map(Session.Seen::what)
                .filter(ResetDone::proven)
                .forEach(reset -> disproven(reset, credential, name, gaps));
    }

    /// True where the interface goes on with the factory value after the user defined another.
    private boolean onFactoryValue(Predicate<LoginTried> here) {
        return session.has(
                        SecretRole.FACTORY,
                        LoginOutcome.ACCEPTED,
                        l -> here.test(l) && l.stage().state() == DeviceState.INITIALISED)
                && session.has(SecretRole.USER, LoginOutcome.REFUSED, here);
    }

    /// Each reset must be seen to end the password that opened the interface before it: one that
    /// was erased by the first reset says nothing of the second.
    private void disproven(
            ResetDone reset, CredentialFacts credential, InterfaceName name, List<Problem> gaps) {
        Predicate<LoginTried> here = l -> on(l, credential, name);
        var before =
                session
                        .logins(
                                SecretRole.USER,
                                l ->
                                        here.test(l)
                                                && l.outcome() == LoginOutcome.ACCEPTED
                                                && l.stage().state() == DeviceState.INITIALISED
                                                && l.stage().resets() == reset.number() - 1)
                        .stream()
                        .map(l -> l.what().secretId())
                        .collect(Collectors.toSet());
        var when = "reset " + reset.number() + " by '" + reset.path() + "'";
        if (before.isEmpty()) {
            gap(
                    gaps,
                    "user-password-not-proven",
                    "before "
                            + when
                            + " no password of a user's own was seen to open '"
                            + name
                            + "', so that reset had nothing to erase there.");
            return;
        }
        Predicate<LoginTried> after =
                l ->
                        here.test(l)
                                && before.contains(l.secretId())
                                && l.stage().resets() == reset.number()
                                && l.stage().state() == DeviceState.FACTORY_DEFAULT;
        if (!session.has(SecretRole.USER, LoginOutcome.REFUSED, after)) {
            gap(
                    gaps,
                    "user-password-not-disproven",
                    "it was not seen that '"
                            + name
                            + "' refuses the user's former password after "
                            + when
                            + last(SecretRole.USER, after));
        }
    }

    private List<InterfaceName> loginInterfaces(CredentialFacts credential) {
        return credential.interfaces().stream()
                .filter(name ->
                        profile.interfaceOf(name.value())
                                .map(ProfileFacts.InterfaceFacts::canLogin)
                                .orElse(false))
                .toList();
    }

    private static boolean on(LoginTried login, CredentialFacts credential, InterfaceName name) {
        return login.credential().equals(credential.name().value())
                && login.interfaceName().equals(name.value());
    }

    /// What the last try of that kind gave, where there was one.
    private String last(SecretRole role, Predicate<LoginTried> test) {
        var tries = session.logins(role, test);
        return tries.isEmpty()
                ? ": it was not tried."
                : ": " + Words.outcome(tries.getLast().what().outcome()) + ".";
    }

    private static String after(int resets) {
        return resets == 0 ? "as delivered" : "after reset " + resets;
    }

    private void gap(List<Problem> gaps, String code, String text) {
        gaps.add(Problem.gap(session.unit(), code, "Unit " + session.unit() + ": " + text));
    }
}
