package org.proofmark.domain.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
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
        var few = PassText.of(new Effort("quick", 2, Map.of("button", 6), 20), true);
        assertThat(few.code()).isEqualTo("no-breach-found");
        assertThat(few.text())
                .contains("No breach was found at preset 'quick'")
                .contains("2 units, 6 proven resets by button, 20 answered tries")
                .contains("less than 78 % of units", "less than 40 % of resets")
                .contains("say nothing of how many different passwords");
        var many = PassText.of(new Effort("x", 30, Map.of("button", 60), 300), true);
        assertThat(many.text()).contains("9.6 % of units", "4.9 % of resets", "more than 145");
        var none = PassText.of(new Effort("x", 1, Map.of("button", 1), 10), false);
        assertThat(none.text()).contains("1 unit, 1 proven reset").doesNotContain("different");
    }

    @Test
    public void resetsByOnePathSayNothingOfAnother() {
        var paths = new LinkedHashMap<String, Integer>();
        paths.put("button", 59);
        paths.put("web", 25);
        var effort = new Effort("x", 5, paths, 300);
        assertThat(effort.resets()).isEqualTo(84);
        assertThat(effort.resetsBelow()).isCloseTo(0.113, within(0.0005));
        assertThat(new Bound(effort).text())
                .isEqualTo("units p < 46 %, resets p < 5.0 % by button, 12 % by web, keyspace > 3");
        assertThat(PassText.of(effort, false).text())
                .contains("in less than 5.0 % of resets by button, 12 % by web.");
    }

    @Test
    public void pathsThatWereGoneAsOftenShareOneNumber() {
        var paths = new LinkedHashMap<String, Integer>();
        paths.put("100 % sure by $1", 6);
        paths.put("web", 6);
        var effort = new Effort("quick", 2, paths, 20);
        assertThat(new Bound(effort).text())
                .isEqualTo("units p < 78 %, resets p < 40 % by each path");
        assertThat(effort.resetsBelow(" of resets")).isEqualTo("40 % of resets by each path");
    }

    @Test
    public void aPathThatWasNotGoneIsNoEffort() {
        assertThatThrownBy(() -> new Effort("quick", 2, Map.of("button", 0), 20))
                .hasMessageContaining("button=0");
    }
}
