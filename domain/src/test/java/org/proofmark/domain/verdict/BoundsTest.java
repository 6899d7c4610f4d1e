package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class BoundsTest {
    @DataProvider
    public Object[][] keyspaces() {
        return new Object[][] {
            {10, 15}, {20, 63}, {30, 145}, {50, 409}, {100, 1_652}, {200, 6_643}, {500, 41_643}
        };
    }

    @Test(dataProvider = "keyspaces")
    public void theKeyspaceBoundHasTheKnownValues(int units, int above) {
        assertThat(Bounds.keyspaceAbove(units)).isCloseTo(above, within(0.6));
    }

    @DataProvider
    public Object[][] fractions() {
        return new Object[][] {
            {3, 0.63}, {5, 0.45}, {10, 0.26}, {20, 0.14}, {30, 0.095}, {59, 0.05}, {299, 0.01}
        };
    }

    @Test(dataProvider = "fractions")
    public void theBoundOnFaultyOnesHasTheKnownValues(int clean, double below) {
        assertThat(Bounds.faultyBelow(clean)).isCloseTo(below, within(0.005));
    }

    @Test
    public void nothingDrawnSaysNothing() {
        assertThat(Bounds.faultyBelow(0)).isEqualTo(1);
        assertThat(Bounds.keyspaceAbove(0)).isZero();
        assertThat(Bounds.keyspaceAbove(1)).isZero();
    }

    @Test
    public void aPassSaysItsEffortAndItsBound() {
        var few = PassText.of(new Effort("quick", 2, 6, List.of("button"), 20), true);
        assertThat(few.code()).isEqualTo("no-breach-found");
        assertThat(few.text())
                .contains("No breach was found at preset 'quick'")
                .contains("2 units, 6 proven resets by button, 20 answered tries")
                .contains("less than 78 % of units", "less than 40 % of resets")
                .contains("say nothing of how many different passwords");
        var many = PassText.of(new Effort("x", 30, 60, List.of("button"), 300), true);
        assertThat(many.text()).contains("9.6 % of units", "4.9 % of resets", "more than 145");
        var none = PassText.of(new Effort("x", 1, 1, List.of("button"), 10), false);
        assertThat(none.text()).contains("1 unit, 1 proven reset").doesNotContain("different");
    }
}
