package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.proofmark.domain.observation.DeviceState.FACTORY_DEFAULT;
import static org.proofmark.domain.observation.LoginOutcome.ACCEPTED;
import static org.proofmark.domain.observation.LoginOutcome.REFUSED;
import static org.proofmark.domain.scheme.Requirement.EN_5_11_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_1_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_2_1;
import static org.proofmark.domain.scheme.Requirement.EN_5_3_13;
import static org.proofmark.domain.scheme.Requirement.PASSWORDS;
import static org.proofmark.domain.scheme.Requirement.REPORTING;
import static org.proofmark.domain.scheme.Requirement.SUPPORT_PERIOD;
import static org.proofmark.domain.verdict.Scene.at;
import static org.proofmark.domain.verdict.Scene.login;

import java.util.List;
import java.util.Set;
import org.proofmark.domain.observation.Observation.LoginTried;
import org.proofmark.domain.observation.SecretRole;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.scheme.Breaches;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.SupportText;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Which requirement a behaviour fails, and which it leaves alone.
public class ProvisionsTest {
    private static final String URL = "https://maker.example/x";
    private static final Passage YES = Passage.found(List.of("Words."));

    private static List<String> codes(Scene scene, Requirement requirement) {
        return scene.on(requirement).reasons().stream().map(Reason::code).toList();
    }

    @Test
    public void everyRequirementHasOneVerdictInTheReportsOrder() {
        var assessment = Scene.labelled("u1", "u2").judge();
        assertThat(assessment.verdicts())
                .extracting(Verdict::requirement)
                .containsExactlyElementsOf(Requirement.ALL);
        assertThat(assessment.deciding())
                .extracting(Verdict::requirement)
                .containsExactly(PASSWORDS, REPORTING, SUPPORT_PERIOD);
        assertThat(assessment.unitVerdicts())
                .extracting(v -> v.unit() + " " + v.verdict().requirement().name())
                .hasSize(2 * Requirement.ON_UNITS.size())
                .doesNotHaveDuplicates();
    }

    @Test
    public void aRequirementThatNoRuleLooksAtIsNotExamined() {
        var feeds = new Feeds(List.of(Feed.neededBy(List.of(), PASSWORDS)));
        assertThat(feeds.against(PASSWORDS))
                .extracting(p -> p.kind() + " " + p.reason().code())
                .containsExactly("GAP not-examined");
        assertThat(new Feeds(List.of(Feed.examining(List.of(), PASSWORDS))).against(PASSWORDS))
                .isEmpty();
    }

    @Test
    public void aGapKeepsOnlyItsOwnRequirementsOpen() {
        var gap =
                new Problem(
                        Problem.Kind.GAP,
                        new Reason("brute-force-not-measured", "Not measured."),
                        List.of(),
                        List.of());
        var feeds =
                new Feeds(
                        List.of(
                                Feed.examining(List.of(), PASSWORDS, EN_5_1_1),
                                Feed.examining(List.of(gap), Requirement.EN_5_1_5)));
        assertThat(feeds.against(PASSWORDS)).isEmpty();
        assertThat(feeds.against(EN_5_1_1)).isEmpty();
        assertThat(feeds.against(Requirement.EN_5_1_5)).containsExactly(gap);
    }

    @Test
    public void aViolationFailsWhatItsLineNamesWhicheverRuleSawIt() {
        var survived =
                new Problem(
                        Problem.Kind.VIOLATION,
                        new Reason("user-password-survives-reset", "It survived."),
                        List.of(),
                        List.of());
        var feeds = new Feeds(List.of(Feed.examining(List.of(survived), Requirement.EN_5_1_5)));
        assertThat(
                        Requirement.ON_UNITS.stream()
                                .filter(r -> feeds.against(r).contains(survived))
                                .toList())
                .containsExactly(PASSWORDS, EN_5_1_1, EN_5_11_1);
        assertThat(feeds.findings()).isEmpty();
    }

    @Test
    public void aCodeWithoutALineCannotBeAViolation() {
        assertThatThrownBy(() ->
                        new Problem(
                                Problem.Kind.VIOLATION,
                                new Reason("made-up", "x"),
                                List.of(),
                                List.of()))
                .hasMessageContaining("made-up");
    }

