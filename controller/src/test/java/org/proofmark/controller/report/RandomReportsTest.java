package org.proofmark.controller.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.proofmark.controller.report.CampaignDetail.AttemptDetail;
import org.proofmark.controller.report.CampaignDetail.Clip;
import org.proofmark.controller.report.CampaignDetail.Excerpt;
import org.proofmark.controller.report.CampaignDetail.Line;
import org.proofmark.controller.report.CampaignDetail.Plan;
import org.proofmark.controller.report.CampaignDetail.Product;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Assessment.JudgedUnit;
import org.proofmark.domain.verdict.Effort;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.Sighting;
import org.proofmark.domain.verdict.UnitVerdict;
import org.proofmark.domain.verdict.Verdict;
import org.testng.annotations.Test;

/// Whatever is on record, a report is written, and what it must name stands in it.
public class RandomReportsTest {
    private static final int REPORTS = 200;
    private static final List<String> PIECES =
            List.of(
                    "<script>",
                    "</style>",
                    "]]>",
                    "&lt;",
                    "\u0000",
                    "\u001b[2J",
                    "\ud83d\ude00",
                    "\ud800",
                    "\u202e",
                    "\"",
                    "'",
                    "%s",
                    "\n",
                    "é",
                    "  ",
                    "a",
                    "word",
                    "-->");
    private static final List<String> CODES = Explanations.codes().stream().sorted().toList();

    @Test
    public void everyReportNamesEveryUnitRequirementAndDigest() {
        for (var seed = 0; seed < REPORTS; seed++) {
            var content = new Maker(new Random(seed)).content();
            var html = new String(new ReportWriter().write(content).html(), UTF_8);
            assertThat(html).as("seed %d", seed).doesNotContain("<script");
            var document = Jsoup.parse(html);
            var text = document.text();
            for (var assessment : content.assessments()) {
                for (var unit : assessment.units()) {
                    assertThat(text).as("seed %d", seed).contains(unit.id().value());
                }
                for (var verdict : assessment.verdicts()) {
                    assertThat(text)
                            .as("seed %d", seed)
                            .contains(Sentences.requirement(verdict.requirement()))
                            .contains(verdict.outcome().name());
                    assertThat(verdict.reasons())
                            .as("seed %d", seed)
                            .allSatisfy(r -> assertThat(text).contains(r.code()));
                    assertThat(verdict.evidence())
                            .as("seed %d", seed)
                            .allSatisfy(e -> assertThat(text).contains(e.digest().hex()));
                }
            }
            for (var file : content.files()) {
                assertThat(text).as("seed %d", seed).contains(file.digest().hex());
            }
            assertThat(document.select("[id]").eachAttr("id"))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
            assertThat(document.select("a[href^='#']").eachAttr("href"))
                    .as("seed %d", seed)
                    .allSatisfy(
                            h -> assertThat(document.getElementById(h.substring(1))).isNotNull());
        }
    }

