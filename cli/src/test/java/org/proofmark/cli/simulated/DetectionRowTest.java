package org.proofmark.cli.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.FindingLine;
import org.proofmark.cli.bundle.ReportView.ReasonLine;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.cli.simulated.SimulatedLab.Ran;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.testng.annotations.Test;

public class DetectionRowTest {
    private static final String OWN_CODE = "universal-credential-after-reset";

    @Test
    public void aCompliantRowIsCaughtWhenAllIsPass() {
        var row = row("C1", List.of(), passwords(Outcome.PASS, "no-breach-found"));
        assertThat(row.caught()).isTrue();
        assertThat(row.asDemanded()).isTrue();
        assertThat(row.got()).isEmpty();
    }

    @Test
    public void aFailOnACompliantRowIsAFalseAlarm() {
        var row = row("C1", List.of(), passwords(Outcome.FAIL, OWN_CODE));
        assertThat(row.caught()).isFalse();
        assertThat(row.falseAlarm()).isTrue();
        assertThat(row.deviations()).containsExactly("C1 passwords: demanded PASS, got [FAIL]");
    }

    @Test
    public void aCompliantRowThatCouldNotBeDecidedIsInconclusive() {
        var row = row("C1", List.of(), passwords(Outcome.INCONCLUSIVE, "console-gap"));
        assertThat(row.caught()).isFalse();
        assertThat(row.inconclusive()).isTrue();
        assertThat(row.falseAlarm()).isFalse();
    }

    @Test
    public void aFlawIsCaughtByItsOwnCodeOnly() {
        assertThat(row("P2", List.of(), passwords(Outcome.FAIL, OWN_CODE)).caught()).isTrue();
        assertThat(row("P2", List.of(), passwords(Outcome.FAIL, "another-code")).caught())
                .isFalse();
        assertThat(row("P2", List.of(), passwords(Outcome.INCONCLUSIVE, OWN_CODE)).caught())
                .isFalse();
        assertThat(row("P2", List.of(), passwords(Outcome.PASS, OWN_CODE)).caught()).isFalse();
    }

    @Test
    public void aFlawThatFailsAnotherRequirementIsNotCaughtAndRaisesAnAlarm() {
        var lines = new ArrayList<>(passwords(Outcome.PASS, "no-breach-found"));
        lines.set(1, line("P2", "reporting", Outcome.FAIL, OWN_CODE));
        var row = row("P2", List.of(), lines);
        assertThat(row.caught()).isFalse();
        assertThat(row.falseAlarm()).isTrue();
    }

    @Test
    public void aRigRowIsCaughtWhenItsCauseIsNamedAndNothingFails() {
        var passed = passwords(Outcome.PASS, "no-breach-found");
        assertThat(row("R1", List.of("power-not-cut"), passed).caught()).isTrue();
        assertThat(row("R1", List.of(), passed).caught()).isFalse();
        assertThat(row("R1", List.of("console-gap"), passed).caught()).isFalse();
        assertThat(row("R1", List.of(), passwords(Outcome.INCONCLUSIVE, "power-not-cut")).caught())
                .isTrue();
        assertThat(row("R1", List.of("power-not-cut"), passwords(Outcome.FAIL, OWN_CODE)).caught())
                .isFalse();
    }

    @Test
    public void aMissingVerdictIsADeviation() {
        var row = row("C1", List.of(), passwords(Outcome.PASS, "x").subList(0, 2));
        assertThat(row.caught()).isFalse();
        assertThat(row.deviations()).containsExactly("C1 support-period: demanded PASS, got []");
    }

