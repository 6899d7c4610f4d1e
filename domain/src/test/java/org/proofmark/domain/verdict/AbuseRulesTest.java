package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.observation.DeviceState.FACTORY_DEFAULT;
import static org.proofmark.domain.observation.DeviceState.INITIALISED;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.LOCKED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;
import static org.proofmark.domain.observation.LoginOutcome.UNREACHABLE;
import static org.proofmark.domain.observation.LoginOutcome.UNREADABLE;
import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_4;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_5;
import static org.proofmark.domain.scheme.Requirement.EN_5_6_4;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.verdict.Scene.at;
import static org.proofmark.domain.verdict.Scene.login;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation;
import org.proofmark.domain.observation.Observation.BruteForced;
import org.proofmark.domain.observation.Observation.CaseEnded;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.Observation.PasswordDefined;
import org.proofmark.domain.observation.Observation.ResetDone;
import org.proofmark.domain.observation.Observation.SessionUsed;
import org.proofmark.domain.observation.Observation.SetUpSkipped;
import org.proofmark.domain.observation.Observation.ShortPressed;
import org.proofmark.domain.observation.Observation.StartedAlike;
import org.proofmark.domain.observation.Observation.WeakPasswordTried;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.scheme.Requirement;
import org.testng.annotations.Test;

/// What follows from what was tried beside the ordinary life of a password.
public class AbuseRulesTest {
    /// A campaign in which every procedure came to its end with nothing found.
    private static Scene thorough() {
        var scene = Scene.labelled("u1", "u2");
        for (int unit = 0; unit < 2; unit++) {
            for (var name :
                    List.of(
                            CaseEnded.CONSOLE,
                            CaseEnded.SET_UP,
                            CaseEnded.CHANGE,
                            CaseEnded.SESSIONS,
                            CaseEnded.BRUTE_FORCE)) {
                scene.unit(unit).add(new CaseEnded(name));
            }
            scene.unit(unit).add(forced(5, 400, LOCKED, LOCKED));
        }
        return scene;
    }

    private static BruteForced forced(
            int tries, long millis, LoginOutcome end, LoginOutcome right) {
        return new BruteForced(
                Scene.WEB, Scene.ADMIN, at(INITIALISED, 3), tries, millis, 10, end, right);
    }

    private static void expect(Scene scene, Requirement on, Outcome outcome, String... codes) {
        assertThat(scene.on(on).outcome()).describedAs(on.name()).isEqualTo(outcome);
        assertThat(scene.on(on).reasons()).extracting(Reason::code).containsAll(List.of(codes));
    }

    /// Fails these and nothing else that is tested on units.
    private static void failsOnly(Scene scene, String code, Requirement... broken) {
        var failed =
                Requirement.ON_UNITS.stream()
                        .filter(r -> scene.on(r).outcome() == Outcome.FAIL)
                        .collect(Collectors.toSet());
        assertThat(failed).isEqualTo(Set.of(broken));
        for (var requirement : broken) {
            assertThat(scene.on(requirement).reasons())
                    .extracting(Reason::code)
                    .containsExactly(code);
        }
    }

    private static Scene with(Observation... seen) {
        var scene = thorough();
        List.of(seen).forEach(scene.unit(0)::add);
        return scene;
    }

    @Test
    public void aThoroughCampaignPassesEachProvision() {
        for (var on : List.of(PASSWORDS, EN_5_1_1, EN_5_1_4, EN_5_1_5, EN_5_6_4, EN_5_11_1)) {
            expect(thorough(), on, Outcome.PASS);
        }
    }

    @Test
    public void whatWasNotTriedKeepsItsProvisionOpen() {
        var scene = Scene.labelled("u1", "u2");
        expect(scene, EN_5_1_4, Outcome.INCONCLUSIVE, "change-not-tested");
        expect(scene, EN_5_1_5, Outcome.INCONCLUSIVE, "brute-force-not-measured");
        expect(scene, EN_5_6_4, Outcome.INCONCLUSIVE, "console-not-examined");
        expect(scene, EN_5_11_1, Outcome.INCONCLUSIVE, "sessions-not-tested");
        expect(scene, PASSWORDS, Outcome.PASS);
    }

