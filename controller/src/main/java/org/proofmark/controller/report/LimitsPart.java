package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Bounds;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.Verdict;

/// What the verdicts do not say.
final class LimitsPart {
    private LimitsPart() {}

    static void write(Element main, List<Subject> subjects) {
        var section = main.appendElement("section").attr("id", "limits");
        text(section, "h2", "What was not checked");
        text(
                section,
                "p",
                "PASS means that no breach was found with the effort that is stated. It is no proof"
                        + " that there is none, and no seal on anything that is not listed here.");
        var general = section.appendElement("ul");
        general().forEach(line -> text(general, "li", line));
        for (var subject : subjects) {
            var lines = of(subject);
            text(section, "h3", subject.name() + ", firmware " + subject.firmware());
            var list = section.appendElement("ul");
            lines.forEach(line -> text(list, "li", line));
        }
    }

    private static List<String> general() {
        return List.of(
                "Only the requirements named in this report. Nothing is said of encryption, of how"
                        + " updates are made, of personal data, of apps and cloud services, or of"
                        + " radio.",
                "Only the interfaces that the profile names, and TCP ports that were found open.",
                "Only the firmware that was on the units when they were tested.");
    }

    private static List<String> of(Subject subject) {
        var lines = new ArrayList<String>();
        subject.verdicts().stream()
                .filter(v -> v.outcome() == Outcome.INCONCLUSIVE)
                .map(v ->
                        Sentences.requirement(v.requirement())
                                + ": not decided. This is neither a pass nor a fail.")
                .forEach(lines::add);
        subject.verdicts().stream()
                .filter(v -> v.requirement().equals(Requirement.PASSWORDS))
                .findFirst()
                .ifPresent(v -> passwords(subject, v, lines));
        if (subject.verdicts().stream().anyMatch(Sentences::published)) {
            lines.add(
                    "Published pages were read by a program on the day of the test; what they say"
                            + " later, or elsewhere, was not looked at.");
        }
        return lines;
    }

    private static void passwords(Subject subject, Verdict verdict, List<String> lines) {
        var effort = verdict.effort();
        lines.add(units(effort.units()));
        lines.add(resets(subject, effort.resets(), effort.resetPaths()));
        lines.add(
                Sentences.count(effort.tries(), "try", "tries")
                        + " with passwords that everybody knows "
                        + (effort.tries() == 1 ? "was" : "were")
                        + " answered, over all units and interfaces; no other password was guessed.");
        subject.detail()
                .ifPresent(d ->
                        lines.add(
                                d.secrets()
                                        .filter(a -> !a.analyser().isEmpty())
                                        .map(a ->
                                                "The passwords found were compared by: "
                                                        + String.join("; ", a.transforms())
                                                        + ". Whether they could be worked out in"
                                                        + " another way was not looked for.")
                                        .orElse(
                                                "The passwords found were not compared with each"
                                                        + " other.")));
        subject.detail()
                .flatMap(CampaignDetail::secrets)
                .map(LimitsPart::images)
                .ifPresent(lines::add);
    }

    private static String images(SecretAnalysis analysis) {
        return analysis.images().stream()
                .map(i ->
                        i.tried()
                                + " of "
                                + Sentences.count(i.found(), "string")
                                + " of the firmware image "
                                + i.digest()
                                + " were tried as salts and keys of the passwords. A salt that is no"
                                + " text, is made while the device runs or is packed in another way"
                                + " than gzip, zlib, xz and LZMA was not.")
                .findFirst()
                .orElse(
                        "No firmware image was searched: a hash with a constant salt cannot be told"
                                + " from a keyed one.");
    }

    private static String units(int units) {
        if (units == 0) {
            return "No unit gave evidence that counts.";
        }
        return Sentences.count(units, "unit")
                + " of all that are sold "
                + (units == 1 ? "was" : "were")
                + " looked at. A fault that shows on fewer than "
                + Bounds.percent(Bounds.faultyBelow(units))
                + " of units may have been missed (95 % confidence).";
    }

    private static String resets(Subject subject, int resets, List<String> paths) {
        var all = subject.detail().map(d -> d.product().resetPaths()).orElse(List.of());
        var left = all.stream().filter(p -> !paths.contains(p)).collect(Collectors.joining(", "));
        var missed = left.isEmpty() ? "" : " Ways to reset that were not gone: " + left + ".";
        return resets == 0
                ? "No factory reset was proven, so nothing is said of what a reset does." + missed
                : Sentences.count(resets, "factory reset")
                        + " "
                        + (resets == 1 ? "was" : "were")
                        + " made. What happens in fewer than "
                        + Bounds.percent(Bounds.faultyBelow(resets))
                        + " of resets may have been missed (95 % confidence)."
                        + missed;
    }
}
