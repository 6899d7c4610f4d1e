package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.testng.annotations.Test;

public class AnalyserOptionsTest {
    @Test
    public void withoutOptionsTenMillionUnitsAreMeasured() {
        assertThat(AnalyserOptions.parse(List.of()))
                .isEqualTo(new AnalyserOptions(10_000_000, 600, false));
    }

    @Test
    public void quickLeavesTheLargeListOut() {
        assertThat(AnalyserOptions.parse(List.of("--quick")).rows()).isEqualTo(1_000_000);
        assertThat(AnalyserOptions.parse(List.of("--rows", "2000000", "--quick")))
                .isEqualTo(new AnalyserOptions(2_000_000, 100, true));
    }

    @Test
    public void numbersStandBehindTheirNameOrAnEqualsSign() {
        assertThat(AnalyserOptions.parse(List.of("--rows=3_000_000", "--honest", "7")))
                .isEqualTo(new AnalyserOptions(3_000_000, 7, false));
    }

    @Test
    public void whatIsNoOptionIsNamed() {
        for (var bad :
                List.of(
                        List.of("--row", "5"),
                        List.of("--rows"),
                        List.of("--rows", "many"),
                        List.of("--rows=10"),
                        List.of("--honest", "-1"))) {
            assertThatThrownBy(() -> AnalyserOptions.parse(bad))
                    .as("%s", bad)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("--rows N");
        }
    }
}
