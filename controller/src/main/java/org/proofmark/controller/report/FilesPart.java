package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.run.Digest;

/// The evidence folder, plain secrets where they were asked for, and where the report comes from.
final class FilesPart {
    private final ReportContent content;
    private final Map<Digest, EvidenceFile> byDigest = new HashMap<>();

    FilesPart(ReportContent content) {
        this.content = content;
        content.files().forEach(f -> byDigest.putIfAbsent(f.digest(), f));
    }

    /// A link to the file, or its name where the folder has none of these bytes.
    void link(Element cell, EvidenceRef ref) {
        var file = byDigest.get(ref.digest());
        if (file == null) {
            Page.append(cell, ref.name() + " (not in the folder)");
        } else {
            Page.file(cell, file.path(), file.path());
        }
    }

    void secrets(Element lab) {
        if (content.secrets().isEmpty()) {
            return;
        }
        var section = lab.appendElement("section").attr("id", "secrets");
        text(section, "h3", "Secrets found");
        text(section, "p", "Plain values: keep this report as you would keep the devices' keys.")
                .addClass("notice");
        var table =
                new Page.Table(
                        section,
                        "Secrets in plain",
                        List.of("Unit", "Credential", "Account", "When", "Value"));
        for (var secret : content.secrets()) {
            var cells = table.row();
            Page.append(cells.get(0), secret.unit());
            Page.append(cells.get(1), secret.credential());
            Page.append(cells.get(2), secret.username());
            Page.append(cells.get(3), secret.when());
            text(cells.get(4), "code", secret.value());
        }
    }

    void files(Element lab) {
        var section = lab.appendElement("section").attr("id", "files");
        text(section, "h3", "Evidence files");
        if (content.files().isEmpty()) {
            text(section, "p", "No evidence goes with this report.");
            return;
        }
        var p = section.appendElement("p");
        Page.append(p, "The folder ");
        text(p, "code", "evidence/");
        Page.append(p, " beside this report. Each file can be checked: ");
        text(p, "code", "cd evidence && sha256sum -c SHA256SUMS");
        Page.append(p, "; the digest is over the file's bytes.");
        var details = Page.details(section, Sentences.count(content.files().size(), "file"));
        var table =
                new Page.Table(details, "Files of the folder", List.of("File", "Bytes", "SHA-256"));
        for (var file : content.files()) {
            var cells = table.row();
            Page.file(cells.get(0), file.path(), file.path());
            Page.append(cells.get(1), String.valueOf(file.sizeBytes()));
            text(cells.get(2), "code", file.digest().hex());
        }
    }

    void about(Element lab) {
        var section = lab.appendElement("section").attr("id", "about");
        text(section, "h3", "About this report");
        var table = new Page.Table(section, "Where it comes from", List.of("Fact", "Value"));
        table.row("Judged", content.createTime().toString());
        table.row("Proofmark", content.version());
        table.row("Format of report.json", JsonReport.FORMAT);
        for (var assessment : content.assessments()) {
            table.row(
                    "Campaign",
                    assessment.campaign().value()
                            + (assessment.certified()
                                    ? ", certifying suite"
                                    : ", uncertified suite of the user's own"));
        }
        var p = section.appendElement("p").addClass("quiet");
        Page.append(p, "The machine-readable form of this report is ");
        text(p, "code", "report.json");
        Page.append(p, ", and ");
        text(p, "code", "junit.xml");
        Page.append(
                p,
                " for CI. The same evidence always gives the same verdicts. FAIL: the device was"
                        + " seen to break the requirement. PASS: no breach was found at the effort"
                        + " stated. INCONCLUSIVE: neither; something was missing, unreadable, or the"
                        + " rig had a fault.");
    }
}
