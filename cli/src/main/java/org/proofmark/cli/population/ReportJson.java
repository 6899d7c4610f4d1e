package org.proofmark.cli.population;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.analysis.PopulationReport;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.domain.verdict.Outcome;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The result as one JSON object; keys in camelCase.
public final class ReportJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    /// The object.
    public static String of(ListAnalysis.Result result) {
        var report = result.report();
        var root = new LinkedHashMap<String, Object>();
        root.put("verdict", report.outcome().name());
        root.put("verdicts", report.verdicts().stream().map(ReportJson::verdict).toList());
        root.put("findings", report.findings().stream().map(ReportJson::finding).toList());
        root.put("effort", effort(report.effort()));
        root.put("input", input(result));
        root.put("analyser", DerivationAnalyser.VERSION);
        return JSON.writeValueAsString(root);
    }

    private static Map<String, Object> verdict(PopulationReport.RuleVerdict verdict) {
        var map = new LinkedHashMap<String, Object>();
        map.put("rule", verdict.rule().label());
        map.put("scheme", verdict.rule().scheme());
        map.put("verdict", verdict.outcome().name());
        map.put("text", verdict.rule().text());
        map.put("reasons", verdict.reasons());
        return map;
    }

    private static Map<String, Object> finding(PopulationFinding finding) {
        var map = new LinkedHashMap<String, Object>();
        map.put("class", finding.kind().label());
        map.put("rule", finding.kind().rules().getFirst().label());
        map.put("rules", finding.kind().rules().stream().map(r -> r.label()).toList());
        map.put("outcome", outcome(finding.weight()).name());
        map.put("transform", finding.transform());
        map.put("explanation", finding.explanation());
        map.put("unitsExplained", finding.unitsExplained());
        map.put("examples", finding.examples());
        finding.counterExample().ifPresent(unit -> map.put("counterExample", unit));
        map.put("coincidenceProbability", finding.coincidenceProbability());
        return map;
    }

    private static Outcome outcome(PopulationFinding.Weight weight) {
        return switch (weight) {
            case BREAKS -> Outcome.FAIL;
            case ASKS -> Outcome.INCONCLUSIVE;
            case NOTES -> Outcome.PASS;
        };
    }

    private static Map<String, Object> effort(PopulationReport.Effort effort) {
        var map = new LinkedHashMap<String, Object>();
        map.put("units", effort.units());
        map.put("unitsStudied", effort.studied());
        map.put("batches", effort.batches());
        map.put("identifiers", effort.fields());
        map.put("transformsTried", effort.transformsTried());
        map.put("transforms", effort.transforms());
        map.put("faultyBelow", effort.faultyBelow());
        map.put("keyspaceAbove", effort.keyspaceAbove());
        map.put("keyspaceBitsAbove", effort.keyspace().bitsBelow());
        map.put("confidence", 0.95);
        return map;
    }

    private static Map<String, Object> input(ListAnalysis.Result result) {
        var map = new LinkedHashMap<String, Object>();
        map.put("rows", result.rows());
        map.put("rowsLeftOut", result.leftOut());
        map.put("rowsOdd", result.odd());
        map.put("problems", result.problems().stream().map(ReportJson::problem).toList());
        return map;
    }

    private static Map<String, Object> problem(ListAnalysis.Line problem) {
        var map = new LinkedHashMap<String, Object>();
        map.put("line", problem.line());
        map.put("text", problem.text());
        map.put("leftOut", problem.leftOut());
        return map;
    }
}
