package org.proofmark.cli.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import org.testng.annotations.Test;

public class PlacesTest {
    private static final long GIB = 1024L * 1024 * 1024;

    @Test
    public void memoryAndCoresBothBound() {
        assertThat(Places.of(64 * GIB, 2)).isEqualTo(12);
        assertThat(Places.of(64 * GIB, 1)).isEqualTo(6);
        assertThat(Places.of(4 * GIB, 8)).isEqualTo(6);
    }

    @Test
    public void twoUnitsAreTheLeast() {
        assertThat(Places.of(0, 1)).isEqualTo(2);
        assertThat(Places.ofThisMachine()).isGreaterThanOrEqualTo(2);
    }
}
