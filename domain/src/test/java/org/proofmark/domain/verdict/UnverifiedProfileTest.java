package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.testng.annotations.Test;

/// Verdicts on the word of a profile that nobody has compared with a device.
public class UnverifiedProfileTest {
    private static final String FACT = "boot.marks: from a forum";

    private static Scene clean() {
        return Scene.labelled("a", "b");
    }

    @Test
    public void whatPassesWithAVerifiedProfileIsOpenWithAnUnverifiedOne() {
        assertThat(clean().passwords().outcome()).isEqualTo(Outcome.PASS);

        var verdict = clean().unverified(FACT).passwords();

        assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.reasons())
                .extracting(Reason::code)
                .containsExactly("profile-unverified");
        assertThat(clean().unverified(FACT).unitVerdicts())
                .isNotEmpty()
                .allSatisfy(u -> assertThat(u.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE));
    }

    @Test
    public void aBreachThatWasSeenStillFails() {
        var scene = clean().unverified(FACT);
        var equal = new SecretRef[] {scene.ref("a", "f0"), scene.ref("b", "f0")};

        assertThat(scene.equal(equal).passwords().outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    public void eachFactIsAFindingAndNoneIsOneOfAVerifiedProfile() {
        assertThat(clean().judge().findings())
                .extracting(f -> f.reason().code())
                .doesNotContain("profile-fact-unverified");

        assertThat(clean().unverified(FACT).unverified("wiring: guessed").judge().findings())
                .extracting(f -> f.reason().code(), f -> f.reason().text())
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "profile-fact-unverified",
                                "Nobody has compared this with a device: " + FACT),
                        org.assertj.core.groups.Tuple.tuple(
                                "profile-fact-unverified",
                                "Nobody has compared this with a device: wiring: guessed"));
    }
}
