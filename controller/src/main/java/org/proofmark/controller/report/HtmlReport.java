package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.table;
import static org.proofmark.controller.report.Page.text;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Verdict;

/// report.html: one file that needs no other, for people who know nothing of the standards. First
/// what was tested and what came out, then why, then how hard was looked and what proves it.
final class HtmlReport {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private HtmlReport() {}

    static byte[] bytes(ReportContent content) {
        var page = new Page("Proofmark report", Style.CSS);
        var main = page.main();
        header(main, content);
        overview(main, content);
        content.assessments().forEach(a -> populations(main, a));
        secrets(main, content);
        files(main, content);
        text(
                main.appendElement("footer"),
                "p",
                "Made by Proofmark "
                        + content.version()
                        + ". The machine-readable form of this report is report.json.");
        return page.bytes();
    }

    private static void header(Element main, ReportContent content) {
        var header = main.appendElement("header");
        text(header, "h1", "Proofmark report");
        text(header, "p", Sentences.whatWasTested(content)).addClass("lead");
        text(header, "p", Sentences.whatCameOut(content)).addClass("lead");
        text(header, "p", "Judged on " + DAY.format(content.createTime()) + ".").addClass("quiet");
        if (content.assessments().stream().anyMatch(a -> !a.certified())) {
            text(
                            header,
                            "p",
                            "Uncertified: a suite of the user's own was used. Its results say what"
                                    + " that suite asserts and nothing about any law or standard.")
                    .addClass("notice");
        }
    }

    private static void overview(Element main, ReportContent content) {
        var section = main.appendElement("section");
        text(section, "h2", "Verdicts");
        var body = table(section, List.of("Product", "Requirement", "Verdict", "Why"));
        for (var assessment : content.assessments()) {
            for (var verdict : assessment.verdicts()) {
                var row = body.appendElement("tr");
                text(row, "td", Sentences.product(verdict));
                text(row, "td", Sentences.requirement(verdict.requirement()));
                badge(row.appendElement("td"), verdict.outcome());
                text(row, "td", verdict.reasons().getFirst().text());
            }
        }
    }

    private static void populations(Element main, Assessment assessment) {
        var names = assessment.verdicts().stream().map(Verdict::population).distinct().toList();
        for (var population : names) {
            var verdicts =
                    assessment.verdicts().stream()
                            .filter(v -> v.population().equals(population))
                            .toList();
            var section = main.appendElement("section");
            text(section, "h2", Sentences.product(verdicts.getFirst()));
            verdicts.forEach(v -> verdict(section, v));
            units(section, assessment, population);
            findings(section, assessment, population);
        }
    }

    private static void verdict(Element section, Verdict verdict) {
        var article = section.appendElement("article");
        var head = article.appendElement("h3");
        head.appendText(Sentences.requirement(verdict.requirement()) + " ");
        badge(head, verdict.outcome());
        text(article, "p", Sentences.meaning(verdict));
        reasons(article, verdict);
        text(article, "p", Sentences.effort(verdict)).addClass("quiet");
        evidence(article, verdict.evidence());
    }

    private static void reasons(Element article, Verdict verdict) {
        var list = article.appendElement("ul");
        for (var reason : verdict.reasons()) {
            var item = list.appendElement("li");
            item.appendText(Page.clean(reason.text()) + " ");
            text(item, "code", reason.code());
        }
    }

    private static void units(Element section, Assessment assessment, String population) {
        var units =
                assessment.units().stream().filter(u -> u.population().equals(population)).toList();
        if (units.isEmpty()) {
            return;
        }
        text(section, "h3", "Units");
        var body = table(section, List.of("Unit", "Batch", "Firmware", "Verdict", "Why"));
        for (var unit : units) {
            var own =
                    assessment.unitVerdicts().stream()
                            .filter(v -> v.unit().equals(unit.id()))
                            .toList();
            var row = body.appendElement("tr");
            text(row, "td", unit.id().value());
            text(row, "td", unit.batch().isEmpty() ? "unknown" : unit.batch());
            text(row, "td", unit.firmware());
            var badges = row.appendElement("td");
            own.forEach(v -> badge(badges, v.verdict().outcome()));
            text(
                    row,
                    "td",
                    own.stream()
                            .flatMap(v -> v.verdict().reasons().stream())
                            .map(r -> r.text())
                            .collect(Collectors.joining(" ")));
        }
    }

    private static void findings(Element section, Assessment assessment, String population) {
        var findings =
                assessment.findings().stream()
                        .filter(f -> f.population().equals(population))
                        .toList();
        if (findings.isEmpty()) {
            return;
        }
        text(section, "h3", "Also seen");
        text(section, "p", "These do not fail a requirement, but are worth knowing.")
                .addClass("quiet");
        var list = section.appendElement("ul");
        for (Finding finding : findings) {
            var item = list.appendElement("li");
            item.appendText(Page.clean(finding.reason().text()) + " ");
            text(item, "code", finding.reason().code());
        }
    }

    private static void evidence(Element article, List<EvidenceRef> evidence) {
        if (evidence.isEmpty()) {
            return;
        }
        var details = article.appendElement("details");
        text(details, "summary", "Evidence (" + evidence.size() + ")");
        var body = table(details, List.of("Name", "SHA-256"));
        for (var ref : evidence) {
            var row = body.appendElement("tr");
            text(row, "td", ref.name());
            text(row.appendElement("td"), "code", ref.digest().hex());
        }
    }

    private static void secrets(Element main, ReportContent content) {
        if (content.secrets().isEmpty()) {
            return;
        }
        var section = main.appendElement("section");
        text(section, "h2", "Secrets found");
        text(section, "p", "Plain values: keep this report as you would keep the devices' keys.")
                .addClass("notice");
        var body = table(section, List.of("Unit", "Credential", "Account", "When", "Value"));
        for (var secret : content.secrets()) {
            var row = body.appendElement("tr");
            text(row, "td", secret.unit());
            text(row, "td", secret.credential());
            text(row, "td", secret.username());
            text(row, "td", secret.when());
            text(row.appendElement("td"), "code", secret.value());
        }
    }

    private static void files(Element main, ReportContent content) {
        if (content.files().isEmpty()) {
            return;
        }
        var section = main.appendElement("section");
        text(section, "h2", "Evidence files");
        text(
                section,
                "p",
                "Each file can be checked with sha256sum: the digest is over its bytes.");
        var details = section.appendElement("details");
        text(details, "summary", Sentences.count(content.files().size(), "file"));
        var body = table(details, List.of("File", "Bytes", "SHA-256"));
        for (var file : content.files()) {
            var row = body.appendElement("tr");
            text(row, "td", file.path());
            text(row, "td", String.valueOf(file.sizeBytes()));
            text(row.appendElement("td"), "code", file.digest().hex());
        }
    }

    private static void badge(Element parent, Outcome outcome) {
        text(parent, "span", outcome.name())
                .addClass("badge")
                .addClass(outcome.name().toLowerCase(Locale.ROOT));
    }
}
