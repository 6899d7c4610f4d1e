package org.proofmark.controller.report;

import java.util.List;
import java.util.Locale;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.report.ReportContent.PlainSecret;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Assessment.JudgedUnit;
import org.proofmark.domain.verdict.Bound;
import org.proofmark.domain.verdict.Effort;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Sighting;
import org.proofmark.domain.verdict.UnitVerdict;
import org.proofmark.domain.verdict.Verdict;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// report.json: docs/report.schema.json says every key.
final class JsonReport {
    /// Raised when a key changes its meaning or goes.
    static final String FORMAT = "proofmark-report/1";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    static byte[] bytes(ReportContent content) {
        var root = MAPPER.createObjectNode();
        root.put("format", FORMAT);
        root.put("version", content.version());
        root.put("createTime", content.createTime().toString());
        var units = root.putArray("units");
        var verdicts = root.putArray("verdicts");
        var unitVerdicts = root.putArray("unitVerdicts");
        var findings = root.putArray("findings");
        for (var assessment : content.assessments()) {
            assessment.units().forEach(u -> unit(units.addObject(), u));
            assessment.verdicts().forEach(v -> verdict(verdicts.addObject(), assessment, v));
            assessment
                    .unitVerdicts()
                    .forEach(v -> unitVerdict(unitVerdicts.addObject(), assessment, v));
            assessment.findings().forEach(f -> finding(findings.addObject(), f));
        }
        images(root.putArray("firmwareImages"), content.campaigns());
        files(root.putArray("evidence"), content.files());
        if (!content.secrets().isEmpty()) {
            secrets(root.putArray("secrets"), content.secrets());
        }
        return MAPPER.writeValueAsBytes(root);
    }

    /// Those whose strings were tried as salts and keys.
    private static void images(ArrayNode node, List<CampaignDetail> details) {
        for (var detail : details) {
            detail.secrets().stream()
                    .flatMap(a -> a.images().stream())
                    .forEach(image ->
                            node.addObject()
                                    .put("campaign", detail.campaign().value())
                                    .put("digest", image.digest().hex())
                                    .put("stringsTried", image.tried())
                                    .put("stringsFound", image.found()));
        }
    }

    private static void unit(ObjectNode node, JudgedUnit unit) {
        node.put("id", unit.id().value());
        node.put("device", unit.device());
        node.put("profile", unit.profile().value());
        node.put("firmware", unit.firmware());
        node.put("batch", unit.batch());
        node.put("population", unit.population());
    }

    private static void verdict(ObjectNode node, Assessment assessment, Verdict verdict) {
        node.put("population", verdict.population());
        node.put("device", verdict.device());
        node.put("scheme", verdict.requirement().scheme());
        node.put("requirement", verdict.requirement().name());
        node.put("verdict", verdict.outcome().name());
        node.put("preset", verdict.effort().preset());
        verdict.bound().ifPresent(b -> bound(node.putObject("bound"), b));
        node.put("certified", assessment.certified());
        node.put("campaign", assessment.campaign().value());
        var reasons = node.putArray("reasons");
        for (var reason : verdict.reasons()) {
            var one = reasons.addObject().put("code", reason.code()).put("text", reason.text());
            records(one, verdict.sightings().getOrDefault(reason.code(), List.of()));
        }
        evidence(node.putArray("evidence"), verdict.evidence());
        effort(node.putObject("effort"), verdict.effort());
    }

    private static void unitVerdict(ObjectNode node, Assessment assessment, UnitVerdict verdict) {
        node.put("unit", verdict.unit().value());
        verdict(node, assessment, verdict.verdict());
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("population", finding.population());
        node.put("device", finding.device());
        if (!finding.unit().isEmpty()) {
            node.put("unit", finding.unit());
        }
        node.put("code", finding.reason().code());
        node.put("text", finding.reason().text());
        records(node, finding.sightings());
        evidence(node.putArray("evidence"), finding.evidence());
    }

    private static void records(ObjectNode node, List<Sighting> sightings) {
        if (!sightings.isEmpty()) {
            var records = node.putArray("records");
            for (var sighting : sightings) {
                records.addObject()
                        .put("unit", sighting.unit().value())
                        .put("phase", sighting.phase().name().toLowerCase(Locale.ROOT))
                        .put("attempt", sighting.attempt())
                        .put("sequence", sighting.sequence());
            }
        }
    }

    private static void evidence(ArrayNode node, List<EvidenceRef> evidence) {
        for (var ref : evidence) {
            node.addObject().put("digest", ref.digest().hex()).put("name", ref.name());
        }
    }

    private static void effort(ObjectNode node, Effort effort) {
        node.put("preset", effort.preset());
        node.put("units", effort.units());
        node.put("batches", effort.batches());
        node.put("resets", effort.resets());
        var paths = node.putArray("resetPaths");
        effort.resetPaths().forEach(paths::add);
        var byPath = node.putObject("resetsByPath");
        effort.resetsByPath().forEach(byPath::put);
        node.put("tries", effort.tries());
    }

    private static void bound(ObjectNode node, Bound bound) {
        node.put("unitsBelow", bound.unitsBelow());
        node.put("resetsBelow", bound.resetsBelow());
        node.put("keyspaceAbove", Math.floor(bound.keyspaceAbove()));
        node.put("text", bound.text());
    }

    private static void files(ArrayNode node, List<EvidenceFile> files) {
        for (var file : files) {
            node.addObject()
                    .put("path", file.path())
                    .put("digest", file.digest().hex())
                    .put("mediaType", file.mediaType())
                    .put("sizeBytes", file.sizeBytes());
        }
    }

    private static void secrets(ArrayNode node, List<PlainSecret> secrets) {
        for (var secret : secrets) {
            node.addObject()
                    .put("unit", secret.unit())
                    .put("credential", secret.credential())
                    .put("username", secret.username())
                    .put("when", secret.when())
                    .put("value", secret.value());
        }
    }
}
