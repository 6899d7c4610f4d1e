package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.proofmark.domain.profile.Published.DeclaredBy;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;

/// What was read on published pages.
final class PagesPart {
    private PagesPart() {}

    static void write(Element section, CampaignDetail detail) {
        if (detail.pages().isEmpty()) {
            return;
        }
        text(section, "h4", "Published pages");
        var table =
                new Page.Table(
                        section,
                        "What was read on published pages",
                        List.of("Page", "Address given by", "What came of it", "Sentences"));
        for (var page : detail.pages()) {
            var cells = table.row();
            Page.append(cells.get(0), topic(page));
            Page.append(cells.get(1), page.declaredBy() == DeclaredBy.MAKER ? "maker" : "lab");
            Page.append(cells.get(2), answer(page.answer()));
            quotes(page.answer()).forEach(q -> text(cells.get(3).appendElement("p"), "q", q));
        }
    }

    private static String topic(PageEvidence page) {
        return switch (page.topic()) {
            case DISCLOSURE -> "where to report";
            case SUPPORT -> "support period";
        };
    }

    private static String answer(PageAnswer answer) {
        return switch (answer) {
            case PageAnswer.NotDeclared _ -> "no address is known";
            case PageAnswer.NoneDeclared _ -> "the maker says that there is none";
            case PageAnswer.Gone a ->
                    a.url() + ": status " + a.status() + ", " + a.fetches() + " ×";
            case PageAnswer.BehindLogin a -> a.url() + ": behind a login; " + a.sign();
            case PageAnswer.NotFetched a -> a.url() + ": not fetched; " + a.cause();
            case PageAnswer.DisclosureRead a -> a.url() + ": read, language " + a.text().language();
            case PageAnswer.SupportRead a -> a.url() + ": read, language " + a.text().language();
        };
    }

    private static List<String> quotes(PageAnswer answer) {
        var quotes = new ArrayList<String>();
        switch (answer) {
            case PageAnswer.DisclosureRead(var _, var text) -> {
                for (Passage p : List.of(text.contact(), text.acknowledgement(), text.updates())) {
                    quotes.addAll(p.quotes());
                }
            }
            case PageAnswer.SupportRead(var _, var text) -> {
                text.dates().forEach(d -> quotes.add(d.sentence()));
                quotes.addAll(text.period().quotes());
            }
            case PageAnswer.NotDeclared _,
                    PageAnswer.NoneDeclared _,
                    PageAnswer.Gone _,
                    PageAnswer.BehindLogin _,
                    PageAnswer.NotFetched _ -> {}
        }
        return quotes.stream().distinct().toList();
    }
}