    private record Maker(Random random) {
        private String text() {
            var text = new StringBuilder();
            for (var n = random.nextInt(6); n >= 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            return text.toString();
        }

        private <T> T one(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private Digest digest() {
            return Digest.of(new byte[] {(byte) random.nextInt(), (byte) random.nextInt()});
        }

        private ReportContent content() {
            var assessments = new ArrayList<Assessment>();
            var details = new ArrayList<CampaignDetail>();
            for (var n = random.nextInt(4); n > 0; n--) {
                var assessment = assessment(n);
                assessments.add(assessment);
                if (random.nextInt(4) > 0) {
                    details.add(detail(assessment));
                }
            }
            var files =
                    IntStream.range(0, random.nextInt(4))
                            .mapToObj(n ->
                                    new EvidenceFile(
                                            (random.nextBoolean() ? "evidence/" : "") + text(),
                                            digest(),
                                            text(),
                                            n))
                            .toList();
            return new ReportContent(text(), Instant.EPOCH, assessments, details, files, List.of());
        }

        private Assessment assessment(int number) {
            var profile = "p" + number;
            var units = new ArrayList<JudgedUnit>();
            for (var n = random.nextInt(4); n > 0; n--) {
                var firmware = random.nextBoolean() ? "1" : "2@" + n;
                units.add(
                        new JudgedUnit(
                                new UnitId("unit-" + number + "-" + n),
                                "D" + number,
                                new ProfileId(profile),
                                firmware,
                                text()));
            }
            var populations = units.stream().map(JudgedUnit::population).distinct().toList();
            var verdicts = new ArrayList<Verdict>();
            for (var population : populations.isEmpty() ? List.of(profile + "@u") : populations) {
                for (var requirement :
                        List.of(
                                Requirement.PASSWORDS,
                                Requirement.REPORTING,
                                new Requirement("uncertified", "mine"))) {
                    verdicts.add(verdict(population, number, requirement, units));
                }
            }
            return new Assessment(
                    new CampaignId("c" + number),
                    random.nextBoolean(),
                    units,
                    verdicts,
                    units.stream()
                            .filter(u -> random.nextBoolean())
                            .map(u -> new UnitVerdict(u.id(), verdicts.getFirst()))
                            .toList(),
                    List.of(
                            new Finding(
                                    verdicts.getFirst().population(),
                                    "D" + number,
                                    "",
                                    new Reason(one(CODES), text()),
                                    List.of(ref()))));
        }

        private Verdict verdict(
                String population, int number, Requirement requirement, List<JudgedUnit> units) {
            var reasons = new ArrayList<Reason>();
            var sightings = new HashMap<String, List<Sighting>>();
            for (var n = random.nextInt(3); n >= 0; n--) {
                var code = random.nextInt(5) == 0 ? "never-heard-of" : one(CODES);
                reasons.add(new Reason(code, text()));
                if (!units.isEmpty()) {
                    sightings.put(code, List.of(sighting(units)));
                }
            }
            return new Verdict(
                    population,
                    "D" + number,
                    requirement,
                    one(List.of(Outcome.values())),
                    reasons,
                    random.nextBoolean() ? List.of() : List.of(ref(), ref()),
                    new Effort(text(), random.nextInt(4), Map.of(text(), 1 + random.nextInt(8)), 3),
                    Map.copyOf(sightings));
        }

        private Sighting sighting(List<JudgedUnit> units) {
            return new Sighting(one(units).id(), one(List.of(Phase.values())), 1, 1);
        }

        private EvidenceRef ref() {
            return new EvidenceRef(digest(), text(), text(), 1);
        }

        private CampaignDetail detail(Assessment assessment) {
            var excerpts = new ArrayList<Excerpt>();
            for (var verdict : assessment.verdicts()) {
                verdict.sightings()
                        .forEach((code, at) ->
                                excerpts.add(
                                        new Excerpt(
                                                code,
                                                at.getFirst(),
                                                text(),
                                                List.of(
                                                        new Clip(
                                                                "evidence/" + text(),
                                                                text(),
                                                                List.of(text()))))));
            }
            var attempts = assessment.units().stream().map(u -> attempt(u.id())).toList();
            return new CampaignDetail(
                    assessment.campaign(),
                    new Product(
                            one(List.of("", "Acme")),
                            one(List.of("", text())),
                            List.of(text()),
                            List.of()),
                    new Plan(
                            Preset.QUICK,
                            text(),
                            digest(),
                            text(),
                            digest(),
                            random.nextLong(),
                            Instant.EPOCH,
                            Optional.empty(),
                            text()),
                    attempts,
                    random.nextBoolean() ? Optional.empty() : Optional.of(analysis(assessment)),
                    List.of(),
                    List.of(),
                    excerpts);
        }

        private AttemptDetail attempt(UnitId unit) {
            var fault = new Fault("power-stuck", text(), text(), java.time.Duration.ZERO, text());
            return new AttemptDetail(
                    unit,
                    one(List.of(Phase.values())),
                    1,
                    random.nextBoolean(),
                    text(),
                    text(),
                    Instant.EPOCH,
                    random.nextBoolean() ? Optional.of(fault) : Optional.empty(),
                    List.of(new Line(1, 1 + random.nextInt(2), Instant.EPOCH, text())),
                    random.nextInt(2),
                    one(List.of("", "evidence/" + text())));
        }

        private SecretAnalysis analysis(Assessment assessment) {
            var refs =
                    assessment.units().stream().map(u -> new SecretRef(u.id(), 1, "s1")).toList();
            return new SecretAnalysis(
                    one(List.of("", "exact/1")),
                    List.of(text()),
                    refs,
                    refs.size() < 2 ? List.of() : List.of(new EqualSecrets(refs)),
                    List.of(),
                    List.of(digest()));
        }
    }
}