    @Test
    public void aSetUpThatCanBeGoneAroundFailsPasswords() {
        var skip = new SetUpSkipped(Scene.WEB, "Skip", at(FACTORY_DEFAULT, 0), ACCEPTED, "200");
        failsOnly(with(skip), "set-up-can-be-skipped", PASSWORDS, EN_5_1_1);
        expect(
                with(new SetUpSkipped(Scene.WEB, "Skip", at(FACTORY_DEFAULT, 0), REFUSED, "")),
                PASSWORDS,
                Outcome.PASS);
    }

    @Test
    public void whatServesOnAnInterfaceThatNeverRefusedProvesNothing() {
        var skip = new SetUpSkipped("other", "Skip", at(FACTORY_DEFAULT, 0), ACCEPTED, "200");
        expect(with(skip), PASSWORDS, Outcome.INCONCLUSIVE, "use-proves-nothing");
    }

    @Test
    public void theEmptyPasswordFailsAndOneCharacterIsAFinding() {
        failsOnly(with(weak(0, ACCEPTED)), "empty-password-accepted", PASSWORDS, EN_5_1_1);
        failsOnly(with(weak(0, UNREACHABLE)), "");
        failsOnly(with(weak(1, ACCEPTED)), "");
        assertThat(with(weak(1, ACCEPTED)).findings()).contains("one-character-password-accepted");
    }

    private static WeakPasswordTried weak(int length, LoginOutcome opened) {
        return new WeakPasswordTried(
                Scene.WEB, Scene.ADMIN, at(INITIALISED, 3), length, ACCEPTED, opened);
    }

    @Test
    public void onePasswordOfTwoEqualStartsFailsWhereOtherResetsGiveOthers() {
        var scene = thorough();
        taken(scene, 3, "x1").add(alike("x1")).add(alike("x1"));
        expect(scene, PASSWORDS, Outcome.PASS);
        taken(scene, 2, "x2");
        failsOnly(scene, "same-password-after-equal-start", PASSWORDS, EN_5_1_1);

        var differing = thorough();
        taken(differing, 3, "x1").add(alike("x1")).add(alike("x2"));
        expect(differing, PASSWORDS, Outcome.PASS);
    }

    private static Scene.Specimen taken(Scene scene, int resets, String secret) {
        return scene.unit(0)
                .add(
                        new CredentialTaken(
                                "other",
                                at(FACTORY_DEFAULT, resets),
                                "uart",
                                "admin",
                                new Secret(secret)));
    }

    private static StartedAlike alike(String secret) {
        return new StartedAlike(
                "other", at(FACTORY_DEFAULT, 3), secret, 5000, java.util.Optional.empty());
    }

    @Test
    public void aReplacedPasswordThatOpensFailsTheChange() {
        var former = login(SecretRole.FORMER_USER, at(INITIALISED, 0), ACCEPTED, "s77", "");
        failsOnly(with(former), "former-password-still-valid", EN_5_1_4);
        var dead = login(SecretRole.FORMER_USER, at(INITIALISED, 0), REFUSED, "s77", "");
        expect(with(dead), EN_5_1_4, Outcome.PASS);
    }

    @Test
    public void aReplacedPasswordThatDiesWithinSecondsIsDead() {
        var lives = login(SecretRole.FORMER_USER, at(INITIALISED, 0), ACCEPTED, "s77", "");
        var dead = login(SecretRole.FORMER_USER, at(INITIALISED, 0), REFUSED, "s77", "");
        expect(with(lives, dead), EN_5_1_4, Outcome.PASS);
        // what only a later power cycle ends, and what comes back, was alive
        failsOnly(with(lives, lives, dead), "former-password-still-valid", EN_5_1_4);
        failsOnly(with(dead, lives, dead), "former-password-still-valid", EN_5_1_4);
        var elsewhere = login(SecretRole.FORMER_USER, at(INITIALISED, 1), REFUSED, "s77", "");
        failsOnly(with(lives, elsewhere), "former-password-still-valid", EN_5_1_4);
    }

