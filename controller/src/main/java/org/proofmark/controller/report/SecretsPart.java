package org.proofmark.controller.report;

import static org.proofmark.controller.report.Page.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.proofmark.controller.report.CampaignDetail.NamedSecret;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;

/// Who shares a secret with whom, by names of secrets and never by values.
final class SecretsPart {
    private SecretsPart() {}

    static void write(Element section, Subject subject, CampaignDetail detail) {
        text(section, "h4", "Comparison of the units' secrets");
        var made = detail.secrets().filter(a -> !a.analyser().isEmpty());
        if (made.isEmpty()) {
            text(section, "p", "Not made: nothing is said of who shares a secret with whom.");
            return;
        }
        var analysis = made.get();
        text(
                section,
                "p",
                "Analyser "
                        + analysis.analyser()
                        + "; tried: "
                        + String.join("; ", analysis.transforms())
                        + "; "
                        + Sentences.count(analysis.compared().size(), "secret")
                        + " compared, "
                        + Sentences.count(
                                analysis.inputs().size(), "different value", "different values")
                        + ".");
        table(section, subject, detail, analysis);
    }

    private static void table(
            Element section, Subject subject, CampaignDetail detail, SecretAnalysis analysis) {
        var own = subject.units().stream().map(u -> u.id()).toList();
        var compared = analysis.compared().stream().filter(r -> own.contains(r.unit())).toList();
        if (compared.isEmpty()) {
            return;
        }
        var table =
                new Page.Table(
                        section,
                        "Secrets by name; equal letters are equal values",
                        List.of("Unit", "Secret", "Found", "Value", "Shared with", "In the list"));
        for (var ref : compared) {
            table.row(
                    ref.unit().value(),
                    ref.secretId() + " (attempt " + ref.attempt() + ")",
                    found(detail, ref),
                    value(analysis, ref),
                    others(analysis, ref),
                    listed(analysis, ref));
        }
    }

    private static String found(CampaignDetail detail, SecretRef ref) {
        return detail.named().stream()
                .filter(n -> n.ref().equals(ref))
                .map((NamedSecret n) -> n.credential() + ", " + n.when())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Optional<EqualSecrets> group(SecretAnalysis analysis, SecretRef ref) {
        return analysis.equal().stream().filter(g -> g.secrets().contains(ref)).findFirst();
    }

    private static String value(SecretAnalysis analysis, SecretRef ref) {
        return group(analysis, ref)
                .map(g -> "••• " + letters(analysis.equal().indexOf(g)))
                .orElse("••• (no other is equal)");
    }

    /// A to Z, then AA, AB and so on.
    private static String letters(int index) {
        var letter = String.valueOf((char) ('A' + index % 26));
        return index < 26 ? letter : letters(index / 26 - 1) + letter;
    }

    private static String others(SecretAnalysis analysis, SecretRef ref) {
        var units =
                group(analysis, ref).stream()
                        .flatMap(g -> g.secrets().stream())
                        .map(SecretRef::unit)
                        .filter(u -> !u.equals(ref.unit()))
                        .distinct()
                        .map(UnitId::value)
                        .toList();
        return units.isEmpty() ? "no other unit" : String.join(", ", units);
    }

    private static String listed(SecretAnalysis analysis, SecretRef ref) {
        return analysis.listed().stream()
                .filter(l -> l.secret().equals(ref))
                .map(l -> "yes, as " + l.entry())
                .findFirst()
                .orElse("no");
    }
}
