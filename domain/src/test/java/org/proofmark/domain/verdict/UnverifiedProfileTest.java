package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.Topic;
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
    public void noPagePassesOnTheWordOfAnUnverifiedProfileAndOneThatFailsStillFails() {
        var yes = Passage.found(List.of("Words."));
        var all = new DisclosureText(Language.ENGLISH, yes, yes, yes);
        var none = new DisclosureText(Language.ENGLISH, Passage.absent(), yes, yes);
        assertThat(reporting(clean(), all)).isEqualTo(Outcome.PASS);
        assertThat(reporting(clean().unverified(FACT), all)).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(reporting(clean().unverified(FACT), none)).isEqualTo(Outcome.FAIL);
    }

    private static Outcome reporting(Scene scene, DisclosureText text) {
        var answer = new PageAnswer.DisclosureRead("https://maker.example/policy", text);
        scene.pages = List.of(Scene.page(Topic.DISCLOSURE, DeclaredBy.MAKER, answer));
        return scene.on(Requirement.REPORTING).outcome();
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
