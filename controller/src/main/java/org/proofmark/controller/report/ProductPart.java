package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jsoup.nodes.Element;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.Verdict;

/// One product for everybody: what was asked for, what was seen, what to fix.
final class ProductPart {
    private ProductPart() {}

    static void write(Element main, Subject subject) {
        var section = main.appendElement("section").addClass("product").attr("id", subject.id());
        text(section, "h2", subject.name());
        text(section, "p", HtmlReport.facts(subject)).addClass("quiet");
        tested(section, subject);
        subject.verdicts().forEach(v -> verdict(section, subject, v));
        provisions(section, subject);
        findings(section, subject);
        var more = section.appendElement("p").addClass("quiet");
        Page.jump(more, subject.labId(), "Evidence for the laboratory");
    }

    private static void tested(Element section, Subject subject) {
        var units = subject.units().stream().map(u -> u.id().value()).toList();
        var text =
                units.isEmpty()
                        ? "No unit was tested."
                        : (units.size() == 1 ? "Tested unit: " : "Tested units: ")
                                + String.join(", ", units)
                                + ".";
        text(section, "p", text);
    }

    private static void verdict(Element section, Subject subject, Verdict verdict) {
        var article =
                section.appendElement("article")
                        .addClass("verdict")
                        .addClass(Page.css(verdict.outcome()));
        var head = article.appendElement("h3");
        Page.append(head, Sentences.requirement(verdict.requirement()) + " ");
        Page.badge(head, verdict.outcome());
        var demand = article.appendElement("p").addClass("quiet");
        text(demand, "b", "Asked for: ");
        Page.append(demand, Sentences.demand(verdict.requirement()));
        text(article, "p", Sentences.why(verdict)).addClass("why");
        cause(article, verdict);
        reasons(article, subject, verdict);
        remedies(article, verdict);
        effort(article, verdict);
    }

    /// Whether it is the rig, the device or something missing that leaves a verdict open.
    private static void cause(Element article, Verdict verdict) {
        verdict.reasons().stream()
                .map(r -> Explanations.of(verdict.outcome(), r.code()).kind().cause())
                .filter(c -> !c.isEmpty())
                .distinct()
                .forEach(c -> text(article, "p", c));
    }

    private static void reasons(Element article, Subject subject, Verdict verdict) {
        text(article, "h4", "What was seen");
        var list = article.appendElement("ul").addClass("reasons");
        var said = Sentences.why(verdict);
        for (Reason reason : verdict.reasons()) {
            var item = list.appendElement("li");
            var plain = Explanations.of(verdict.outcome(), reason.code()).plain();
            if (!said.contains(plain)) {
                text(item, "b", plain + " ");
            }
            Page.append(item, reason.text() + " ");
            text(item, "code", reason.code());
            proof(item, subject, reason.code());
        }
    }

    private static void proof(Element item, Subject subject, String code) {
        if (!subject.excerpts(code).isEmpty()) {
            item.appendText(" ");
            Page.jump(item, subject.excerptsId(code), "See it in the evidence").addClass("proof");
        }
    }

    private static void remedies(Element article, Verdict verdict) {
        var remedies = Explanations.remedies(verdict.outcome(), verdict.reasons());
        if (remedies.isEmpty()) {
            return;
        }
        text(article, "h4", verdict.outcome() == Outcome.FAIL ? "What to fix" : "What to do");
        list(article, remedies);
    }

    private static void list(Element parent, List<String> lines) {
        var list = parent.appendElement("ul");
        lines.forEach(line -> text(list, "li", line));
    }

    private static void effort(Element article, Verdict verdict) {
        var p = article.appendElement("p").addClass("quiet");
        text(p, "b", "How hard was looked: ");
        Page.append(p, Sentences.effort(verdict));
    }

    private static void provisions(Element section, Subject subject) {
        if (subject.provisions().isEmpty()) {
            return;
        }
        text(section, "h3", "Provisions of ETSI EN 303 645");
        text(
                        section,
                        "p",
                        "The European standard on which the UK's requirements rest, judged on the same"
                                + " evidence. These verdicts stand beside those above and change none"
                                + " of them.")
                .addClass("quiet");
        var table =
                new Page.Table(
                        section,
                        "Verdicts by provision",
                        List.of("Provision", "Asked for", "Verdict", "What was seen"));
        for (var verdict : subject.provisions()) {
            var cells = table.row();
            Page.append(cells.get(0), Sentences.requirement(verdict.requirement()));
            Page.append(cells.get(1), Sentences.demand(verdict.requirement()));
            Page.badge(cells.get(2), verdict.outcome());
            for (var reason : verdict.reasons()) {
                var p = text(cells.get(3), "p", reason.text() + " ");
                text(p, "code", reason.code());
                proof(p, subject, reason.code());
            }
        }
    }

    private static void findings(Element section, Subject subject) {
        if (subject.findings().isEmpty()) {
            return;
        }
        text(section, "h3", "Also seen");
        text(section, "p", "These fail no requirement, but are worth knowing.").addClass("quiet");
        var byCode = new LinkedHashMap<String, List<Finding>>();
        for (var finding : subject.findings()) {
            byCode.computeIfAbsent(finding.reason().code(), c -> new ArrayList<>()).add(finding);
        }
        var list = section.appendElement("ul").addClass("reasons");
        byCode.forEach((code, same) -> finding(list.appendElement("li"), subject, code, same));
    }

    private static void finding(Element item, Subject subject, String code, List<Finding> same) {
        var explanation = Explanations.ofFinding(code);
        text(item, "b", explanation.plain() + " ");
        Page.append(item, explanation.remedy() + " ");
        text(item, "code", code);
        proof(item, subject, code);
        var list = item.appendElement("ul");
        same.stream().map(f -> f.reason().text()).distinct().forEach(t -> text(list, "li", t));
    }
}
