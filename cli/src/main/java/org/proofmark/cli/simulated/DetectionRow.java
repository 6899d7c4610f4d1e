package org.proofmark.cli.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.FindingLine;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.cli.simulated.SimulatedLab.Ran;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.virtuallab.catalogue.CatalogueEntry;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Demand;
import org.proofmark.virtuallab.catalogue.CatalogueEntry.Group;

/// What was planted into one device and what was found. Only what the report says is looked at.
///
/// @param id the row's
/// @param group what kind of row
/// @param expected in words, such as `FAIL universal-credential`
/// @param got codes of reasons that are not those of a PASS, of findings and of rig faults
/// @param verdict the worst of the verdicts that the row demands something of, and of every FAIL
/// @param caught a compliant row: all verdicts are PASS; a rig row: the cause is named and nothing
///   is FAIL; others: one of the row's own codes carries the FAIL that is demanded
/// @param deviations verdicts that are not as demanded, in words
/// @param falseAlarm something is FAIL where no FAIL is demanded
/// @param inconclusive something is INCONCLUSIVE where PASS or FAIL is demanded
public record DetectionRow(
        String id,
        Group group,
        String expected,
        List<String> got,
        Outcome verdict,
        boolean caught,
        List<String> deviations,
        boolean falseAlarm,
        boolean inconclusive) {
    public DetectionRow {
        got = List.copyOf(got);
        deviations = List.copyOf(deviations);
    }

    /// Holds a row that was run against the report.
    public static DetectionRow of(Ran ran, ReportView report) {
        var entry = ran.entry();
        var verdicts = report.of(entry.id()).filter(line -> counts(entry, line)).toList();
        var findings =
                report.findings().stream()
                        .filter(finding -> finding.device().equals(entry.id()))
                        .map(FindingLine::code)
                        .toList();
        var got = new LinkedHashSet<String>();
        verdicts.stream()
                .filter(line -> line.outcome() != Outcome.PASS)
                .forEach(line -> got.addAll(line.codes()));
        got.addAll(findings);
        got.addAll(ran.faults());
        return new DetectionRow(
                entry.id(),
                entry.group(),
                expected(entry),
                List.copyOf(got),
                worst(verdicts),
                caught(entry, verdicts, findings, got),
                deviations(entry, verdicts),
                verdicts.stream().anyMatch(line -> isFalseAlarm(entry, line)),
                verdicts.stream().anyMatch(line -> isUndecided(entry, line)));
    }

    /// Every requirement has exactly the verdict that is demanded.
    public boolean asDemanded() {
        return deviations.isEmpty();
    }

    private static String expected(CatalogueEntry entry) {
        var codes = String.join(" or ", new TreeSet<>(entry.catches()));
        return switch (entry.group()) {
            case COMPLIANT -> "PASS";
            case RIG -> "no FAIL, " + codes;
            case CREDENTIALS, SUPPORT, DISCLOSURE -> "FAIL " + codes;
        };
    }

    private static Outcome worst(List<VerdictLine> verdicts) {
        return verdicts.stream()
                .map(VerdictLine::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.INCONCLUSIVE);
    }

    /// What the row demands something of, and every FAIL: a provision that the row does not name
    /// may stay open.
    private static boolean counts(CatalogueEntry entry, VerdictLine line) {
        return line.outcome() == Outcome.FAIL || entry.demands().containsKey(requirement(line));
    }

    private static Requirement requirement(VerdictLine line) {
        return new Requirement(line.scheme(), line.requirement());
    }

    private static boolean caught(
            CatalogueEntry entry,
            List<VerdictLine> verdicts,
            List<String> findings,
            Set<String> got) {
        boolean complete =
                entry.demands().keySet().stream()
                        .allMatch(demanded ->
                                verdicts.stream()
                                                .filter(line -> requirement(line).equals(demanded))
                                                .count()
                                        == 1);
        return complete
                && switch (entry.group()) {
                    case COMPLIANT -> worst(verdicts) == Outcome.PASS;
                    case RIG -> worst(verdicts) != Outcome.FAIL && names(entry, got);
                    case CREDENTIALS, SUPPORT, DISCLOSURE ->
                            names(entry, findings)
                                    || verdicts.stream()
                                            .filter(line -> demand(entry, line) == Demand.FAIL)
                                            .filter(line -> line.outcome() == Outcome.FAIL)
                                            .anyMatch(line -> names(entry, line.codes()));
                };
    }

    private static boolean names(CatalogueEntry entry, Iterable<String> codes) {
        for (String code : codes) {
            if (entry.catches().contains(code)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> deviations(CatalogueEntry entry, List<VerdictLine> verdicts) {
        var byRequirement =
                verdicts.stream().collect(Collectors.groupingBy(DetectionRow::requirement));
        var deviations = new ArrayList<String>();
        for (Map.Entry<Requirement, Demand> demanded : entry.demands().entrySet()) {
            var given = byRequirement.getOrDefault(demanded.getKey(), List.of());
            if (given.size() != 1 || !meets(demanded.getValue(), given.getFirst().outcome())) {
                deviations.add(
                        "%s %s: demanded %s, got %s"
                                .formatted(
                                        entry.id(),
                                        demanded.getKey().name(),
                                        demanded.getValue(),
                                        given.stream().map(VerdictLine::outcome).toList()));
            }
        }
        return deviations.stream().sorted().toList();
    }

    private static boolean meets(Demand demand, Outcome outcome) {
        return switch (demand) {
            case PASS -> outcome == Outcome.PASS;
            case FAIL -> outcome == Outcome.FAIL;
            case NO_FAIL -> outcome != Outcome.FAIL;
        };
    }

    private static boolean isFalseAlarm(CatalogueEntry entry, VerdictLine line) {
        return line.outcome() == Outcome.FAIL && demand(entry, line) != Demand.FAIL;
    }

    private static boolean isUndecided(CatalogueEntry entry, VerdictLine line) {
        return line.outcome() == Outcome.INCONCLUSIVE && demand(entry, line) != Demand.NO_FAIL;
    }

    /// A requirement that the row says nothing about must not fail.
    private static Demand demand(CatalogueEntry entry, VerdictLine line) {
        return entry.demands().getOrDefault(requirement(line), Demand.NO_FAIL);
    }
}
