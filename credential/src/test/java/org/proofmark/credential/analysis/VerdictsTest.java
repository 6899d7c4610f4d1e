package org.proofmark.credential.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.finding.Rule;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.domain.verdict.Outcome;
import org.testng.annotations.Test;

public class VerdictsTest {
    private static final String SYMBOLS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static List<PopulationUnit> random(int units, String symbols, int length) {
        var random = new SplittableRandom(units * 31L + length);
        var list = new ArrayList<PopulationUnit>();
        for (int i = 0; i < units; i++) {
            var text = new StringBuilder();
            for (int j = 0; j < length; j++) {
                text.append(symbols.charAt(random.nextInt(symbols.length())));
            }
            list.add(
                    new PopulationUnit(
                            "u" + i, Map.of("serial", "S" + (100 + i)), text.toString()));
        }
        return list;
    }

    private static PopulationReport report(List<PopulationUnit> list, Claim claim) {
        return new DerivationAnalyser().analyse(new Study(list, List.of()), claim);
    }

    private static PopulationReport report(List<PopulationUnit> list) {
        return report(list, new Claim.NoRuleBroken());
    }

    private static Outcome of(PopulationReport report, Rule rule) {
        return report.verdicts().stream()
                .filter(v -> v.rule() == rule)
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    @Test
    public void tenHonestUnitsPassWithTheirBound() {
        var report = report(random(10, SYMBOLS, 16));
        assertThat(report.outcome()).isEqualTo(Outcome.PASS);
        assertThat(report.verdicts()).hasSize(Rule.values().length);
        assertThat(report.effort().faultyBelow()).isBetween(0.25, 0.27);
        assertThat(report.effort().transformsTried()).isGreaterThan(1000);
        assertThat(report.verdicts().getFirst().reasons().getFirst()).contains("10 units");
    }

    @Test
    public void nineUnitsAreInconclusiveWithTheNumber() {
        var report = report(random(9, SYMBOLS, 16));
        assertThat(report.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(report.verdicts().getFirst().reasons().getFirst())
                .contains("9 units")
                .contains("10");
    }

    @Test
    public void oneUnitIsInconclusive() {
        assertThat(report(random(1, SYMBOLS, 16)).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    public void oneUnitThatATransformExplainsIsAQuestion() {
        var unit = new PopulationUnit("u", Map.of("mac", "00:1A:2B:3C:4D:5E"), "001a2b3c4d5e");
        var report = report(List.of(unit));
        assertThat(report.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(report.findings()).isNotEmpty().allMatch(f -> f.weight() == Weight.ASKS);
    }

    @Test
    public void aSharedPasswordFailsUniquenessAndNothingElse() {
        var list = new ArrayList<>(random(20, SYMBOLS, 16));
        list.add(new PopulationUnit("twin", Map.of("serial", "S500"), list.getFirst().password()));
        var report = report(list);
        assertThat(of(report, Rule.EN_5_1_1)).isEqualTo(Outcome.FAIL);
        assertThat(of(report, Rule.PSTI_A)).isEqualTo(Outcome.PASS);
        assertThat(report.findings().getFirst().kind()).isEqualTo(FindingClass.DUPLICATE);
        assertThat(report.findings().getFirst().examples()).containsExactly("u0", "twin");
        assertThat(report.effort().keyspaceAbove()).isZero();
    }

    @Test
    public void anEmptyPasswordFails() {
        var list = new ArrayList<>(random(12, SYMBOLS, 16));
        list.add(new PopulationUnit("bare", Map.of(), ""));
        var report = report(list);
        assertThat(of(report, Rule.PSTI_D)).isEqualTo(Outcome.FAIL);
        assertThat(report.findings())
                .extracting(PopulationFinding::kind)
                .contains(FindingClass.EMPTY)
                .doesNotContain(FindingClass.DUPLICATE);
    }

    /// Below 10^6 values FAIL, from there to 2^36 INCONCLUSIVE, above PASS.
    @Test
    public void theStrengthLimitsHoldOnBothSides() {
        var digits = "0123456789";
        assertThat(report(distinct(random(60, digits, 5))).outcome()).isEqualTo(Outcome.FAIL);
        var six = report(distinct(random(60, digits, 6)));
        assertThat(six.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(six.verdicts().getLast().reasons().getFirst()).contains("which lock-out");
        assertThat(report(distinct(random(60, digits, 10))).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(report(distinct(random(60, digits, 13))).outcome()).isEqualTo(Outcome.PASS);
    }

    private static List<PopulationUnit> distinct(List<PopulationUnit> list) {
        var seen = new java.util.HashSet<String>();
        return list.stream().filter(u -> seen.add(u.password())).toList();
    }

    @Test
    public void aClaimThatTheListCannotSupportNamesTheNumberThatWould() {
        var list = random(30, SYMBOLS, 16);
        assertThat(report(list, new Claim.FaultyBelow(0.1)).outcome()).isEqualTo(Outcome.PASS);
        var tooMuch = report(list, new Claim.FaultyBelow(0.05));
        assertThat(tooMuch.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(tooMuch.verdicts().getFirst().reasons().getFirst()).contains("59");
        var values = report(list, new Claim.KeyspaceAbove(1024));
        assertThat(values.verdicts().getFirst().reasons().getFirst()).contains("79");
        assertThat(report(list, new Claim.KeyspaceAbove(100)).outcome()).isEqualTo(Outcome.PASS);
    }

    /// A fault that a sample of 20 units misses may hit many of a thousand.
    @Test
    public void theBoundIsThatOfTheUnitsThatWereSearched() {
        var study = new Study(random(20, SYMBOLS, 16), List.of());
        var facts = new ListFacts(1000, true, List.of(), 0, 0, 0, List.of(), 0);
        var analyser = new DerivationAnalyser();
        var searched = analyser.search(study);
        var report = analyser.judge(study, facts, new Claim.NoRuleBroken(), searched);
        assertThat(report.effort().faultyBelow()).isBetween(0.13, 0.14);
        assertThat(analyser.judge(study, facts, new Claim.FaultyBelow(0.05), searched).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    public void claimsAreReadAsTheyAreWritten() {
        assertThat(Claim.parse("unique")).contains(new Claim.Unique());
        assertThat(Claim.parse("p < 0.01")).contains(new Claim.FaultyBelow(0.01));
        assertThat(Claim.parse("p<1%")).contains(new Claim.FaultyBelow(0.01));
        assertThat(Claim.parse("keyspace>2^20")).contains(new Claim.KeyspaceAbove(1 << 20));
        assertThat(Claim.parse("keyspace>1e6")).contains(new Claim.KeyspaceAbove(1e6));
        for (String bad : List.of("", "p<2", "p<0", "keyspace>x", "p<1.2.3", "fine")) {
            assertThat(Claim.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    public void listedPasswordsFail() {
        var list = new ArrayList<>(random(12, SYMBOLS, 8));
        list.add(new PopulationUnit("a", Map.of(), "xc3511"));
        list.add(new PopulationUnit("b", Map.of(), "vizxv"));
        assertThat(report(list).findings())
                .filteredOn(f -> f.weight() == Weight.BREAKS)
                .extracting(PopulationFinding::kind)
                .contains(FindingClass.UNIVERSAL_DEFAULT);
    }

    @Test
    public void aReportCarriesNoPassword() {
        var list = random(30, SYMBOLS, 16);
        assertThat(report(list).toString()).doesNotContain(list.getFirst().password());
    }

    @Test
    public void halfAListIsEnoughToTell() {
        var list = new ArrayList<>(random(20, SYMBOLS, 12));
        for (int i = 0; i < 20; i++) {
            var mac = String.format(java.util.Locale.ROOT, "5c0272%06x", 0x10ab00 + 97 * i);
            list.add(
                    new PopulationUnit(
                            "m" + i, Map.of("mac", mac, "serial", "S" + (200 + i)), mac));
        }
        var report = report(list);
        assertThat(of(report, Rule.PSTI_C)).isEqualTo(Outcome.FAIL);
        var finding =
                report.findings().stream()
                        .filter(f -> f.weight() == Weight.BREAKS)
                        .findFirst()
                        .orElseThrow();
        assertThat(finding.unitsExplained()).isEqualTo(20);
        assertThat(finding.counterExample()).contains("u0");
        assertThat(finding.coincidenceProbability()).isLessThan(1e-6);
    }
}