    @Test
    public void anInterfaceThatGoesOnWithTheFactoryPasswordFailsTheChangeAlone() {
        var scene = thorough();
        scene.unit(0).change(AbuseRulesTest::onlyFactoryOpens);
        failsOnly(scene, "factory-password-still-valid", EN_5_1_4);
        expect(scene, PASSWORDS, Outcome.PASS);
    }

    private static Observation onlyFactoryOpens(Observation seen) {
        if (!(seen instanceof LoginTried login)) {
            return seen;
        }
        var outcome =
                switch (login.role()) {
                    case USER -> REFUSED;
                    case FACTORY -> ACCEPTED;
                    default -> login.outcome();
                };
        return new LoginTried(
                login.interfaceName(),
                login.credential(),
                login.role(),
                login.stage(),
                outcome,
                login.username(),
                login.secretId(),
                login.otherUnit(),
                login.detail());
    }

    @Test
    public void aDeviceThatTakesNoneOfSeveralPasswordsFailsTheChange() {
        var scene = thorough();
        scene.unit(0).without(PasswordDefined.class::isInstance);
        scene.unit(0).add(refused("n1"));
        assertThat(scene.on(EN_5_1_4).outcome()).isNotEqualTo(Outcome.FAIL);
        scene.unit(0).add(refused("n2"));
        failsOnly(scene, "password-cannot-be-changed", EN_5_1_4);
    }

    private static PasswordDefined refused(String secret) {
        return new PasswordDefined(
                Scene.WEB, Scene.ADMIN, at(INITIALISED, 0), false, new Secret(secret));
    }

    @Test
    public void wrongPasswordsWithoutEndFailAndAnyHoldingUpDoesNot() {
        failsOnly(with(forced(50, 900, REFUSED, ACCEPTED)), "no-brute-force-protection", EN_5_1_5);
        failsOnly(with(forced(50, 900, REFUSED, REFUSED)), "");
        failsOnly(with(forced(9, 900, LOCKED, LOCKED)), "");
        expect(
                with(forced(12, 30_000, REFUSED, ACCEPTED)),
                EN_5_1_5,
                Outcome.INCONCLUSIVE,
                "brute-force-slow");
        expect(
                with(forced(12, 900, UNREADABLE, LOCKED)),
                EN_5_1_5,
                Outcome.INCONCLUSIVE,
                "brute-force-unclear");
    }

    @Test
    public void aSessionThatOutlivesAResetFailsTheErasure() {
        failsOnly(with(session(1, ACCEPTED)), "session-survives-reset", EN_5_11_1);
        failsOnly(with(session(0, ACCEPTED)), "");
        failsOnly(with(session(1, REFUSED)), "");
    }

    private static SessionUsed session(int resets, LoginOutcome outcome) {
        return new SessionUsed(
                Scene.WEB,
                Scene.ADMIN,
                at(INITIALISED, 0),
                at(FACTORY_DEFAULT, resets),
                outcome,
                "");
    }

    @Test
    public void whatAButtonDoesUnexpectedlyIsAFinding() {
        var pressed = with(new ShortPressed("button", "reset", 500, true));
        assertThat(pressed.findings()).contains("reset-by-short-press");
        failsOnly(pressed, "");
        assertThat(with(new ShortPressed("button", "reset", 500, false)).findings())
                .doesNotContain("reset-by-short-press");
    }

    @Test
    public void aResetAtTheSecondTryIsAFindingAndNoGap() {
        var scene = thorough();
        scene.unit(0)
                .change(o ->
                        o instanceof ResetDone r && r.number() == 1
                                ? new ResetDone(r.path(), 1, false, List.of(), List.of("mark"))
                                : o);
        expect(scene, PASSWORDS, Outcome.INCONCLUSIVE, "reset-not-proven");
        scene.unit(0)
                .change(o ->
                        o instanceof ResetDone r && r.number() == 2
                                ? new ResetDone(r.path(), 1, true, r.marksSeen(), List.of())
                                : o);
        assertThat(scene.on(PASSWORDS).reasons())
                .extracting(Reason::code)
                .doesNotContain("reset-not-proven");
        assertThat(scene.findings()).contains("reset-at-second-try");
    }
}
