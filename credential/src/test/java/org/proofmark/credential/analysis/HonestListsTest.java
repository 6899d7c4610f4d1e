package org.proofmark.credential.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.SplittableRandom;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.credential.specimen.HonestSpecimens;
import org.proofmark.credential.specimen.Specimen;
import org.proofmark.domain.verdict.Outcome;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// A false accusation is the worst defect: none may come in some hundred lists.
public class HonestListsTest {
    private static final int[] SIZES = {2, 3, 7, 10, 31};

    /// These generators have a size of those in between, too.
    private static final int[] SCATTERED_SIZES = {10};

    @DataProvider
    Object[][] honest() {
        return HonestSpecimens.all().stream().map(s -> new Object[] {s}).toArray(Object[][]::new);
    }

    /// Of the sizes in between each generator has one.
    private static final int[] OTHER_SIZES = {4, 13, 21, 61, 111, 201};

    @Test(dataProvider = "honest")
    public void nobodyIsAccused(Specimen honest) {
        for (int size : honest.scattered() ? SCATTERED_SIZES : SIZES) {
            isNotAccused(honest, size, 1000 + size);
        }
        int other = OTHER_SIZES[Math.floorMod(honest.name().hashCode(), OTHER_SIZES.length)];
        isNotAccused(honest, other, other);
    }

    @Test
    public void nobodyIsAccusedInALargeList() {
        var specimens = HonestSpecimens.all();
        for (int i = 0; i < specimens.size(); i += 6) {
            isNotAccused(specimens.get(i), 2000, i);
        }
    }

    /// Lists that an earlier analyser accused.
    @DataProvider
    Object[][] accusedBefore() {
        return new Object[][] {
            {"binary", 2, 23_971L}, {"serial number and 12 random", 60, 39_926L}
        };
    }

    @Test(dataProvider = "accusedBefore")
    public void whoWasAccusedOnceIsNotAccusedAgain(String name, int units, long seed) {
        var honest =
                HonestSpecimens.all().stream()
                        .filter(s -> s.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        isNotAccused(honest, units, seed);
    }

    private static void isNotAccused(Specimen honest, int size, long seed) {
        var list = honest.list(size, new SplittableRandom(seed));
        if (size % 2 == 1) {
            // Without a date there are fewer seeds to try, which takes most of the time.
            list = list.stream().map(HonestListsTest::undated).toList();
        }
        var report =
                new DerivationAnalyser()
                        .analyse(new Study(list, honest.salts()), new Claim.NoRuleBroken());
        assertThat(report.findings())
                .as("%s, %d units, seed %d", honest, size, seed)
                .filteredOn(f -> f.weight() == Weight.BREAKS)
                .extracting(PopulationFinding::explanation)
                .isEmpty();
        assertThat(report.outcome()).isNotEqualTo(Outcome.FAIL);
    }

    private static PopulationUnit undated(PopulationUnit unit) {
        var identifiers = new HashMap<>(unit.identifiers());
        identifiers.remove("manufactured");
        return new PopulationUnit(unit.id(), identifiers, unit.password());
    }
}
