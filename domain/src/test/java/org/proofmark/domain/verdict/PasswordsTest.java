package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.observation.DeviceState.FACTORY_DEFAULT;
import static org.proofmark.domain.observation.DeviceState.INITIALISED;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.LOCKED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;
import static org.proofmark.domain.observation.LoginOutcome.UNREACHABLE;
import static org.proofmark.domain.observation.LoginOutcome.UNREADABLE;
import static org.proofmark.domain.verdict.Scene.at;
import static org.proofmark.domain.verdict.Scene.dictionary;
import static org.proofmark.domain.verdict.Scene.login;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.DictionaryProbed;
import org.proofmark.domain.observation.Observation.InterfaceFound;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.SecretSeen;
import org.proofmark.domain.observation.Observation.UsedWithoutLogin;
import org.proofmark.domain.observation.Protocol;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.profile.CredentialName;
import org.proofmark.domain.profile.InterfaceName;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.ProfileFacts.CredentialFacts;
import org.proofmark.domain.verdict.ProfileFacts.Source;
import org.proofmark.domain.verdict.SecretAnalysis.ListedSecret;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class PasswordsTest {
    private static Predicate<Observation> logins(SecretRole role) {
        return o -> o instanceof LoginTried l && l.role() == role;
    }

    private static Predicate<Observation> logins(SecretRole role, LoginOutcome outcome) {
        return o -> o instanceof LoginTried l && l.role() == role && l.outcome() == outcome;
    }

    private static void expect(Scene scene, Outcome outcome, String... codes) {
        assertThat(scene.codes()).containsExactly(codes);
        assertThat(scene.passwords().outcome()).isEqualTo(outcome);
    }

    @Test
    public void aUniqueLabelPasswordPasses() {
        var scene = Scene.labelled("u1", "u2");
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.PASS, Outcome.PASS);
        assertThat(scene.findings()).isEmpty();
        assertThat(scene.passwords().effort())
                .isEqualTo(new Effort("quick", 2, 1, Map.of("button", 6), 20));
        assertThat(scene.passwords().evidence()).contains(Scene.ref("console-u1-1"));
    }

    @Test
    public void aNewRandomPasswordAtEveryResetPasses() {
        expect(Scene.freshAtReset("u1", "u2"), Outcome.PASS, "no-breach-found");
    }

    @Test
    public void noFactoryPasswordPassesEvenOnOneUnit() {
        expect(Scene.userDefined("u1", "u2"), Outcome.PASS, "no-breach-found");
        expect(Scene.userDefined("u1"), Outcome.PASS, "no-breach-found");
    }

    @Test
    public void oneUnitWithAFactoryPasswordIsInconclusive() {
        expect(Scene.labelled("u1"), Outcome.INCONCLUSIVE, "one-unit-only");
    }

    @Test
    public void oneUnitWithADefaultOfTheListFails() {
        var scene = Scene.labelled("u1");
        scene.listed.add(new ListedSecret(scene.ref("u1", "f0"), "root/xc3511"));
        expect(scene, Outcome.FAIL, "credential-in-default-list");
        assertThat(scene.passwords().reasons().getFirst().text()).contains("root/xc3511");
    }

    @Test
    public void theSameWorkingPasswordOnAllUnitsFails() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        expect(scene, Outcome.FAIL, "universal-credential");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.FAIL, Outcome.FAIL);
    }

    @Test
    public void theSameValueThatOpensNothingIsNoPassword() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        scene.unit(0).without(logins(SecretRole.FACTORY));
        expect(scene, Outcome.INCONCLUSIVE, "factory-password-not-proven");
    }

    @Test
    public void aUniversalPasswordOnlyAfterResetFailsByItsOwnCode() {
        var scene = Scene.freshAtReset("u1", "u2");
        scene.equal(scene.ref("u1", "f2"), scene.ref("u2", "f1"));
        expect(scene, Outcome.FAIL, "universal-credential-after-reset");
    }

    @Test
    public void theSameValueBeforeAndAfterResetOfOneUnitIsFine() {
        var scene = Scene.freshAtReset("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u1", "f3"));
        expect(scene, Outcome.PASS, "no-breach-found");
    }

    @Test
    public void aPasswordPerBatchFailsByItsOwnCode() {
        var scene = Scene.labelled("u1", "u2", "u3", "u4");
        scene.unit(2).batch = "b2";
        scene.unit(3).batch = "b2";
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        scene.equal(scene.ref("u3", "f0"), scene.ref("u4", "f0"));
        expect(scene, Outcome.FAIL, "credential-shared-in-batch");
        assertThat(scene.passwords().reasons().getFirst().text()).contains("b1", "u3", "u4");
    }

    @Test
    public void aPasswordSharedAcrossBatchesByPartFails() {
        var scene = Scene.labelled("u1", "u2", "u3");
        scene.unit(2).batch = "b2";
        scene.equal(scene.ref("u1", "f0"), scene.ref("u3", "f0"));
        expect(scene, Outcome.FAIL, "shared-credential");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.FAIL, Outcome.PASS, Outcome.FAIL);
    }

    @Test
    public void anotherUnitsPasswordThatOpensFails() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(1).change(o -> logins(SecretRole.OTHER_UNIT).test(o) ? with(o, ACCEPTED) : o);
        expect(scene, Outcome.FAIL, "cross-unit-login");
    }

    @Test
    public void anotherUnitsPasswordOnALoginThatNeverRefusesProvesNothing() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(1)
                .change(o -> logins(SecretRole.OTHER_UNIT).test(o) ? with(o, ACCEPTED) : o)
                .without(o -> o instanceof LoginTried l && l.outcome() == REFUSED);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes())
                .contains("login-proves-nothing")
                .doesNotContain("cross-unit-login");
    }

    @Test
    public void theUsersPasswordThatSurvivesAProvenResetFails() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).change(o -> survives(o) ? with(o, ACCEPTED) : o);
        expect(scene, Outcome.FAIL, "user-password-survives-reset");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.FAIL, Outcome.PASS);
    }

    private static boolean survives(Observation o) {
        return o instanceof LoginTried l
                && l.role() == SecretRole.USER
                && l.stage().state() == FACTORY_DEFAULT;
    }

    @Test
    public void theUsersPasswordAfterAnUnprovenResetDecidesNothing() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .change(o -> survives(o) ? with(o, ACCEPTED) : o)
                .change(o ->
                        o instanceof ResetDone r
                                ? new ResetDone(
                                        r.path(), r.number(), false, List.of(), List.of("m"))
                                : o);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes())
                .contains("reset-not-proven")
                .doesNotContain("user-password-survives-reset");
    }

    @Test
    public void eachResetMustBeSeenToEndTheUsersPassword() {
        for (var reset = 1; reset <= Scene.RESETS; reset++) {
            var number = reset;
            for (var outcome : List.of(UNREADABLE, UNREACHABLE, LOCKED)) {
                var scene = Scene.labelled("u1", "u2");
                scene.unit(0)
                        .change(o -> survives(o) && resets(o) == number ? with(o, outcome) : o);
                expect(scene, Outcome.INCONCLUSIVE, "user-password-not-disproven");
                assertThat(scene.passwords().reasons().getFirst().text())
                        .contains("after reset " + number + " by 'button'");
            }
            var scene = Scene.labelled("u1", "u2");
            scene.unit(0)
                    .without(o ->
                            logins(SecretRole.USER, ACCEPTED).test(o) && resets(o) == number - 1);
            expect(scene, Outcome.INCONCLUSIVE, "user-password-not-proven");
        }
    }

    @Test
    public void aRefusalOfAnotherPasswordThanTheOneThatWasSetShowsNothing() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .without(o -> survives(o) && resets(o) == 2)
                .add(login(SecretRole.USER, at(FACTORY_DEFAULT, 2), REFUSED, "u0", ""));
        expect(scene, Outcome.INCONCLUSIVE, "user-password-not-disproven");
    }

    private static int resets(Observation o) {
        return ((LoginTried) o).stage().resets();
    }

    @Test
    public void howAnInterfaceRefusesMayBeSeenInAnotherAttemptOnTheUnit() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        for (var unit : scene.units) {
            // attempt 1 broke off before anything was refused, attempt 2 found another password
            unit.without(o -> o instanceof LoginTried l && l.outcome() == REFUSED);
            unit.faultAfter(unit.collect.size(), "agent-lost").retried();
        }
        assertThat(scene.codes()).contains("universal-credential");
    }

    @Test
    public void aUniversalDefaultOnAnotherServiceFails() {
        var scene = Scene.labelled("u1", "u2");
        var fd = at(FACTORY_DEFAULT, 3);
        scene.unit(0)
                .add(new InterfaceFound("telnet-23", Protocol.TELNET, 23, false))
                .add(dictionary("telnet-23", fd, REFUSED, "root/root"))
                .add(dictionary("telnet-23", fd, ACCEPTED, "root/xc3511"))
                .add(new DictionaryProbed("telnet-23", fd, 10, 0, 61));
        expect(scene, Outcome.FAIL, "universal-default-opens-service");
        assertThat(scene.findings()).containsExactly("undocumented-interface");
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("Unit u1", "telnet-23", "after reset 3", "root/xc3511");
    }

    @Test
    public void aDefaultOnAServiceThatRefusesNothingProvesNothing() {
        var scene = Scene.labelled("u1", "u2");
        var fd = at(FACTORY_DEFAULT, 3);
        scene.unit(0)
                .add(new InterfaceFound("telnet-23", Protocol.TELNET, 23, false))
                .add(dictionary("telnet-23", fd, ACCEPTED, "root/xc3511"))
                .add(new DictionaryProbed("telnet-23", fd, 10, 0, 61));
        expect(scene, Outcome.INCONCLUSIVE, "login-proves-nothing");
    }

    @Test
    public void aUniversalValueInPlaceOfTheUnitsOwnAfterResetFailsByItsOwnCode() {
        var scene = Scene.labelled("u1", "u2");
        for (var unit : scene.units) {
            unit.change(o ->
                    o instanceof LoginTried l
                                    && l.role() == SecretRole.FACTORY
                                    && l.stage().resets() > 0
                            ? with(o, REFUSED)
                            : o);
            unit.add(dictionary(Scene.WEB, at(FACTORY_DEFAULT, 3), ACCEPTED, "admin/admin1234"));
        }
        expect(scene, Outcome.FAIL, "universal-credential-after-reset");
    }

    @Test
    public void theStatedPasswordThatOpensForUseFails() {
        expect(Scene.stated(false, "u1", "u2"), Outcome.FAIL, "universal-credential");
    }

    @Test
    public void theStatedPasswordThatOpensOnlyTheSetUpPasses() {
        expect(Scene.stated(true, "u1", "u2"), Outcome.PASS, "no-breach-found");
    }

    @Test
    public void theStatedSetUpPasswordThatStillOpensAfterSetUpFails() {
        var scene = Scene.stated(true, "u1", "u2");
        scene.unit(0)
                .change(o -> logins(SecretRole.FACTORY, REFUSED).test(o) ? with(o, ACCEPTED) : o);
        expect(scene, Outcome.FAIL, "universal-credential");
    }

    @Test
    public void theStatedSetUpPasswordWantsToBeSeenRefusedAfterSetUp() {
        var scene = Scene.stated(true, "u1", "u2");
        scene.unit(0).without(logins(SecretRole.FACTORY, REFUSED));
        expect(scene, Outcome.INCONCLUSIVE, "set-up-password-not-disproven");
    }

    @Test
    public void useWithoutAPasswordOutsideFactoryDefaultFails() {
        for (var scene : List.of(Scene.labelled("u1", "u2"), Scene.userDefined("u1"))) {
            scene.unit(0).add(new UsedWithoutLogin(Scene.WEB, at(INITIALISED, 1), ACCEPTED, ""));
            expect(scene, Outcome.FAIL, "usable-without-password");
        }
    }

    @Test
    public void useWithoutAPasswordBeforeSetUpIsForAPersonToSay() {
        var scene = Scene.userDefined("u1");
        scene.unit(0).add(new UsedWithoutLogin(Scene.WEB, at(FACTORY_DEFAULT, 0), ACCEPTED, ""));
        expect(scene, Outcome.INCONCLUSIVE, "usable-before-set-up");
    }

    @Test
    public void anOpenShellOnTheUartIsNoMatterOfPasswords() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).add(new UsedWithoutLogin("uart", at(INITIALISED, 1), ACCEPTED, ""));
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.on(Requirement.EN_5_6_4).reasons())
                .extracting(Reason::code)
                .containsExactly("interface-open-without-password");
    }

    @Test
    public void theEmptyPasswordThatOpensFails() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).add(login(SecretRole.NONE, at(INITIALISED, 0), ACCEPTED, "", ""));
        expect(scene, Outcome.FAIL, "usable-without-password");
    }

    @Test
    public void aDeviceThatTakesAnyPasswordFailsWhereUseWasRefused() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).change(o -> logins(SecretRole.WRONG).test(o) ? with(o, ACCEPTED) : o);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scene.codes()).containsExactly("any-password-accepted");
        scene.unit(0).without(UsedWithoutLogin.class::isInstance);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes()).contains("login-proves-nothing");
    }

    @Test
    public void theFactoryPasswordBesideTheUsersFailsTheChangeAlone() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .change(o -> logins(SecretRole.FACTORY, REFUSED).test(o) ? with(o, ACCEPTED) : o);
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.on(Requirement.EN_5_1_4).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(scene.on(Requirement.EN_5_1_4).reasons())
                .extracting(Reason::code)
                .containsExactly("factory-password-still-valid");
    }

    @Test
    public void keysAndPairingPinsAreNotJudged() {
        var scene = Scene.labelled("u1", "u2");
        var c = scene.credentials.getFirst();
        scene.credentials.set(
                0,
                new ProfileFacts.CredentialFacts(
                        c.name(), "api-key", "", c.interfaces(), c.source(), false, true));
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        scene.listed.add(new ListedSecret(scene.ref("u1", "f0"), "root/root"));
        expect(scene, Outcome.PASS, "no-breach-found");
    }

    @Test
    public void contradictoryAnswersDecideNothing() {
        var scene = Scene.labelled("u1", "u2");
        var fd = at(FACTORY_DEFAULT, 3);
        scene.unit(0)
                .add(dictionary(Scene.WEB, fd, ACCEPTED, "admin/admin"))
                .add(dictionary(Scene.WEB, fd, REFUSED, "admin/admin"));
        expect(scene, Outcome.INCONCLUSIVE, "contradictory-answers");
    }

    @DataProvider
    public Object[][] missing() {
        return new Object[][] {
            {"case-not-ended", is(CaseEnded.class)},
            {"wrong-password-not-refused", logins(SecretRole.WRONG)},
            {"user-password-not-set", is(PasswordDefined.class)},
            {"user-password-not-proven", logins(SecretRole.USER, ACCEPTED)},
            {"user-password-not-disproven", logins(SecretRole.USER, REFUSED)},
            {"factory-password-not-proven", logins(SecretRole.FACTORY, ACCEPTED)},
            {"credential-not-found", is(CredentialTaken.class)},
            {"dictionary-not-tried", is(DictionaryProbed.class)},
            {"interfaces-not-looked-for", is(InterfaceFound.class)},
            {"resets-missing", resetNumber(3)},
        };
    }

    private static Predicate<Observation> resetNumber(int number) {
        return o -> o instanceof ResetDone r && r.number() == number;
    }

    private static Predicate<Observation> is(Class<? extends Observation> kind) {
        return kind::isInstance;
    }

    @Test(dataProvider = "missing")
    public void whatIsMissingIsNamedAndNeverPasses(String code, Predicate<Observation> what) {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).without(what);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes()).contains(code);
        assertThat(scene.passwords().reasons().getFirst().text()).contains("u1");
    }

    @DataProvider
    public Object[][] proofsOfNothing() {
        return new Object[][] {{UNREADABLE}, {UNREACHABLE}, {LOCKED}};
    }

    @Test(dataProvider = "proofsOfNothing")
    public void anAnswerThatNobodyCanReadNeverPassesAndNeverFails(LoginOutcome outcome) {
        for (var role :
                List.of(
                        SecretRole.FACTORY,
                        SecretRole.WRONG,
                        SecretRole.USER,
                        SecretRole.OTHER_UNIT)) {
            var scene = Scene.labelled("u1", "u2");
            scene.unit(0).change(o -> logins(role).test(o) ? with(o, outcome) : o);
            assertThat(scene.passwords().outcome()).as("%s", role).isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    @Test
    public void triesThatWereLockedCountAsNotMade() {
        var scene = Scene.labelled("u1", "u2");
        var fd = at(FACTORY_DEFAULT, 3);
        scene.unit(0)
                .without(DictionaryProbed.class::isInstance)
                .add(new DictionaryProbed(Scene.WEB, fd, 9, 1, 61));
        expect(scene, Outcome.INCONCLUSIVE, "lock-out-limits-tries");
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("9 of 10", "5.1-5", "no fault of it");
        scene.unit(0).add(new DictionaryProbed(Scene.WEB, fd, 10, 0, 61));
        expect(scene, Outcome.PASS, "no-breach-found");
    }

    @Test
    public void aPassCountsEachEntryOnceOnAnInterface() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).add(new DictionaryProbed(Scene.WEB, at(INITIALISED, 1), 8, 0, 61));
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.passwords().effort().tries()).isEqualTo(20);
        assertThat(scene.passwords().reasons().getFirst().text()).contains("20 answered tries");
    }

    @Test
    public void tooFewTriesWithoutALockOutAreNotFinished() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .without(DictionaryProbed.class::isInstance)
                .add(new DictionaryProbed(Scene.WEB, at(FACTORY_DEFAULT, 3), 9, 0, 61));
        expect(scene, Outcome.INCONCLUSIVE, "dictionary-not-finished");
        // a shorter list, such as that of passwords without accounts, is a whole one
        scene.unit(0).add(new DictionaryProbed(Scene.WEB, at(FACTORY_DEFAULT, 3), 9, 0, 9));
        scene.unit(0).without(o -> o instanceof DictionaryProbed d && d.listed() == 61);
        expect(scene, Outcome.PASS, "no-breach-found");
    }

    @Test
    public void anUndocumentedPortThatNobodyCouldExamineIsDoubt() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).add(new InterfaceFound("tcp-4711", Protocol.UNKNOWN, 4711, false));
        expect(scene, Outcome.INCONCLUSIVE, "interface-not-examined");
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("port 4711", "protocol: other", "about");
        assertThat(scene.findings()).containsExactly("undocumented-interface");
    }

    @Test
    public void aDocumentedInterfaceWithoutALoginIsAFindingAndNoDoubt() {
        var scene = Scene.labelled("u1", "u2");
        var name = new org.proofmark.domain.profile.InterfaceName("mqtt");
        scene.interfaces.add(new ProfileFacts.InterfaceFacts(name, Protocol.UNKNOWN, false, false));
        scene.unit(0).add(new InterfaceFound("mqtt", Protocol.UNKNOWN, 8883, true));
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.findings()).containsExactly("interface-not-tried");
    }

    @Test
    public void aPasswordThatStandsInClearIsAFinding() {
        var scene = Scene.labelled("u1", "u2");
        var stage = at(FACTORY_DEFAULT, 1);
        scene.unit(0)
                .add(seen(SecretSeen.CONSOLE, SecretRole.FACTORY, stage, "f0", ""))
                .add(seen("web", SecretRole.USER, stage, "u0", ""));
        scene.unit(1).cross.add(seen("console", SecretRole.OTHER_UNIT, stage, "of-u1", "u1"));
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.findings())
                .containsExactly("password-shown", "password-shown", "other-units-password-shown");
        assertThat(scene.judge().findings().getFirst().reason().text())
                .isEqualTo(
                        "Unit u1, after reset 1 by 'button': the factory password 'admin' stands in"
                                + " clear on the console.");
    }

    private static SecretSeen seen(
            String place,
            SecretRole role,
            org.proofmark.domain.observation.Stage stage,
            String secret,
            String other) {
        return new SecretSeen(place, Scene.ADMIN, role, stage, secret, other);
    }

    @Test
    public void withoutResetsNothingPasses() {
        var scene = Scene.labelled("u1", "u2");
        scene.preset = scene.preset.withResets(0);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes()).containsExactly("no-reset-tested");
    }

    @Test
    public void secretsThatNobodyComparedAreNotUnique() {
        var scene = Scene.labelled("u1", "u2");
        scene.compared = false;
        expect(scene, Outcome.INCONCLUSIVE, "secrets-not-compared", "derivation-not-searched");
    }

    @Test
    public void withoutACrossRunNothingPasses() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(1).hasCross = false;
        expect(scene, Outcome.INCONCLUSIVE, "cross-logins-missing");
    }

    @Test
    public void theUnitsOwnPasswordMustWorkAroundTheOthers() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(1).cross.removeLast();
        scene.unit(1).cross.removeLast();
        scene.unit(1).cross.add(new CaseEnded(CaseEnded.PASSWORDS_CROSS));
        expect(scene, Outcome.INCONCLUSIVE, "device-not-seen-around");
    }

    private static Observation with(Observation o, LoginOutcome outcome) {
        var l = (LoginTried) o;
        return new LoginTried(
                l.interfaceName(),
                l.credential(),
                l.role(),
                l.stage(),
                outcome,
                l.username(),
                l.secretId(),
                l.otherUnit(),
                l.detail());
    }

    @Test
    public void aSharedKeyIsNoPasswordAndIsTold() {
        var scene = Scene.userDefined("u1", "u2");
        scene.credentials.add(
                new CredentialFacts(
                        new CredentialName("token"),
                        "api-key",
                        "",
                        List.of(new InterfaceName(Scene.WEB)),
                        Source.LABEL,
                        false,
                        false));
        for (var unit : scene.units) {
            unit.add(
                    new CredentialTaken(
                            "token", at(FACTORY_DEFAULT, 0), "label", "", new Secret("k")));
        }
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.findings()).isEmpty();
        scene.equal(scene.ref("u1", "k"), scene.ref("u2", "k"));
        expect(scene, Outcome.PASS, "no-breach-found");
        assertThat(scene.findings()).containsExactly("shared-key");
    }
}
