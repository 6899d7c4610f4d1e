package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.proofmark.controller.report.CampaignDetail.Clip;
import org.proofmark.controller.report.CampaignDetail.Excerpt;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.Verdict;

/// One product for the laboratory: reasons per unit, excerpts of evidence, secrets, attempts.
final class LabPart {
    private LabPart() {}

    static void write(Element lab, Subject subject, FilesPart files) {
        var section = lab.appendElement("section").attr("id", subject.labId());
        text(section, "h3", subject.name() + ", " + subject.population()).addClass("subject");
        subject.detail().ifPresent(d -> plan(section, d));
        units(section, subject);
        verdicts(section, subject, files);
        excerpts(section, subject);
        subject.detail()
                .ifPresent(d -> {
                    SecretsPart.write(section, subject, d);
                    AttemptsPart.write(section, subject, d);
                    PagesPart.write(section, d);
                });
    }

    private static void plan(Element section, CampaignDetail detail) {
        var plan = detail.plan();
        var table = new Page.Table(section, "What was asked for", List.of("Fact", "Value"));
        table.row("Campaign", detail.campaign().value());
        table.row(
                "Time",
                HtmlReport.minute(plan.createTime())
                        + " to "
                        + plan.endTime().map(HtmlReport::minute).orElse("(not ended)"));
        table.row(
                "Effort",
                "preset "
                        + plan.preset().name()
                        + ": "
                        + plan.preset().resetsText()
                        + " of each unit, "
                        + plan.preset().dictionary().text()
                        + " of universal defaults a unit and interface");
        table.row("Suite", plan.suite() + ", SHA-256 " + plan.suiteDigest().hex());
        table.row("Profile", plan.profile() + ", SHA-256 " + plan.profileDigest().hex());
        table.row(
                "Firmware image",
                detail.secrets().stream()
                        .flatMap(a -> a.images().stream())
                        .map(i ->
                                "SHA-256 "
                                        + i.digest().hex()
                                        + ", "
                                        + i.tried()
                                        + " of its "
                                        + Sentences.count(i.found(), "string")
                                        + " tried as salts and keys")
                        .findFirst()
                        .orElse("none was searched"));
        table.row("Seed", String.valueOf(plan.seed()));
        table.row("Interfaces documented", String.join(", ", detail.product().interfaces()));
        table.row("Ways to reset", String.join(", ", detail.product().resetPaths()));
        if (!plan.cancelReason().isEmpty()) {
            table.row("Cancelled", plan.cancelReason());
        }
    }

    private static void units(Element section, Subject subject) {
        var table =
                new Page.Table(
                        section,
                        "Verdicts by unit",
                        List.of("Unit", "Batch", "Requirement", "Verdict", "Reasons", "Effort"));
        for (var unit : subject.units()) {
            var own =
                    subject.assessment().unitVerdicts().stream()
                            .filter(v -> v.unit().equals(unit.id()))
                            .map(v -> v.verdict())
                            .toList();
            var batch = unit.batch().isEmpty() ? "unknown" : unit.batch();
            if (own.isEmpty()) {
                table.row(unit.id().value(), batch, "", "", "No verdict on this unit alone.", "");
            }
            own.forEach(v -> unit(table, unit.id(), batch, v));
        }
    }

    private static void unit(Page.Table table, UnitId unit, String batch, Verdict verdict) {
        var cells = table.row();
        Page.append(cells.get(0), unit.value());
        Page.append(cells.get(1), batch);
        Page.append(cells.get(2), verdict.requirement().name());
        Page.badge(cells.get(3), verdict.outcome());
        for (var reason : verdict.reasons()) {
            var p = cells.get(4).appendElement("p");
            text(p, "code", reason.code());
            Page.append(p, " " + reason.text());
        }
        var effort = verdict.effort();
        Page.append(
                cells.get(5),
                Sentences.count(effort.resets(), "reset")
                        + ", "
                        + Sentences.count(effort.tries(), "try", "tries"));
    }

    private static void verdicts(Element section, Subject subject, FilesPart files) {
        for (var verdict : subject.verdicts()) {
            var title = "Evidence of “" + Sentences.requirement(verdict.requirement()) + "”";
            evidence(section, title, verdict.evidence(), files);
            var source = Sentences.source(verdict.requirement());
            if (!source.isEmpty()) {
                text(section, "p", source + ".").addClass("quiet");
            }
        }
        var found =
                subject.findings().stream().flatMap(f -> f.evidence().stream()).distinct().toList();
        evidence(section, "Evidence of what was also seen", found, files);
    }

    private static void evidence(
            Element section, String title, List<EvidenceRef> evidence, FilesPart files) {
        if (evidence.isEmpty()) {
            return;
        }
        var details =
                Page.details(section, title + ": " + Sentences.count(evidence.size(), "file"));
        var table = new Page.Table(details, title, List.of("File", "SHA-256"));
        for (var ref : evidence) {
            var cells = table.row();
            files.link(cells.get(0), ref);
            text(cells.get(1), "code", ref.digest().hex());
        }
    }

    private static void excerpts(Element section, Subject subject) {
        var codes =
                Stream.concat(
                                subject.allVerdicts().stream().flatMap(v -> v.reasons().stream()),
                                subject.findings().stream().map(f -> f.reason()))
                        .map(r -> r.code())
                        .distinct()
                        .filter(c -> !subject.excerpts(c).isEmpty())
                        .toList();
        if (codes.isEmpty()) {
            return;
        }
        text(section, "h4", "Where it was seen");
        text(
                        section,
                        "p",
                        "Lines of the evidence at the records that carry each reason. Secrets are"
                                + " masked as •••; the files have every byte.")
                .addClass("quiet");
        for (var code : codes) {
            var group = section.appendElement("div").attr("id", subject.excerptsId(code));
            var head = group.appendElement("h5");
            Page.append(head, plain(subject, code) + " ");
            text(head, "code", code);
            subject.excerpts(code).forEach(e -> excerpt(group, e));
        }
    }

    private static String plain(Subject subject, String code) {
        return subject.allVerdicts().stream()
                .filter(v -> v.reasons().stream().anyMatch(r -> r.code().equals(code)))
                .findFirst()
                .map(v -> Explanations.of(v.outcome(), code).plain())
                .orElseGet(() -> Explanations.ofFinding(code).plain());
    }

    private static void excerpt(Element group, Excerpt excerpt) {
        var at = excerpt.at();
        text(
                        group,
                        "p",
                        "Unit "
                                + at.unit()
                                + ", "
                                + at.phase().name().toLowerCase(Locale.ROOT)
                                + " attempt "
                                + at.attempt()
                                + ", record "
                                + at.sequence()
                                + ": "
                                + excerpt.text())
                .addClass("record");
        excerpt.clips().forEach(c -> clip(group, c));
    }

    private static void clip(Element group, Clip clip) {
        var figure = group.appendElement("figure");
        var caption = figure.appendElement("figcaption");
        Page.file(caption, clip.path(), clip.path());
        Page.append(caption, ", " + clip.place());
        text(figure, "pre", String.join("\n", clip.lines()));
    }
}
