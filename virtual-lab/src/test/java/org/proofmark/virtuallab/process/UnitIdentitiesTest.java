package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.testng.annotations.Test;

public class UnitIdentitiesTest {
    @Test
    public void serialsAndMacsAreConsecutive() {
        for (long seed : new long[] {0, 1, -5, Long.MAX_VALUE, System.nanoTime()}) {
            var units = UnitIdentities.of(seed, 40);
            for (int i = 1; i < units.size(); i++) {
                assertThat(number(units.get(i).serialNumber().substring(2), 10))
                        .isEqualTo(number(units.get(i - 1).serialNumber().substring(2), 10) + 1);
                assertThat(number(units.get(i).mac().replace(":", ""), 16))
                        .as("seed %s", seed)
                        .isEqualTo(number(units.get(i - 1).mac().replace(":", ""), 16) + 1);
            }
        }
    }

    @Test
    public void fourUnitsAndMoreComeInTwoBatches() {
        for (int count = 1; count <= 9; count++) {
            var batches =
                    UnitIdentities.of(3, count).stream()
                            .collect(Collectors.groupingBy(UnitIdentity::batch));
            assertThat(batches).hasSize(count < 4 ? 1 : 2);
        }
        var units = UnitIdentities.of(3, 5);
        assertThat(units.get(2).batch()).isEqualTo(units.get(0).batch());
        assertThat(units.get(3).batch()).isNotEqualTo(units.get(0).batch());
        assertThat(units.get(3).manufactured()).isAfter(units.get(2).manufactured());
    }

    @Test
    public void sameSeedGivesTheSameUnitsAndAnotherSeedOthers() {
        assertThat(UnitIdentities.of(9, 6)).isEqualTo(UnitIdentities.of(9, 6));
        assertThat(UnitIdentities.of(9, 6)).doesNotContainAnyElementsOf(UnitIdentities.of(10, 6));
    }

    @Test
    public void settingsAreThoseOfASlot() {
        var unit = new UnitIdentity("S1", "02:00:00:00:00:01", "b", LocalDate.of(2025, 2, 3));
        var settings = new HashMap<String, Object>(unit.settings());
        settings.put("command", "true");
        assertThat(ProcessSettings.parse(settings, 0).unit()).isEqualTo(unit);
    }

    @Test
    public void impossibleUnitsAreRefused() {
        var day = LocalDate.of(2025, 2, 3);
        assertThatThrownBy(() -> new UnitIdentity("../x", "02:00:00:00:00:01", "b", day))
                .hasMessageContaining("serial-number")
                .hasMessageContaining("../x");
        assertThatThrownBy(() -> new UnitIdentity("S", "02:00:00:00:00:0G", "b", day))
                .hasMessageContaining("mac");
        assertThatThrownBy(() -> new UnitIdentity("S", "02:00:00:00:00:01", "", day))
                .hasMessageContaining("batch");
        assertThatThrownBy(() -> UnitIdentities.of(1, 0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> UnitIdentities.of(1, UnitIdentities.MAX_COUNT + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long number(String digits, int radix) {
        return Long.parseLong(digits, radix);
    }
}