    @Test
    public void theScoreCounts() {
        var score =
                new Score(
                        List.of(
                                row("C1", List.of(), passwords(Outcome.PASS, "x")),
                                row("C2", List.of(), passwords(Outcome.FAIL, OWN_CODE)),
                                row("P2", List.of(), passwords(Outcome.FAIL, OWN_CODE)),
                                row("P1", List.of(), passwords(Outcome.INCONCLUSIVE, "y"))),
                        Duration.ofSeconds(61));
        assertThat(score.isPerfect()).isFalse();
        assertThat(score.summary())
                .isEqualTo(
                        "planted 2, caught 1, missed 1, false alarms 1, inconclusive 1, in 1:01");
        assertThat(score.listing().totals())
                .containsEntry("falseAlarms", 1L)
                .containsEntry("missed", 1L)
                .containsEntry("elapsedSeconds", 61L);
    }

    @Test
    public void aProvisionThatTheRowDoesNotNameMayStayOpenButNotFail() {
        var entry = SimulatedCatalogue.find("C1").orElseThrow();
        var psti =
                passwords(Outcome.PASS, "no-breach-found").stream()
                        .map(l -> line("C1", l.requirement(), l.outcome(), "ok"));
        var lines = new ArrayList<>(psti.toList());
        lines.add(provision("C1", "5.1-4", Outcome.INCONCLUSIVE));
        var open =
                DetectionRow.of(
                        new Ran(entry, "campaign", List.of()), new ReportView(lines, List.of()));
        assertThat(open.caught()).isTrue();
        assertThat(open.inconclusive()).isFalse();
        assertThat(open.got()).isEmpty();
        assertThat(open.verdict()).isEqualTo(Outcome.PASS);
        lines.add(provision("C1", "5.1-5", Outcome.FAIL));
        var failed =
                DetectionRow.of(
                        new Ran(entry, "campaign", List.of()), new ReportView(lines, List.of()));
        assertThat(failed.caught()).isFalse();
        assertThat(failed.falseAlarm()).isTrue();
    }

    @Test
    public void aProvisionThatTheRowNamesMustFail() {
        var lines = new ArrayList<>(passwords(Outcome.FAIL, OWN_CODE));
        var entry = SimulatedCatalogue.find("P2").orElseThrow();
        var own =
                lines.stream()
                        .map(l -> line("P2", l.requirement(), l.outcome(), OWN_CODE))
                        .toList();
        var row =
                DetectionRow.of(
                        new Ran(entry, "campaign", List.of()), new ReportView(own, List.of()));
        assertThat(row.caught()).isFalse();
        assertThat(row.deviations()).containsExactly("P2 5.1-1: demanded FAIL, got []");
    }

    private static VerdictLine provision(String device, String name, Outcome outcome) {
        return new VerdictLine(
                "p@1",
                device,
                "en-303-645-2.1.1",
                name,
                outcome,
                "quick",
                "",
                List.of(new ReasonLine("not-examined", "")));
    }

    private static DetectionRow row(String id, List<String> faults, List<VerdictLine> lines) {
        var entry = SimulatedCatalogue.find(id).orElseThrow();
        var named =
                lines.stream()
                        .map(l -> line(id, l.requirement(), l.outcome(), l.codes().getFirst()))
                        .toList();
        var provisions =
                entry.demands().keySet().stream()
                        .filter(r -> r.scheme().equals("en-303-645-2.1.1"))
                        .map(r -> provision(id, r.name(), Outcome.FAIL));
        var strangers = line("other", "passwords", Outcome.FAIL, OWN_CODE);
        return DetectionRow.of(
                new Ran(entry, "campaign", faults),
                new ReportView(
                        Stream.concat(
                                        Stream.concat(named.stream(), provisions),
                                        Stream.of(strangers))
                                .toList(),
                        List.of(new FindingLine("other", "seen", ""))));
    }

    private static List<VerdictLine> passwords(Outcome outcome, String code) {
        return List.of(
                line("", "passwords", outcome, code),
                line("", "reporting", Outcome.PASS, "ok"),
                line("", "support-period", Outcome.PASS, "ok"));
    }

    private static VerdictLine line(
            String device, String requirement, Outcome outcome, String code) {
        return new VerdictLine(
                "p@1",
                device,
                "uk-psti-2023",
                requirement,
                outcome,
                "quick",
                "",
                List.of(new ReasonLine(code, "")));
    }
}
