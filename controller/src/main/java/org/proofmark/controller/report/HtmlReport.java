package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.proofmark.domain.verdict.Verdict;

/// report.html: one file that needs no other and no script. First, for people who know nothing of
/// the standards, what was tested, what came out, why, and what to fix; below, for the laboratory,
/// what proves it.
final class HtmlReport {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    static byte[] bytes(ReportContent content) {
        var subjects = Subject.of(content);
        var names =
                subjects.stream().map(Subject::name).distinct().collect(Collectors.joining(", "));
        var page = new Page("Proofmark report: " + Page.clean(names), Style.CSS);
        Page.jump(page.body(), "results", "Go to the results").addClass("skip");
        var columns = page.body().appendElement("div").addClass("columns");
        contents(columns, subjects, content);
        var main = columns.appendElement("main");
        header(main, subjects, content);
        var results = main.appendElement("section").attr("id", "results");
        text(results, "h2", "Results").addClass("unseen");
        subjects.forEach(s -> result(results, s));
        subjects.forEach(s -> ProductPart.write(main, s));
        LimitsPart.write(main, subjects);
        lab(main, subjects, content);
        return page.bytes();
    }

    /// An instant for people.
    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    private static void contents(Element body, List<Subject> subjects, ReportContent content) {
        var nav = body.appendElement("nav").attr("aria-label", "Contents");
        text(nav, "p", "Proofmark").addClass("brand");
        var list = nav.appendElement("ul");
        entry(list, "results", "Results");
        subjects.forEach(s -> entry(list, s.id(), s.name()));
        entry(list, "limits", "What was not checked");
        text(nav, "p", "For the laboratory").addClass("group");
        var lab = nav.appendElement("ul");
        subjects.forEach(s -> entry(lab, s.labId(), s.device() + ", firmware " + s.firmware()));
        if (!content.secrets().isEmpty()) {
            entry(lab, "secrets", "Secrets found");
        }
        entry(lab, "files", "Evidence files");
        entry(lab, "about", "About this report");
    }

    private static void entry(Element list, String id, String text) {
        Page.jump(list.appendElement("li"), id, text);
    }

    private static void header(Element main, List<Subject> subjects, ReportContent content) {
        var header = main.appendElement("header");
        text(header, "p", "Test report · " + minute(content.createTime())).addClass("eyebrow");
        text(header, "h1", Sentences.headline(subjects));
        text(header, "p", tested(subjects)).addClass("lead");
        if (content.assessments().stream().anyMatch(a -> !a.certified())) {
            text(
                            header,
                            "p",
                            "Uncertified: a suite of the user's own was used. Its results say what"
                                    + " that suite asserts and nothing about any law or standard.")
                    .addClass("notice");
        }
    }

    private static String tested(List<Subject> subjects) {
        var units = subjects.stream().mapToInt(s -> s.units().size()).sum();
        var names =
                subjects.stream().map(Subject::name).distinct().collect(Collectors.joining(", "));
        return subjects.isEmpty()
                ? "There is no verdict."
                : "Tested: " + names + ", on " + Sentences.count(units, "unit") + ".";
    }

    /// The verdicts on one product in a sentence each.
    private static void result(Element section, Subject subject) {
        var card =
                section.appendElement("article")
                        .addClass("card")
                        .addClass(Page.css(subject.outcome()));
        var head = card.appendElement("h3");
        Page.jump(head, subject.id(), subject.name());
        head.appendText(" ");
        Page.badge(head, subject.outcome());
        text(card, "p", facts(subject)).addClass("quiet");
        var list = card.appendElement("dl").addClass("verdicts");
        for (Verdict verdict : subject.verdicts()) {
            var row = list.appendElement("div");
            var name = row.appendElement("dt");
            Page.append(name, Sentences.requirement(verdict.requirement()));
            var value = row.appendElement("dd");
            Page.badge(value, verdict.outcome());
            Page.append(value, " " + Sentences.why(verdict));
        }
    }

    /// Firmware, units, preset.
    static String facts(Subject subject) {
        var preset = subject.verdicts().getFirst().effort().preset();
        return "Firmware "
                + subject.firmware()
                + " · "
                + Sentences.count(subject.units().size(), "unit")
                + " · preset ‘"
                + preset
                + "’ · "
                + subject.device();
    }

    private static void lab(Element main, List<Subject> subjects, ReportContent content) {
        var section = main.appendElement("section").addClass("lab");
        text(section, "h2", "For the laboratory").addClass("part");
        text(
                section,
                "p",
                "Every reason, unit, attempt and file on which the verdicts above rest.");
        var files = new FilesPart(content);
        subjects.forEach(s -> LabPart.write(section, s, files));
        files.secrets(section);
        files.files(section);
        files.about(section);
    }
}
