package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.proofmark.credential.analysis.PopulationPicture;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.domain.verdict.Outcome;

/// The page about a list of passwords, for an engineer of the manufacturer: what came out, why,
/// what to change, and how hard was looked. One file that needs no other and no script; it shows no
/// password. Pure: the same content gives the same page.
public final class PopulationPage {
    private static final String CSS = Style.CSS + Style.read("population.css");

    private PopulationPage() {}

    /// What the page is about.
    ///
    /// @param list the list's name, for people
    /// @param rows of the list, without its header
    /// @param leftOut rows that are not part of the analysis
    /// @param odd rows that are, without a value that could not be read
    /// @param problems the first of both
    public record Content(
            String list,
            PopulationReport report,
            PopulationPicture picture,
            long rows,
            long leftOut,
            long odd,
            List<Problem> problems) {
        public Content {
            problems = List.copyOf(problems);
        }
    }

    /// A row that could not be read as it should.
    ///
    /// @param line the first being 1
    public record Problem(long line, String text) {}

    /// The page in UTF-8.
    public static byte[] bytes(Content content) {
        var page = new Page("Proofmark: passwords of " + Page.clean(content.list), CSS);
        Page.jump(page.body(), "results", "Go to the results").addClass("skip");
        var columns = page.body().appendElement("div").addClass("columns");
        contents(columns, content);
        var main = columns.appendElement("main");
        header(main, content);
        results(main, content.report);
        findings(main, content.report);
        PopulationPlots.write(main, content);
        effort(main, content.report.effort());
        problems(main, content);
        return page.bytes();
    }

    private static void contents(Element body, Content content) {
        var nav = body.appendElement("nav").attr("aria-label", "Contents");
        text(nav, "p", "Proofmark").addClass("brand");
        var list = nav.appendElement("ul");
        entry(list, "results", "Results");
        if (!content.report.findings().isEmpty()) {
            entry(list, "findings", "What was found");
        }
        entry(list, "plots", "Pictures");
        entry(list, "effort", "How hard was looked");
        if (content.leftOut + content.odd > 0) {
            entry(list, "rows", "Rows to correct");
        }
    }

    private static void entry(Element list, String id, String text) {
        Page.jump(list.appendElement("li"), id, text);
    }

    private static void header(Element main, Content content) {
        var header = main.appendElement("header");
        text(header, "p", "Passwords of a production list · " + content.list).addClass("eyebrow");
        var outcome = content.report.outcome();
        var title =
                text(
                        header,
                        "h1",
                        switch (outcome) {
                            case FAIL -> "The passwords of this list break a rule ";
                            case INCONCLUSIVE -> "The list does not settle it ";
                            case PASS -> "No rule is broken in this list, at the stated effort ";
                        });
        Page.badge(title, outcome);
        var effort = content.report.effort();
        text(
                        header,
                        "p",
                        String.format(
                                Locale.ROOT,
                                "%,d units%s; passwords compared with %s.",
                                effort.units(),
                                effort.batches() > 0 ? " of " + effort.batches() + " batches" : "",
                                effort.fields().isEmpty()
                                        ? "nothing: the list has no identifiers"
                                        : String.join(", ", effort.fields())))
                .addClass("lead");
    }

    private static void results(Element main, PopulationReport report) {
        var section = section(main, "results", "Results");
        var card =
                section.appendElement("article")
                        .addClass("card")
                        .addClass(Page.css(report.outcome()));
        var list = card.appendElement("dl").addClass("verdicts");
        for (var verdict : report.verdicts()) {
            var row = list.appendElement("div");
            var name = row.appendElement("dt");
            Page.append(name, verdict.rule().label() + " " + verdict.rule().text());
            var value = row.appendElement("dd");
            Page.badge(value, verdict.outcome());
            Page.append(value, " " + verdict.reasons().getFirst());
            if (verdict.reasons().size() > 1) {
                var more = value.appendElement("ul");
                verdict.reasons()
                        .subList(1, verdict.reasons().size())
                        .forEach(reason -> text(more, "li", reason));
            }
        }
    }

    private static void findings(Element main, PopulationReport report) {
        if (report.findings().isEmpty()) {
            return;
        }
        var section = section(main, "findings", "What was found");
        report.findings().forEach(f -> finding(section, f, report.effort().units()));
    }

