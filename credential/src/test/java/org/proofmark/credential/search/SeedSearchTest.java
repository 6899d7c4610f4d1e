package org.proofmark.credential.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.testng.annotations.Test;

/// Lists that Python 3 and NumPy have made.
public class SeedSearchTest {
    private static List<PopulationFinding> found(List<PopulationUnit> units) {
        return new SeedSearch().look(new Study(units, List.of()), new Trials());
    }

    private static List<PopulationUnit> units(String field, List<String> values, String... words) {
        var units = new ArrayList<PopulationUnit>();
        for (int i = 0; i < words.length; i++) {
            units.add(new PopulationUnit("u" + i, Map.of(field, values.get(i)), words[i]));
        }
        return units;
    }

    private static void isNamed(List<PopulationUnit> units, String transform) {
        assertThat(found(units))
                .filteredOn(f -> f.weight() == Weight.BREAKS)
                .as("findings")
                .anySatisfy(f -> {
                    assertThat(f.transform()).contains(transform);
                    assertThat(f.unitsExplained()).isEqualTo(units.size());
                });
    }

    /// `random.seed(240117); random.choices(ascii_lowercase + digits, k=10)` and so on.
    @Test
    public void pythonsRandomSeededWithTheSerialNumberIsNamed() {
        var serials = List.of("SN240117", "SN240118", "SN240119", "SN240120");
        isNamed(
                units("serial", serials, "yjnue7nzoz", "q4p7tk52x7", "l4pmeldrcj", "sode8qqugh"),
                "the number in serial → Python's random");
    }

    /// `RandomState(uptime)`, 32 bits modulo 62.
    @Test
    public void theMersenneTwisterSeededWithAnUptimeIsNamed() {
        isNamed(
                units(
                        "serial",
                        List.of("A", "B", "C", "D"),
                        "NkPnF1Eq6vNz",
                        "Ottre3GWYz9c",
                        "jySx7B9vbXMz",
                        "ETbwT8cWphVg"),
                "the uptime → the Mersenne twister, modulo");
    }

    /// `RandomState(second)`, 32 bits times 16, the upper half.
    @Test
    public void theMersenneTwisterSeededWithTheSecondOfManufactureIsNamed() {
        var list =
                List.of(
                        "2024-01-15T10:00:00Z",
                        "e816975965",
                        "2024-01-15T10:02:00Z",
                        "ea19d85745",
                        "2024-01-15T10:04:00Z",
                        "b7d5d56fb2",
                        "2024-01-15T10:06:00Z",
                        "5c32fa8b5d");
        var units = new ArrayList<PopulationUnit>();
        for (int i = 0; i < list.size(); i += 2) {
            var fields = Map.of("manufactured", list.get(i));
            units.add(new PopulationUnit("u" + i, fields, list.get(i + 1)));
        }
        isNamed(units, "the second of manufactured → the Mersenne twister, scaled");
    }

    @Test
    public void otherPasswordsWithTheSameSerialNumbersAreNot() {
        var serials = List.of("SN240121", "SN240122", "SN240123", "SN240124");
        assertThat(
                        found(
                                units(
                                        "serial",
                                        serials,
                                        "yjnue7nzoz",
                                        "q4p7tk52x7",
                                        "l4pmeldrcj",
                                        "sode8qqugh")))
                .isEmpty();
    }
}
