package org.proofmark.controller.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.proofmark.domain.verdict.Assessment;
import org.proofmark.domain.verdict.Assessment.JudgedUnit;
import org.proofmark.domain.verdict.Finding;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.domain.verdict.Verdict;

/// What a part of the report is about: units of one model and one firmware.
///
/// @param number from 1, in the order of the report
/// @param verdicts those that decide; never empty
record Subject(
        int number,
        Assessment assessment,
        Optional<CampaignDetail> detail,
        String population,
        List<Verdict> verdicts) {
    Subject {
        verdicts = List.copyOf(verdicts);
    }

    /// All there are: those that failed first, then the open ones.
    static List<Subject> of(ReportContent content) {
        var unnumbered = new ArrayList<Subject>();
        for (var assessment : content.assessments()) {
            var detail = content.campaign(assessment.campaign());
            assessment.deciding().stream()
                    .map(Verdict::population)
                    .distinct()
                    .map(p -> new Subject(0, assessment, detail, p, of(assessment, p)))
                    .forEach(unnumbered::add);
        }
        unnumbered.sort(Comparator.comparingInt(s -> rank(s.outcome())));
        var subjects = new ArrayList<Subject>();
        for (var s : unnumbered) {
            subjects.add(
                    new Subject(
                            subjects.size() + 1,
                            s.assessment(),
                            s.detail(),
                            s.population(),
                            s.verdicts()));
        }
        return List.copyOf(subjects);
    }

    private static List<Verdict> of(Assessment assessment, String population) {
        return assessment.deciding().stream()
                .filter(v -> v.population().equals(population))
                .toList();
    }

    /// The verdicts that stand in the report and decide nothing of its outcome.
    List<Verdict> provisions() {
        return assessment.verdicts().stream()
                .filter(v ->
                        v.population().equals(population) && !v.requirement().decidesByDefault())
                .toList();
    }

    /// All verdicts, the deciding ones first.
    List<Verdict> allVerdicts() {
        return Stream.concat(verdicts.stream(), provisions().stream()).toList();
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> 0;
            case INCONCLUSIVE -> 1;
            case PASS -> 2;
        };
    }

    /// FAIL before INCONCLUSIVE before PASS.
    Outcome outcome() {
        return verdicts.stream()
                .map(Verdict::outcome)
                .min(Comparator.comparingInt(Subject::rank))
                .orElse(Outcome.INCONCLUSIVE);
    }

    /// Maker and model, else the device's id.
    String name() {
        return detail.map(d -> d.product().name())
                .filter(n -> !n.isEmpty())
                .orElseGet(() -> verdicts.getFirst().device());
    }

    /// As in `<profile id>@<firmware>`.
    String firmware() {
        return population.substring(population.indexOf('@') + 1);
    }

    /// The device's id, or the profile's.
    String device() {
        return verdicts.getFirst().device();
    }

    List<JudgedUnit> units() {
        return assessment.units().stream().filter(u -> u.population().equals(population)).toList();
    }

    List<Finding> findings() {
        return assessment.findings().stream()
                .filter(f -> f.population().equals(population))
                .toList();
    }

    /// Where the part for everybody begins.
    String id() {
        return "product-" + number;
    }

    /// Where the part for the laboratory begins.
    String labId() {
        return "lab-" + number;
    }

    /// Where a reason's excerpts stand.
    String excerptsId(String code) {
        return "seen-" + number + "-" + code;
    }

    /// The excerpts of a reason, or of a finding, that concern these units.
    List<CampaignDetail.Excerpt> excerpts(String code) {
        var own = units().stream().map(JudgedUnit::id).toList();
        return detail.stream()
                .flatMap(d -> d.excerpts().stream())
                .filter(e -> e.code().equals(code) && own.contains(e.at().unit()))
                .toList();
    }
}
