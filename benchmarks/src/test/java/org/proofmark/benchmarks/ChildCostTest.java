package org.proofmark.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.testng.annotations.Test;

public class ChildCostTest {
    @Test
    public void timesOfTheShellsChildrenAreAdded() {
        assertThat(ChildCost.seconds("0m9.000s 0m9.000s\n1m2.500s 0m0.250s\n"))
                .isCloseTo(62.75, within(1e-9));
    }

    @Test
    public void anotherTextIsNoTime() {
        assertThatThrownBy(() -> ChildCost.seconds("bash: times: nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    public void aProcessHasItsExitCodeAndItsCpu() throws Exception {
        var idle = ChildCost.of(List.of("bash", "-c", "echo loud; echo louder >&2; exit 2"));
        assertThat(idle.exit()).isEqualTo(2);
        // Counts for longer than the clock's tick.
        var busy =
                ChildCost.of(List.of("bash", "-c", "for ((i = 0; i < 300000; i++)); do :; done"));
        assertThat(busy.exit()).isZero();
        assertThat(busy.cpu()).isGreaterThan(idle.cpu()).isPositive();
        assertThat(busy.kib()).isPositive();
    }
}
