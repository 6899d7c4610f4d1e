package org.proofmark.controller.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.report.CampaignDetail.AttemptDetail;
import org.proofmark.controller.report.CampaignDetail.Clip;
import org.proofmark.controller.report.CampaignDetail.Excerpt;
import org.proofmark.controller.report.CampaignDetail.Line;
import org.proofmark.controller.report.CampaignDetail.NamedSecret;
import org.proofmark.controller.report.CampaignDetail.Plan;
import org.proofmark.controller.report.CampaignDetail.Product;
import org.proofmark.controller.report.ReportContent.EvidenceFile;
import org.proofmark.domain.observation.EvidenceRef;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.profile.ProfileId;
import org.proofmark.domain.profile.Published.DeclaredBy;
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
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.PageEvidence.Language;
import org.proofmark.domain.verdict.PageEvidence.PageAnswer;
import org.proofmark.domain.verdict.PageEvidence.Passage;
import org.proofmark.domain.verdict.PageEvidence.Topic;
import org.proofmark.domain.verdict.Reason;
import org.proofmark.domain.verdict.SecretAnalysis;
import org.proofmark.domain.verdict.SecretAnalysis.EqualSecrets;
import org.proofmark.domain.verdict.SecretAnalysis.ListedSecret;
import org.proofmark.domain.verdict.SecretAnalysis.SearchedImage;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.Sighting;
import org.proofmark.domain.verdict.UnitVerdict;
import org.proofmark.domain.verdict.Verdict;

/// A report with every kind of verdict, and device text that tries to be markup.
final class Samples {
    static final String HOSTILE =
            "</pre><script>document.title='owned'</script><img src=https://example.org/x>"
                    + "\u001b[31m\u202e\"'&amp;";

    private static final Instant TIME = Instant.parse("2026-11-22T12:00:00Z");

    private Samples() {}

    static ReportContent everything() {
        var fail = new Product("Oakside", "OS-220", List.of("button", "web"), List.of("web"));
        var open = new Product("Hollin", "Cam 3", List.of("button"), List.of("web", "uart"));
        var pass = new Product("Nordlight", "L10", List.of("button"), List.of("web"));
        return content(
                List.of(
                        assessment("P2", Outcome.FAIL),
                        assessment("F1", Outcome.INCONCLUSIVE),
                        assessment("C1", Outcome.PASS)),
                List.of(detail("P2", fail), detail("F1", open), detail("C1", pass)));
    }

    static ReportContent one(Outcome outcome) {
        var product = new Product("Oakside", "OS-220", List.of("button"), List.of("web"));
        return content(List.of(assessment("X1", outcome)), List.of(detail("X1", product)));
    }

    private static ReportContent content(
            List<Assessment> assessments, List<CampaignDetail> details) {
        var files = new ArrayList<EvidenceFile>();
        for (var assessment : assessments) {
            for (var unit : assessment.units()) {
                var name = "evidence/" + unit.device() + "/" + unit.id() + "/collect-1/";
                var ref = console(unit.id().value());
                files.add(
                        new EvidenceFile(
                                name + "console.raw", ref.digest(), ref.mediaType(), 4711));
            }
        }
        return new ReportContent("0.1.0", TIME, assessments, details, files, List.of());
    }

    private static EvidenceRef console(String unit) {
        return new EvidenceRef(
                Digest.of(("console of " + unit).getBytes(UTF_8)),
                "console.raw",
                "application/octet-stream",
                4711);
    }

    private static Assessment assessment(String device, Outcome outcome) {
        var units = List.of(unit(device, 1, "b1"), unit(device, 2, ""));
        var verdicts =
                List.of(
                        passwords(device, outcome),
                        page(device, Requirement.REPORTING, outcome),
                        page(device, Requirement.SUPPORT_PERIOD, Outcome.PASS),
                        provision(device));
        var population = verdicts.getFirst().population();
        return new Assessment(
                new CampaignId("c-" + device),
                true,
                units,
                verdicts,
                units.stream().map(u -> new UnitVerdict(u.id(), verdicts.getFirst())).toList(),
                List.of(
                        new Finding(
                                population,
                                device,
                                units.getFirst().id().value(),
                                new Reason(
                                        "undocumented-interface",
                                        "Unit 1: port 2323 answers as TELNET " + HOSTILE),
                                List.of(console(units.getFirst().id().value())))));
    }

    private static JudgedUnit unit(String device, int number, String batch) {
        return new JudgedUnit(
                new UnitId(device.toLowerCase(java.util.Locale.ROOT) + "-" + number),
                device,
                new ProfileId("sim-" + device.toLowerCase(java.util.Locale.ROOT)),
                "1.4 <b>" + HOSTILE,
                batch);
    }

