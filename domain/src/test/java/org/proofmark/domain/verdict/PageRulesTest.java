package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.verdict.PageEvidence.DisclosureText;
import org.proofmark.domain.verdict.PageEvidence.EndDate;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.SupportText;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class PageRulesTest {
    private static final String URL = "https://maker.example/x";
    private static final Passage YES = Passage.found(List.of("Words."));
    private static final Passage NO = Passage.absent();
    private static final Passage PERHAPS = Passage.unclear(List.of("Soon."));

    private static PageAnswer policy(Language language, Passage contact, Passage ack, Passage upd) {
        return new PageAnswer.DisclosureRead(URL, new DisclosureText(language, contact, ack, upd));
    }

    private static PageAnswer period(Language language, Passage period, int... years) {
        var dates =
                java.util.Arrays.stream(years)
                        .mapToObj(y -> new EndDate(LocalDate.of(y, 3, 31), false, "Until " + y))
                        .toList();
        return new PageAnswer.SupportRead(URL, new SupportText(language, dates, period));
    }

    @DataProvider
    public Object[][] rulings() {
        var en = Language.ENGLISH;
        return new Object[][] {
            {
                Topic.DISCLOSURE,
                new PageAnswer.NotDeclared(),
                "INCONCLUSIVE not-declared",
                "INCONCLUSIVE not-declared"
            },
            {
                Topic.DISCLOSURE,
                new PageAnswer.NoneDeclared(),
                "FAIL not-published",
                "FAIL not-published"
            },
            {
                Topic.DISCLOSURE,
                new PageAnswer.Gone(URL, 404, 3),
                "FAIL page-gone",
                "INCONCLUSIVE not-fetched"
            },
            {
                Topic.DISCLOSURE,
                new PageAnswer.BehindLogin(URL, "it asks"),
                "FAIL behind-login",
                "INCONCLUSIVE not-fetched"
            },
            {
                Topic.DISCLOSURE,
                new PageAnswer.NotFetched(URL, "503"),
                "INCONCLUSIVE not-fetched",
                "INCONCLUSIVE not-fetched"
            },
            {
                Topic.DISCLOSURE,
                policy(en, YES, YES, YES),
                "PASS disclosure-policy-published",
                "PASS disclosure-policy-published"
            },
            {
                Topic.DISCLOSURE,
                policy(en, NO, YES, YES),
                "FAIL no-contact-published",
                "FAIL no-contact-published"
            },
            {
                Topic.DISCLOSURE,
                policy(en, YES, NO, YES),
                "FAIL no-response-times-published",
                "FAIL no-response-times-published"
            },
            {
                Topic.DISCLOSURE,
                policy(en, YES, YES, NO),
                "FAIL no-response-times-published",
                "FAIL no-response-times-published"
            },
            {
                Topic.DISCLOSURE,
                policy(en, NO, NO, NO),
                "FAIL no-contact-published,no-response-times-published",
                "FAIL no-contact-published,no-response-times-published"
            },
            {
                Topic.DISCLOSURE,
                policy(en, YES, PERHAPS, YES),
                "INCONCLUSIVE ambiguous-page",
                "INCONCLUSIVE ambiguous-page"
            },
            {
                Topic.DISCLOSURE,
                policy(Language.UNCLEAR, YES, YES, YES),
                "INCONCLUSIVE ambiguous-page",
                "INCONCLUSIVE ambiguous-page"
            },
            {
                Topic.DISCLOSURE,
                policy(Language.OTHER, NO, NO, NO),
                "FAIL not-in-english",
                "INCONCLUSIVE not-in-english"
            },
            {
                Topic.SUPPORT,
                new PageAnswer.NotDeclared(),
                "INCONCLUSIVE not-declared",
                "INCONCLUSIVE not-declared"
            },
            {
                Topic.SUPPORT,
                new PageAnswer.NoneDeclared(),
                "FAIL not-published",
                "FAIL not-published"
            },
            {
                Topic.SUPPORT,
                new PageAnswer.Gone(URL, 410, 3),
                "FAIL page-gone",
                "INCONCLUSIVE not-fetched"
            },
            {
                Topic.SUPPORT,
                period(en, YES, 2031),
                "PASS support-period-published",
                "PASS support-period-published"
            },
            {
                Topic.SUPPORT,
                period(en, YES, 2031, 2031),
                "PASS support-period-published",
                "PASS support-period-published"
            },
            {
                Topic.SUPPORT,
                period(en, YES, 2031, 2033),
                "INCONCLUSIVE ambiguous-page",
                "INCONCLUSIVE ambiguous-page"
            },
            {
                Topic.SUPPORT,
                period(en, NO),
                "FAIL support-period-not-published",
                "FAIL support-period-not-published"
            },
            {
                Topic.SUPPORT,
                period(en, YES),
                "FAIL support-period-without-end-date",
                "FAIL support-period-without-end-date"
            },
            {
                Topic.SUPPORT,
                period(en, PERHAPS),
                "INCONCLUSIVE ambiguous-page",
                "INCONCLUSIVE ambiguous-page"
            },
            {
                Topic.SUPPORT,
                period(Language.OTHER, YES, 2031),
                "FAIL not-in-english",
                "INCONCLUSIVE not-in-english"
            },
        };
    }

    @Test(dataProvider = "rulings")
    public void eachAnswerHasItsRuling(
            Topic topic, PageAnswer answer, String byMaker, String byLab) {
        assertThat(ruling(topic, answer, DeclaredBy.MAKER)).isEqualTo(byMaker);
        assertThat(ruling(topic, answer, DeclaredBy.LAB)).isEqualTo(byLab);
    }

    private static String ruling(Topic topic, PageAnswer answer, DeclaredBy by) {
        var scene = Scene.userDefined("u1");
        scene.pages = List.of(Scene.page(topic, by, answer));
        var verdict = scene.judge().verdicts().get(topic == Topic.DISCLOSURE ? 1 : 2);
        assertThat(verdict.evidence()).containsExactly(Scene.ref("page"));
        return verdict.outcome()
                + " "
                + String.join(",", verdict.reasons().stream().map(Reason::code).toList());
    }

    @Test
    public void aPassQuotesTheWordsThatCarriedIt() {
        var scene = Scene.userDefined("u1");
        scene.pages =
                List.of(
                        Scene.page(
                                Topic.DISCLOSURE,
                                DeclaredBy.MAKER,
                                policy(Language.ENGLISH, YES, YES, YES)),
                        Scene.page(
                                Topic.SUPPORT,
                                DeclaredBy.MAKER,
                                period(Language.ENGLISH, YES, 2031)));
        var verdicts = scene.judge().verdicts();
        assertThat(verdicts.get(1).reasons().getFirst().text()).contains("\"Words.\"");
        assertThat(verdicts.get(2).reasons().getFirst().text())
                .contains("2031-03:", "\"Until 2031\"");
    }

    @Test
    public void withoutADeskRunNothingIsDecided() {
        var verdicts = Scene.userDefined("u1").judge().verdicts();
        assertThat(verdicts.get(1).reasons().getFirst().code()).isEqualTo("page-not-looked-for");
        assertThat(verdicts.get(2).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }
}
