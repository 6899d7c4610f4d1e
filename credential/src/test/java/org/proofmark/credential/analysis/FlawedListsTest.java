package org.proofmark.credential.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.specimen.FlawedSpecimens;
import org.proofmark.credential.specimen.FlawedSpecimens.Flawed;
import org.proofmark.domain.verdict.Outcome;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class FlawedListsTest {
    private static final long SEED = 4711;

    @DataProvider
    Object[][] flawed() {
        return FlawedSpecimens.all().stream().map(f -> new Object[] {f}).toArray(Object[][]::new);
    }

    @DataProvider
    Object[][] inOneLine() {
        return FlawedSpecimens.all().stream()
                .filter(f -> !f.specimen().scattered())
                .map(f -> new Object[] {f})
                .toArray(Object[][]::new);
    }

    @DataProvider
    Object[][] usual() {
        return FlawedSpecimens.usual().stream().map(f -> new Object[] {f}).toArray(Object[][]::new);
    }

    private static PopulationReport report(Flawed flawed, int units) {
        var list = flawed.specimen().list(units, new SplittableRandom(SEED + units));
        return new DerivationAnalyser()
                .analyse(new Study(list, flawed.specimen().salts()), new Claim.NoRuleBroken());
    }

    @Test(dataProvider = "flawed")
    public void thirtyUnitsAreEnough(Flawed flawed) {
        isCaught(flawed, 30);
    }

    @Test(dataProvider = "usual")
    public void aThousandUnitsAreEnough(Flawed flawed) {
        isCaught(flawed, 1000);
    }

    @Test(dataProvider = "inOneLine")
    public void threeUnitsAreEnoughOrTheNumberIsSaid(Flawed flawed) {
        var report = report(flawed, 3);
        assertThat(report.outcome()).as(flawed + ": " + report).isNotEqualTo(Outcome.PASS);
        if (report.outcome() == Outcome.INCONCLUSIVE) {
            assertThat(report.verdicts().getLast().reasons())
                    .anyMatch(r -> r.matches("(?s).*\\d+.*"));
            return;
        }
        // So few units may show no more than that hardly anything differs.
        assertThat(report.findings())
                .as(flawed.toString())
                .filteredOn(f -> f.weight() == Weight.BREAKS)
                .extracting(PopulationFinding::kind)
                .containsAnyElementsOf(withSmallKeyspace(flawed));
    }

    private static void isCaught(Flawed flawed, int units) {
        var report = report(flawed, units);
        assertThat(report.outcome()).as(flawed + ": " + report).isEqualTo(Outcome.FAIL);
        assertThat(report.findings())
                .as("%s with %d units, seed %d", flawed, units, SEED)
                .filteredOn(f -> f.weight() == Weight.BREAKS)
                .extracting(PopulationFinding::kind)
                .containsAnyElementsOf(flawed.classes());
    }

    private static List<FindingClass> withSmallKeyspace(Flawed flawed) {
        var classes = new ArrayList<>(flawed.classes());
        classes.add(FindingClass.SMALL_KEYSPACE);
        return classes;
    }
}
