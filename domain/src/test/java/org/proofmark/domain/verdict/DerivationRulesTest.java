package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_2;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;

import java.util.List;
import java.util.stream.Stream;
import org.proofmark.domain.observation.LoginOutcome;
import org.proofmark.domain.observation.Observation.BruteForced;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.verdict.SecretAnalysis.Explained;
import org.proofmark.domain.verdict.SecretAnalysis.SearchedImage;
import org.proofmark.domain.verdict.SecretAnalysis.Weight;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class DerivationRulesTest {
    private static Scene scene(String kind, Weight weight, String... explained) {
        var scene = Scene.labelled("u1", "u2", "u3");
        scene.explained.add(
                new Explained(
                        kind,
                        weight,
                        "mac → last 6",
                        "The password ends as the MAC address does",
                        Stream.of(explained).map(u -> scene.ref(u, "f0")).toList(),
                        "u3",
                        3e-9));
        return scene;
    }

    private static List<String> codes(Scene scene, org.proofmark.domain.scheme.Requirement on) {
        return scene.on(on).reasons().stream().map(Reason::code).toList();
    }

    @DataProvider
    public Object[][] kinds() {
        return new Object[][] {
            {"counter", "incremental-counter"},
            {"identifier-derived", "derived-from-identifier"},
            {"public-information", "derived-from-public-information"},
            {"unkeyed-hash", "unkeyed-hash-of-identifier"},
            {"salted-hash", "salted-hash-with-known-salt"},
            {"named-family", "published-password-generator"},
            {"date", "date-based-password"},
            {"dictionary", "dictionary-word-password"},
            {"small-keyspace", "too-few-possible-passwords"},
        };
    }

    @Test(dataProvider = "kinds")
    public void aDerivationFailsPasswordsAndTheSecondProvisionByItsOwnCode(
            String kind, String code) {
        var scene = scene(kind, Weight.BREAKS, "u1", "u2");
        assertThat(scene.failed()).containsExactly(PASSWORDS, EN_5_1_2);
        assertThat(scene.codes()).containsExactly(code);
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains(
                        "ends as the MAC address does.",
                        "mac → last 6.",
                        "2 of 3 units, and not unit u3",
                        "1 234 transforms",
                        "3e-09");
        assertThat(scene.unitVerdicts())
                .extracting(v -> v.verdict().outcome())
                .containsExactly(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
    }

    @Test
    public void aSaltedHashNamesTheImageThatHoldsTheSalt() {
        var image = Digest.of(new byte[] {1, 2});
        var salted = scene("salted-hash", Weight.BREAKS, "u1", "u2");
        salted.images.add(new SearchedImage(image, 9, 9));
        assertThat(salted.passwords().reasons().getFirst().text())
                .contains("The string stands in the firmware image " + image + ".");
        var plain = scene("unkeyed-hash", Weight.BREAKS, "u1", "u2");
        plain.images.add(new SearchedImage(image, 9, 9));
        assertThat(plain.passwords().reasons().getFirst().text()).doesNotContain("image");
    }

    @Test
    public void aSeedOfTimeIsTheSameOnEveryUnitThatIsStartedAlike() {
        assertThat(scene("time-seeded", Weight.BREAKS, "u1", "u2").failed())
                .containsExactly(PASSWORDS, EN_5_1_1);
    }

    @Test
    public void oneUnitAccusesNobody() {
        assertThat(scene("dictionary", Weight.BREAKS, "u1").codes())
                .containsExactly("no-breach-found");
    }

    @Test
    public void aValueThatOpensNothingAccusesNobody() {
        var scene = scene("identifier-derived", Weight.BREAKS, "u1", "u2");
        scene.unit(0)
                .without(o ->
                        o instanceof LoginTried l
                                && l.role() == SecretRole.FACTORY
                                && l.outcome() == LoginOutcome.ACCEPTED);
        assertThat(scene.passwords().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(scene.codes()).containsExactly("factory-password-not-proven");
    }

    @Test
    public void aSuspicionIsAQuestionToAPersonAndLeavesTheFirstProvisionAlone() {
        var scene = scene("alike-neighbours", Weight.ASKS, "u1", "u2", "u3");
        assertThat(codes(scene, PASSWORDS)).containsExactly("derivation-suspected");
        assertThat(codes(scene, EN_5_1_2)).containsExactly("derivation-suspected");
        assertThat(codes(scene, EN_5_1_1)).containsExactly("no-breach-found");
    }

    @Test
    public void openStrengthNamesTheLockOutThatWasMeasured() {
        var scene = scene("small-keyspace", Weight.ASKS, "u1", "u2");
        assertThat(scene.codes()).containsExactly("password-strength-open");
        assertThat(scene.passwords().reasons().getFirst().text())
                .endsWith("No lock-out was measured.");
        scene.unit(0)
                .add(
                        new BruteForced(
                                Scene.WEB,
                                Scene.ADMIN,
                                Scene.at(
                                        org.proofmark.domain.observation.DeviceState.INITIALISED,
                                        1),
                                5,
                                2_000,
                                400,
                                LoginOutcome.LOCKED,
                                LoginOutcome.LOCKED));
        assertThat(scene.passwords().reasons().getFirst().text())
                .contains("5 wrong passwords in 2 s, then the device took no tries");
    }

    @Test
    public void withoutASearchThePasswordsStayOpen() {
        var scene = Scene.labelled("u1", "u2");
        scene.compared = false;
        assertThat(codes(scene, EN_5_1_2)).contains("derivation-not-searched");
        assertThat(scene.codes()).contains("derivation-not-searched");
    }

    @Test
    public void withoutAFactoryPasswordThereIsNothingToWorkOut() {
        var scene = Scene.userDefined("u1", "u2");
        scene.compared = false;
        assertThat(scene.on(EN_5_1_2).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    public void anHonestPopulationPassesTheSecondProvision() {
        assertThat(Scene.labelled("u1", "u2").on(EN_5_1_2).outcome()).isEqualTo(Outcome.PASS);
    }
}
