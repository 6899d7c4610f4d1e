package org.proofmark.credential.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.proofmark.credential.finding.FindingClass;
import org.proofmark.credential.finding.PopulationFinding;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// Two units that lie side by side, as a laboratory buys them.
public class PlainSearchTest {
    private static final String MAC = "02:5e:10:39:a6:b0";
    private static final String NEXT = "02:5e:10:39:a6:b1";

    @DataProvider
    public Object[][] derived() {
        return new Object[][] {
            {"39a6b0", "39a6b1", "mac, lower case → its last 6 characters"},
            {"39A6B0", "39A6B1", "mac, lower case → its last 6 characters"},
            {"5e1039a6b0", "5e1039a6b1", "its last 10 characters"},
            {"Acme-39a6b0", "Acme-39a6b1", "its last 6 characters"},
            {"39a6b0!x", "39a6b1!x", "its last 6 characters, and 2 that are always the same"},
            {"0b6a9301", "1b6a9301", "mac, lower case, backwards"},
            {"39a6b1", "39a6b2", "mac+1, lower case → its last 6 characters"},
            {"PM26519864", "PM26519865", "serial → its last 10 characters"},
        };
    }

    @Test(dataProvider = "derived")
    public void twoNeighboursAreEnough(String one, String other, String transform) {
        assertThat(found(one, other))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.transform()).contains(transform);
                    assertThat(f.weight()).isEqualTo(Weight.BREAKS);
                    assertThat(f.unitsExplained()).isEqualTo(2);
                    assertThat(f.test().orElseThrow().test(fromElsewhere(one))).isFalse();
                });
    }

    @Test
    public void fewerDigitsAreAQuestionToAPerson() {
        assertThat(found("9864", "9865"))
                .allSatisfy(f -> assertThat(f.weight()).isEqualTo(Weight.ASKS));
        assertThat(found("519864", "519865"))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.weight()).isEqualTo(Weight.ASKS);
                    assertThat(f.explanation()).contains("no neighbour, would settle it");
                });
    }

    @Test
    public void whatStandsInTheNetworksNameIsPublic() {
        var units =
                List.of(
                        new PopulationUnit("1", Map.of("ssid", "HOME-7K2QX0"), "7k2qx0ab"),
                        new PopulationUnit("2", Map.of("ssid", "HOME-PM41ZT"), "pm41ztab"));

        assertThat(new PlainSearch().look(new Study(units, List.of()), new Trials()))
                .singleElement()
                .satisfies(f -> assertThat(f.kind()).isEqualTo(FindingClass.PUBLIC));
    }

    @Test
    public void oneUnitAndPasswordsOfSeveralLengthsSayNothing() {
        var one = List.of(unit("1", MAC, "PM26519864", "39a6b0"));

        assertThat(new PlainSearch().look(new Study(one, List.of()), new Trials())).isEmpty();
        assertThat(found("39a6b0", "x39a6b1")).isEmpty();
    }

    /// Policies that an honest maker may have: something known, and then chance.
    @Test
    public void chanceBehindWhatIsKnownIsNotAccused() {
        var policies = List.of("", "acme-", "025e10", "39a6b", "39a6b0", "PM2651986", "39a6b0PM");
        for (long seed = 0; seed < 6_000; seed++) {
            var random = new Random(seed);
            var policy = policies.get((int) (seed % policies.size()));
            var alphabet = seed % 2 == 0 ? "0123456789abcdef" : "0123456789";
            int length = 6 + random.nextInt(5);
            var one = policy + drawn(random, alphabet, length);
            var other = policy + drawn(random, alphabet, length);

            assertThat(found(one, other)).as("seed %d: %s %s", seed, one, other).isEmpty();
        }
    }

    private static String drawn(Random random, String alphabet, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static List<PopulationFinding> found(String one, String other) {
        var units =
                List.of(unit("1", MAC, "PM26519864", one), unit("2", NEXT, "PM26519865", other));
        return new PlainSearch().look(new Study(units, List.of()), new Trials());
    }

    private static PopulationUnit fromElsewhere(String password) {
        return unit("3", "02:5e:10:77:12:c8", "PM31415926", password);
    }

    private static PopulationUnit unit(String id, String mac, String serial, String password) {
        return new PopulationUnit(
                id,
                Map.of(
                        "mac", mac,
                        "serial", serial,
                        "model", "HL-100",
                        "batch", "L25077",
                        "manufactured", "2025-03-18"),
                password);
    }
}
