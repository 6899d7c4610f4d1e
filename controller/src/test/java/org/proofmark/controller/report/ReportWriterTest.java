package org.proofmark.controller.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.controller.report.ReportContent.PlainSecret;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Assessment.JudgedUnit;
import org.proofmark.domain.verdict.Effort;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.Sighting;
import org.proofmark.domain.verdict.UnitVerdict;
import org.proofmark.domain.verdict.Verdict;
import org.testng.annotations.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

public class ReportWriterTest {
    private static final Path SCHEMA = Path.of("..", "docs", "report.schema.json");
    private static final EvidenceRef CONSOLE =
            new EvidenceRef(
                    Digest.of("console".getBytes(UTF_8)),
                    "console.raw",
                    "application/octet-stream",
                    7);

    static ReportContent sample() {
        return content(List.of());
    }

    private static ReportContent content(List<PlainSecret> secrets) {
        return new ReportContent(
                "0.1.0",
                Instant.parse("2026-11-22T12:00:00Z"),
                List.of(assessment()),
                List.of(),
                List.of(
                        new EvidenceFile(
                                "evidence/u1/console.raw",
                                CONSOLE.digest(),
                                CONSOLE.mediaType(),
                                7)),
                secrets);
    }

    private static Assessment assessment() {
        var pass = verdict(Requirement.SUPPORT_PERIOD, Outcome.PASS, "support-period-published");
        var fail = verdict(Requirement.PASSWORDS, Outcome.FAIL, "universal-credential");
        var open = verdict(Requirement.REPORTING, Outcome.INCONCLUSIVE, "not-fetched");
        var unit =
                new JudgedUnit(
                        new UnitId("p1-u1"), "P1", new ProfileId("lamp-p1"), "1.4 <b>", "b1");
        return new Assessment(
                new CampaignId("c-1"),
                true,
                List.of(unit),
                List.of(fail, open, pass),
                List.of(new UnitVerdict(unit.id(), fail)),
                List.of(
                        new Finding(
                                "lamp-p1@1.4 <b>",
                                "P1",
                                "p1-u1",
                                new Reason("undocumented-interface", "Port 2323 answers."),
                                List.of(CONSOLE))));
    }

    private static Verdict verdict(Requirement requirement, Outcome outcome, String code) {
        return new Verdict(
                "lamp-p1@1.4 <b>",
                "P1",
                requirement,
                outcome,
                List.of(new Reason(code, "Text of <script>alert(1)</script> & \u001b[31m" + code)),
                List.of(CONSOLE),
                new Effort("quick", 2, Map.of("button", 6), 40),
                outcome == Outcome.FAIL
                        ? Map.of(
                                code,
                                List.of(new Sighting(new UnitId("p1-u1"), Phase.CROSS, 2, 17)))
                        : Map.of());
    }

    private static JsonNode json(ReportContent content) {
        return JsonMapper.shared().readTree(new ReportWriter().write(content).json());
    }

    static List<String> schemaErrors(byte[] json) throws IOException {
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        var schema = registry.getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(new String(json, UTF_8), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    public void jsonKeepsItsSchema() throws IOException {
        assertThat(schemaErrors(new ReportWriter().write(sample()).json())).isEmpty();
        var secrets = List.of(new PlainSecret("u1", "admin", "root", "as delivered", "hunter2"));
        assertThat(schemaErrors(new ReportWriter().write(content(secrets)).json())).isEmpty();
    }

    @Test
    public void theSchemaRefusesAnotherVerdictAndAnUnknownKey() throws IOException {
        var text = new String(new ReportWriter().write(sample()).json(), UTF_8);
        assertThat(schemaErrors(text.replace("\"FAIL\"", "\"MAYBE\"").getBytes(UTF_8)))
                .isNotEmpty();
        assertThat(schemaErrors(text.replace("\"units\" :", "\"unit_s\" :").getBytes(UTF_8)))
                .isNotEmpty();
    }

    @Test
    public void jsonSaysWhatWasDecided() {
        var json = json(sample());
        assertThat(json.at("/units/0/id").asString()).isEqualTo("p1-u1");
        assertThat(json.at("/units/0/profile").asString()).isEqualTo("lamp-p1");
        assertThat(json.at("/units/0/firmware").asString()).isEqualTo("1.4 <b>");
        var verdict = json.at("/verdicts/0");
        assertThat(verdict.at("/population").asString()).isEqualTo("lamp-p1@1.4 <b>");
        assertThat(verdict.at("/device").asString()).isEqualTo("P1");
        assertThat(verdict.at("/scheme").asString()).isEqualTo("uk-psti-2023");
        assertThat(verdict.at("/requirement").asString()).isEqualTo("passwords");
        assertThat(verdict.at("/verdict").asString()).isEqualTo("FAIL");
        assertThat(verdict.at("/reasons/0/code").asString()).isEqualTo("universal-credential");
        assertThat(verdict.at("/reasons/0/records/0/unit").asString()).isEqualTo("p1-u1");
        assertThat(verdict.at("/reasons/0/records/0/phase").asString()).isEqualTo("cross");
        assertThat(verdict.at("/reasons/0/records/0/attempt").asInt()).isEqualTo(2);
        assertThat(verdict.at("/reasons/0/records/0/sequence").asInt()).isEqualTo(17);
        assertThat(json.at("/verdicts/1/reasons/0").has("records")).isFalse();
        assertThat(verdict.at("/evidence/0/name").asString()).isEqualTo("console.raw");
        assertThat(verdict.at("/evidence/0/digest").asString()).isEqualTo(CONSOLE.digest().hex());
        assertThat(verdict.at("/effort/resetPaths/0").asString()).isEqualTo("button");
        assertThat(verdict.at("/effort/tries").asInt()).isEqualTo(40);
        assertThat(json.at("/unitVerdicts/0/unit").asString()).isEqualTo("p1-u1");
        assertThat(json.at("/unitVerdicts/0/verdict").asString()).isEqualTo("FAIL");
        assertThat(json.at("/findings/0/code").asString()).isEqualTo("undocumented-interface");
        assertThat(json.has("secrets")).isFalse();
    }

    @Test
    public void plainSecretsStandOnlyWhereTheyAreGiven() {
        var secret = new PlainSecret("u1", "admin", "root", "as delivered", "hunter2");
        var with = new ReportWriter().write(content(List.of(secret)));
        assertThat(new String(with.json(), UTF_8)).contains("hunter2");
        assertThat(new String(with.html(), UTF_8)).contains("hunter2");
        assertThat(new String(with.junitXml(), UTF_8)).doesNotContain("hunter2");
        assertThat(secret.toString()).doesNotContain("hunter2");
    }

    @Test
    public void junitHasOneCasePerVerdict() throws Exception {
        var xml = new ReportWriter().write(sample()).junitXml();
        var document =
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(xml));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
        var suite = document.getElementsByTagName("testsuite").item(0).getAttributes();
        assertThat(suite.getNamedItem("tests").getNodeValue()).isEqualTo("3");
        assertThat(suite.getNamedItem("failures").getNodeValue()).isEqualTo("1");
        assertThat(suite.getNamedItem("errors").getNodeValue()).isEqualTo("1");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .contains("universal-credential", "<script>", "?[31m");
    }

    @Test
    public void theSameContentGivesTheSameBytes() {
        var one = new ReportWriter().write(sample());
        var two = new ReportWriter().write(sample());
        assertThat(one.json()).isEqualTo(two.json());
        assertThat(one.html()).isEqualTo(two.html());
        assertThat(one.junitXml()).isEqualTo(two.junitXml());
    }
}