    private static Verdict passwords(String device, Outcome outcome) {
        var unit = unit(device, 1, "");
        var code =
                switch (outcome) {
                    case FAIL -> "universal-credential-after-reset";
                    case INCONCLUSIVE -> "power-not-cut";
                    case PASS -> "no-breach-found";
                };
        var reasons = new ArrayList<Reason>();
        reasons.add(new Reason(code, "Unit " + unit.id() + ", interface 'web': " + HOSTILE));
        if (outcome == Outcome.FAIL) {
            reasons.add(new Reason("cross-unit-login", "Unit 1 took the password of unit 2."));
        }
        return new Verdict(
                unit.population(),
                device,
                Requirement.PASSWORDS,
                outcome,
                reasons,
                List.of(console(unit.id().value()), console(unit(device, 2, "").id().value())),
                new Effort("quick", 2, Map.of("button", 6), 40),
                outcome == Outcome.PASS
                        ? Map.of()
                        : Map.of(code, List.of(new Sighting(unit.id(), Phase.COLLECT, 1, 40))));
    }

    /// Fails whatever the others are: it must decide nothing.
    private static Verdict provision(String device) {
        return new Verdict(
                unit(device, 1, "").population(),
                device,
                Requirement.EN_5_1_4,
                Outcome.FAIL,
                List.of(new Reason("password-cannot-be-changed", "Not changed. " + HOSTILE)),
                List.of(),
                new Effort("quick", 2, Map.of("button", 6), 40));
    }

    private static Verdict page(String device, Requirement requirement, Outcome outcome) {
        var reporting = requirement.equals(Requirement.REPORTING);
        var code =
                switch (outcome) {
                    case FAIL -> "no-response-times-published";
                    case INCONCLUSIVE -> "not-fetched";
                    case PASS ->
                            reporting ? "disclosure-policy-published" : "support-period-published";
                };
        return new Verdict(
                unit(device, 1, "").population(),
                device,
                requirement,
                outcome,
                List.of(new Reason(code, "The page https://maker.example/x says \"" + HOSTILE)),
                List.of(),
                new Effort("quick", 0, Map.of(), 0));
    }

    private static CampaignDetail detail(String device, Product product) {
        var first = unit(device, 1, "").id();
        var second = unit(device, 2, "").id();
        var folder = "evidence/" + device + "/" + first + "/collect-1/";
        var clip = new Clip(folder + "console.raw", "bytes 10–90", List.of("login: root", HOSTILE));
        var at = new Sighting(first, Phase.COLLECT, 1, 40);
        var a = new SecretRef(first, 1, "s1");
        var b = new SecretRef(second, 1, "s1");
        var analysis =
                new SecretAnalysis(
                                "exact/1",
                                List.of("equal values", "list of 61 universal defaults"),
                                List.of(a, b, new SecretRef(first, 1, "s9")),
                                List.of(new EqualSecrets(List.of(a, b))),
                                List.of(new ListedSecret(a, "root/xc3511")),
                                List.of(Digest.of("k".getBytes(UTF_8))))
                        .with(
                                List.of(),
                                device.equals("P2")
                                        ? List.of(
                                                new SearchedImage(
                                                        Digest.of("image".getBytes(UTF_8)),
                                                        20_000,
                                                        31_415))
                                        : List.of());
        return new CampaignDetail(
                new CampaignId("c-" + device),
                product,
                new Plan(
                        Preset.QUICK,
                        "uk-top-three",
                        Digest.of("suite".getBytes(UTF_8)),
                        "sim-" + device,
                        Digest.of(device.getBytes(UTF_8)),
                        4242,
                        TIME.minusSeconds(600),
                        Optional.of(TIME),
                        ""),
                List.of(attempt(first, 1, folder), attempt(first, 2, ""), attempt(second, 1, "")),
                Optional.of(analysis),
                List.of(new NamedSecret(a, "admin " + HOSTILE, "as delivered")),
                List.of(
                        new PageEvidence(
                                Topic.DISCLOSURE,
                                DeclaredBy.MAKER,
                                new PageAnswer.DisclosureRead(
                                        "https://maker.example/x",
                                        new PageEvidence.DisclosureText(
                                                Language.ENGLISH,
                                                Passage.found(List.of(HOSTILE)),
                                                Passage.absent(),
                                                Passage.absent())),
                                List.of(),
                                List.of())),
                List.of(
                        new Excerpt(
                                "universal-credential-after-reset",
                                at,
                                "login on web with DICTIONARY: ACCEPTED " + HOSTILE,
                                List.of(clip)),
                        new Excerpt("power-not-cut", at, "fault power-not-cut", List.of(clip))));
    }

    private static AttemptDetail attempt(UnitId unit, int number, String folder) {
        var fault =
                number == 1
                        ? Optional.of(
                                new Fault(
                                        "power-not-cut",
                                        "The rail stayed up. " + HOSTILE,
                                        "power off",
                                        Duration.ofMillis(5200),
                                        "last words " + HOSTILE))
                        : Optional.<Fault>empty();
        return new AttemptDetail(
                unit,
                Phase.COLLECT,
                number,
                number == 2,
                number == 1 ? "ended by a fault" : "completed",
                "rig-1/a",
                TIME.minusSeconds(500),
                fault,
                List.of(
                        new Line(1, 1, TIME.minusSeconds(400), "power off, on, boot"),
                        new Line(2, 11, TIME.minusSeconds(300), "login on web " + HOSTILE)),
                number == 1 ? 3 : 0,
                folder);
    }
}
