package org.proofmark.credential.strength;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The values that the bench procedure lists (standards.md 9.1).
public class SamplingBoundsTest {
    @DataProvider
    Object[][] units() {
        return new Object[][] {
            {0.5, 5, 7},
            {0.3, 9, 13},
            {0.2, 14, 21},
            {0.1, 29, 44},
            {0.05, 59, 90},
            {0.02, 149, 228},
            {0.01, 299, 459},
            {0.001, 2995, 4603},
        };
    }

    @Test(dataProvider = "units")
    public void soManyUnitsFindAFault(double fraction, long at95, long at99) {
        assertThat(SamplingBounds.unitsToFind(fraction, 0.95)).isEqualTo(at95);
        assertThat(SamplingBounds.unitsToFind(fraction, 0.99)).isEqualTo(at99);
        assertThat(SamplingBounds.faultyBelow(at95)).isLessThanOrEqualTo(fraction);
        assertThat(SamplingBounds.faultyBelow(at95 - 1)).isGreaterThan(fraction);
    }

    @DataProvider
    Object[][] bounds() {
        return new Object[][] {
            {3, 0.63},
            {5, 0.45},
            {10, 0.26},
            {20, 0.14},
            {30, 0.095},
            {59, 0.05},
            {100, 0.03},
            {299, 0.01},
        };
    }

    @Test(dataProvider = "bounds")
    public void soFewCanBeFaulty(long clean, double below) {
        assertThat(SamplingBounds.faultyBelow(clean)).isCloseTo(below, within(0.005));
    }

    @Test
    public void nothingDrawnSaysNothing() {
        assertThat(SamplingBounds.faultyBelow(0)).isEqualTo(1);
        assertThat(SamplingBounds.keyspaceAbove(1)).isZero();
        assertThatThrownBy(() -> SamplingBounds.unitsToFind(0, 0.95))
                .hasMessageContaining("got 0.0");
    }

    @DataProvider
    Object[][] keyspaces() {
        return new Object[][] {
            {10, 15}, {20, 63}, {30, 145}, {50, 409}, {100, 1652}, {200, 6643}, {500, 41643},
        };
    }

    @Test(dataProvider = "keyspaces")
    public void soManyValuesThereAreAtLeast(long units, double values) {
        assertThat(SamplingBounds.keyspaceAbove(units)).isCloseTo(values, within(0.6));
    }

    @DataProvider
    Object[][] duplicates() {
        return new Object[][] {
            {8, 40},
            {10, 79},
            {12, 158},
            {14, 314},
            {16, 628},
            {20, 2507},
            {24, 10027},
            {32, 160417},
        };
    }

    @Test(dataProvider = "duplicates")
    public void soManyUnitsShowADuplicate(int bits, long units) {
        double values = Math.pow(2, bits);
        assertThat(SamplingBounds.unitsForDuplicate(values)).isBetween(units - 1, units + 1);
        assertThat(SamplingBounds.keyspaceAbove(SamplingBounds.unitsForDuplicate(values)))
                .isGreaterThanOrEqualTo(values * (1 - 1e-12));
    }

    @Test
    public void aSampleOfALotFindsABadUnit() {
        assertThat(SamplingBounds.lotDetection(1000, 10, 50)).isCloseTo(0.40, within(0.005));
        assertThat(SamplingBounds.lotDetection(1000, 10, 100)).isCloseTo(0.65, within(0.005));
        assertThat(SamplingBounds.lotDetection(10, 0, 10)).isZero();
        assertThat(SamplingBounds.lotDetection(10, 1, 10)).isEqualTo(1);
        assertThatThrownBy(() -> SamplingBounds.lotDetection(10, 11, 1))
                .hasMessageContaining("11 bad");
    }
}
