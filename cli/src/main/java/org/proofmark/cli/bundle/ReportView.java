package org.proofmark.cli.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the command line reads of a `report.json` (docs/report.schema.json has all of it).
///
/// @param verdicts one per population, scheme and requirement
/// @param findings what was seen and fails no requirement
public record ReportView(List<VerdictLine> verdicts, List<FindingLine> findings) {
    public ReportView {
        verdicts = List.copyOf(verdicts);
        findings = List.copyOf(findings);
    }

    /// A verdict with the reasons that carry it.
    ///
    /// @param preset how hard was looked
    /// @param bound what a PASS says of what was not looked at, in words; else empty
    public record VerdictLine(
            String population,
            String device,
            String scheme,
            String requirement,
            Outcome outcome,
            String preset,
            String bound,
            List<ReasonLine> reasons) {
        public VerdictLine {
            reasons = List.copyOf(reasons);
        }

        /// The reasons' codes, in the report's order.
        public List<String> codes() {
            return reasons.stream().map(ReasonLine::code).toList();
        }
    }

    /// A reason: its code and a sentence.
    public record ReasonLine(String code, String text) {}

    /// A finding on a device.
    public record FindingLine(String device, String code, String text) {}

    /// Reads a report.
    public static ReportView parse(byte[] reportJson) {
        var root = JsonMapper.shared().readTree(reportJson);
        var verdicts = new ArrayList<VerdictLine>();
        root.path("verdicts").forEach(node -> verdicts.add(verdict(node)));
        var findings = new ArrayList<FindingLine>();
        root.path("findings").forEach(node -> findings.add(finding(node)));
        return new ReportView(verdicts, findings);
    }

    private static VerdictLine verdict(JsonNode node) {
        var reasons = new ArrayList<ReasonLine>();
        node.path("reasons")
                .forEach(reason ->
                        reasons.add(new ReasonLine(text(reason, "code"), text(reason, "text"))));
        return new VerdictLine(
                text(node, "population"),
                text(node, "device"),
                text(node, "scheme"),
                text(node, "requirement"),
                Outcome.valueOf(text(node, "verdict")),
                text(node, "preset"),
                node.path("bound").path("text").asString(""),
                reasons);
    }

    private static FindingLine finding(JsonNode node) {
        return new FindingLine(text(node, "device"), text(node, "code"), text(node, "text"));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    /// The verdicts on this device.
    public Stream<VerdictLine> of(String device) {
        return verdicts.stream().filter(line -> line.device().equals(device));
    }

    /// The verdicts that decide where this scheme was asked for: its own, and those of a user's own
    /// suite.
    ///
    /// @param scheme one of [Requirement#SCHEMES]
    public List<VerdictLine> deciding(String scheme) {
        return verdicts.stream()
                .filter(line ->
                        line.scheme().equals(scheme)
                                || !Requirement.SCHEMES.contains(line.scheme()))
                .toList();
    }

    /// Of the deciding verdicts: FAIL before INCONCLUSIVE before PASS; none at all is INCONCLUSIVE.
    ///
    /// @param scheme one of [Requirement#SCHEMES]
    public int exitCode(String scheme) {
        var deciding = deciding(scheme);
        if (deciding.stream().anyMatch(line -> line.outcome() == Outcome.FAIL)) {
            return ExitCode.FAIL;
        }
        boolean allPass =
                !deciding.isEmpty()
                        && deciding.stream().allMatch(line -> line.outcome() == Outcome.PASS);
        return allPass ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }
}