    private static void finding(Element section, PopulationFinding finding, long units) {
        var outcome =
                switch (finding.weight()) {
                    case BREAKS -> Outcome.FAIL;
                    case ASKS -> Outcome.INCONCLUSIVE;
                    case NOTES -> Outcome.PASS;
                };
        var card = section.appendElement("article").addClass("card").addClass(Page.css(outcome));
        var head = text(card, "h3", Remedies.title(finding.kind()) + " ");
        Page.badge(head, outcome);
        text(card, "p", finding.explanation());
        text(card, "p", "What to change: " + Remedies.remedy(finding.kind())).addClass("change");
        var facts = card.appendElement("dl").addClass("verdicts");
        fact(facts, "Way from what is known to the password", finding.transform());
        fact(
                facts,
                "Units explained",
                String.format(
                        Locale.ROOT,
                        "%,d of %,d (%.1f %%)",
                        finding.unitsExplained(),
                        units,
                        100.0 * finding.unitsExplained() / Math.max(1, units)));
        if (!finding.examples().isEmpty()) {
            fact(facts, "Such as unit", String.join(", ", finding.examples()) + " (password •••)");
        }
        finding.counterExample().ifPresent(unit -> fact(facts, "But not unit", unit));
        fact(
                facts,
                "Probability that chance did it, after correction for all that was tried",
                chance(finding));
        fact(
                facts,
                "Rules",
                String.join(", ", finding.kind().rules().stream().map(r -> r.label()).toList()));
    }

    private static String chance(PopulationFinding finding) {
        if (finding.log10Coincidence() == Double.NEGATIVE_INFINITY) {
            return "none: it is a fact";
        }
        return finding.log10Coincidence() < -300
                ? "below 10^-300"
                : String.format(Locale.ROOT, "%.1e", finding.coincidenceProbability());
    }

    private static void fact(Element list, String name, String value) {
        var row = list.appendElement("div");
        text(row, "dt", name);
        text(row, "dd", value);
    }

    private static void effort(Element main, PopulationReport.Effort effort) {
        var section = section(main, "effort", "How hard was looked");
        text(
                section,
                "p",
                String.format(
                        Locale.ROOT,
                        "Equal passwords were looked for among all %,d units. %,d units were searched"
                                + " deeply, with %,d transforms; what they showed was counted over the whole"
                                + " list.",
                        effort.units(),
                        effort.studied(),
                        effort.transformsTried()));
        var bounds = section.appendElement("ul");
        text(
                bounds,
                "li",
                String.format(
                        Locale.ROOT,
                        "With 95 %% confidence fewer than %.3g %% of units of this kind have a fault that"
                                + " the searches know, where none was found.",
                        100 * effort.faultyBelow()));
        if (effort.keyspaceAbove() > 0) {
            text(
                    bounds,
                    "li",
                    String.format(
                            Locale.ROOT,
                            "No two passwords are equal: with 95 %% confidence the generator has more than"
                                    + " %.3g values.",
                            effort.keyspaceAbove()));
        }
        text(
                bounds,
                "li",
                String.format(
                        Locale.ROOT,
                        "By their characters there are more than 2^%.1f values (95 %%).",
                        effort.keyspace().bitsBelow()));
        if (!effort.transforms().isEmpty()) {
            var table = new Page.Table(section, "Transforms tried", List.of("Kind", "How many"));
            effort.transforms()
                    .forEach((kind, count) ->
                            table.row(kind, String.format(Locale.ROOT, "%,d", count)));
        }
    }

    private static void problems(Element main, Content content) {
        if (content.leftOut + content.odd == 0) {
            return;
        }
        var section = section(main, "rows", "Rows to correct");
        text(
                section,
                "p",
                String.format(
                        Locale.ROOT,
                        "Of %,d rows %,d were left out and %,d were used without a value that could not be"
                                + " read. The first of them:",
                        content.rows,
                        content.leftOut,
                        content.odd));
        var table = new Page.Table(section, "By line", List.of("Line", "What is wrong"));
        content.problems.forEach(p -> table.row("" + p.line, p.text));
    }

    static Element section(Element main, String id, String title) {
        var section = main.appendElement("section").attr("id", id);
        text(section, "h2", title);
        return section;
    }
}
