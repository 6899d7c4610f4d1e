package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.proofmark.cli.bundle.ReportView;
import org.proofmark.cli.bundle.ReportView.ReasonLine;
import org.proofmark.cli.bundle.ReportView.VerdictLine;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.scheme.Requirement;
import org.proofmark.domain.verdict.Outcome;
import org.proofmark.virtuallab.process.UnitIdentities;
import org.proofmark.virtuallab.process.UnitIdentity;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class QemuPolicyTest {
    @DataProvider
    public Object[][] policies() {
        return QemuPolicy.ALL.stream()
                .map(policy -> new Object[] {policy})
                .toArray(Object[][]::new);
    }

    @Test(dataProvider = "policies")
    public void aReportAsDemandedHasNoDeviation(QemuPolicy policy) {
        assertThat(policy.deviations(report(policy, line -> line))).isEmpty();
    }

    @Test(dataProvider = "policies")
    public void aReportWithoutTheDeviceDeviatesInEveryRequirement(QemuPolicy policy) {
        assertThat(policy.deviations(new ReportView(List.of(), List.of())))
                .hasSameSizeAs(Requirement.ALL);
    }

    @Test(dataProvider = "policies")
    public void anotherOutcomeOfPasswordsIsADeviation(QemuPolicy policy) {
        for (Outcome outcome : Outcome.values()) {
            boolean demanded = outcome == (policy.fails().isEmpty() ? Outcome.PASS : Outcome.FAIL);
            var report = report(policy, changed(Requirement.PASSWORDS, outcome, policy.reason()));
            assertThat(policy.deviations(report)).as("%s", outcome).hasSize(demanded ? 0 : 1);
        }
    }

    @Test
    public void aFailForAnotherReasonIsADeviation() {
        var report =
                report(
                        QemuPolicy.MAC,
                        changed(Requirement.PASSWORDS, Outcome.FAIL, "incremental-counter"));
        assertThat(QemuPolicy.MAC.deviations(report))
                .containsExactly(
                        "qemu-mac passwords: demanded FAIL derived-from-identifier,"
                                + " got [FAIL] [incremental-counter]");
    }

    @Test
    public void theCompliantPolicyMustPassEveryProvision() {
        var report =
                report(
                        QemuPolicy.RANDOM,
                        changed(Requirement.EN_5_1_5, Outcome.INCONCLUSIVE, "brute-force-slow"));
        assertThat(QemuPolicy.RANDOM.deviations(report))
                .containsExactly(
                        "qemu-random 5.1-5: demanded PASS, got [INCONCLUSIVE] [brute-force-slow]");
    }

    @Test
    public void aProvisionThatAFlawDoesNotBreakMayStayOpenButNotFail() {
        var open = changed(Requirement.EN_5_1_4, Outcome.INCONCLUSIVE, "change-not-tested");
        var failed = changed(Requirement.EN_5_1_4, Outcome.FAIL, "password-cannot-be-changed");
        assertThat(QemuPolicy.MAC.deviations(report(QemuPolicy.MAC, open))).isEmpty();
        assertThat(QemuPolicy.MAC.deviations(report(QemuPolicy.MAC, failed))).hasSize(1);
    }

    @Test
    public void twoVerdictsOnOneRequirementAreADeviation() {
        var lines = new ArrayList<>(report(QemuPolicy.RANDOM, line -> line).verdicts());
        lines.add(lines.getFirst());
        assertThat(QemuPolicy.RANDOM.deviations(new ReportView(lines, List.of()))).hasSize(1);
    }

    @Test
    public void deviationsOfAllPoliciesAreSaid() {
        var report = report(QemuPolicy.RANDOM, line -> line);
        assertThat(QemuPolicy.deviations(QemuPolicy.ALL, report))
                .hasSize(2 * Requirement.ALL.size())
                .noneMatch(text -> text.startsWith("qemu-random"));
    }

    /// The device's own rule: the last six digits of the MAC address.
    @Test
    public void soManyUnitsOfTheMacPolicyShowTheDerivationWhateverTheirIdentities() {
        for (long seed = 1; seed <= 6; seed++) {
            var units =
                    UnitIdentities.of(seed, QemuPolicy.MAC.units(Preset.QUICK)).stream()
                            .map(QemuPolicyTest::macUnit)
                            .toList();
            var found = new DerivationAnalyser().search(new Study(units, List.of())).findings();
            assertThat(found)
                    .as("seed %d", seed)
                    .anyMatch(finding ->
                            finding.kind() == FindingClass.IDENTIFIER
                                    && finding.weight() == PopulationFinding.Weight.BREAKS);
        }
    }

    private static PopulationUnit macUnit(UnitIdentity unit) {
        var digits = unit.mac().replace(":", "");
        return new PopulationUnit(
                unit.serialNumber(),
                Map.of("mac", unit.mac(), "serial", unit.serialNumber(), "model", "proofmark-qemu"),
                digits.substring(digits.length() - 6));
    }

    @Test
    public void aPresetThatWantsMoreUnitsGetsThem() {
        assertThat(QemuPolicy.MAC.units(Preset.QUICK)).isEqualTo(3);
        assertThat(QemuPolicy.RANDOM.units(Preset.QUICK)).isEqualTo(2);
        assertThat(QemuPolicy.MAC.units(Preset.SURVEILLANCE))
                .isEqualTo(Preset.SURVEILLANCE.units());
    }

    private static ReportView report(QemuPolicy policy, UnaryOperator<VerdictLine> change) {
        var lines =
                Requirement.ALL.stream()
                        .map(requirement -> change.apply(asDemanded(policy, requirement)))
                        .toList();
        return new ReportView(lines, List.of());
    }

    private static VerdictLine asDemanded(QemuPolicy policy, Requirement requirement) {
        return policy.fails().contains(requirement)
                ? line(policy.profileId(), requirement, Outcome.FAIL, policy.reason())
                : line(policy.profileId(), requirement, Outcome.PASS, "no-breach-found");
    }

    private static UnaryOperator<VerdictLine> changed(
            Requirement requirement, Outcome outcome, String code) {
        return line ->
                line.requirement().equals(requirement.name())
                        ? line(line.device(), requirement, outcome, code)
                        : line;
    }

    private static VerdictLine line(
            String device, Requirement requirement, Outcome outcome, String code) {
        return new VerdictLine(
                device + "@1.0.0",
                device,
                requirement.scheme(),
                requirement.name(),
                outcome,
                "quick",
                "",
                List.of(new ReasonLine(code, "a sentence")));
    }
}