    @Test
    public void aUniversalPasswordFailsPasswordsAndTheFirstProvisionOnly() {
        var scene = Scene.labelled("u1", "u2");
        scene.equal(scene.ref("u1", "f0"), scene.ref("u2", "f0"));
        assertThat(scene.failed()).containsExactly(PASSWORDS, EN_5_1_1);
    }

    @Test
    public void aPasswordThatSurvivesAResetFailsTheErasingOfDataToo() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .without(o ->
                        o instanceof LoginTried l
                                && l.role() == SecretRole.USER
                                && l.outcome() == REFUSED
                                && l.secretId().equals("u0"))
                .add(login(SecretRole.USER, at(FACTORY_DEFAULT, 1), ACCEPTED, "u0", ""));
        assertThat(scene.failed()).containsExactly(PASSWORDS, EN_5_1_1, EN_5_11_1);
    }

    @Test
    public void aFaultOfTheRigKeepsEveryRequirementOnUnitsOpen() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0).faultAfter(5, "console-lost");
        for (var requirement : Requirement.ON_UNITS) {
            assertThat(scene.on(requirement).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(codes(scene, requirement)).contains("console-lost");
        }
    }

    @Test
    public void aFindingStandsOnceHoweverManyRequirementsThereAre() {
        var scene = Scene.labelled("u1", "u2");
        scene.unit(0)
                .add(
                        new org.proofmark.domain.observation.Observation.InterfaceFound(
                                "tcp-2323",
                                org.proofmark.domain.observation.Protocol.UNKNOWN,
                                2323,
                                false));
        assertThat(scene.findings()).containsOnlyOnce("undocumented-interface");
    }

    private static PageAnswer policy(Language language, Passage contact) {
        return new PageAnswer.DisclosureRead(URL, new DisclosureText(language, contact, YES, YES));
    }

    private static PageAnswer period(Language language, Passage period) {
        return new PageAnswer.SupportRead(URL, new SupportText(language, List.of(), period));
    }

    @DataProvider
    public Object[][] pages() {
        var no = Passage.absent();
        var en = Language.ENGLISH;
        var login = new PageAnswer.BehindLogin(URL, "it asks for an account");
        return new Object[][] {
            {Topic.DISCLOSURE, policy(en, no), Set.of(REPORTING, EN_5_2_1)},
            {Topic.DISCLOSURE, new PageAnswer.Gone(URL, 404, 3), Set.of(REPORTING, EN_5_2_1)},
            {Topic.DISCLOSURE, login, Set.of(REPORTING)},
            {Topic.DISCLOSURE, policy(Language.OTHER, YES), Set.of(REPORTING)},
            {Topic.SUPPORT, period(en, no), Set.of(SUPPORT_PERIOD, EN_5_3_13)},
            {Topic.SUPPORT, period(en, YES), Set.of(SUPPORT_PERIOD, EN_5_3_13)},
            {Topic.SUPPORT, login, Set.of(SUPPORT_PERIOD, EN_5_3_13)},
            {Topic.SUPPORT, period(Language.OTHER, YES), Set.of(SUPPORT_PERIOD)},
        };
    }

    @Test(dataProvider = "pages")
    public void aPageFailsWhatItBreaksAndLeavesTheProvisionOpenWhereItCouldNotBeRead(
            Topic topic, PageAnswer answer, Set<Requirement> failed) {
        var scene = Scene.userDefined("u1");
        scene.pages = List.of(Scene.page(topic, DeclaredBy.MAKER, answer));
        assertThat(scene.failed()).containsExactlyInAnyOrderElementsOf(failed);
        var provision = topic == Topic.DISCLOSURE ? EN_5_2_1 : EN_5_3_13;
        if (!failed.contains(provision)) {
            assertThat(scene.on(provision).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(scene.on(provision).reasons().getFirst().text())
                    .contains("does not break " + provision.name());
        }
    }

    @Test
    public void everyLineNamesKnownRequirementsAndEveryScheme() {
        for (var code : Breaches.codes()) {
            assertThat(Requirement.ALL).containsAll(Breaches.of(code).orElseThrow());
        }
        assertThat(Requirement.ALL).extracting(Requirement::scheme).isSubsetOf(Requirement.SCHEMES);
    }
}
