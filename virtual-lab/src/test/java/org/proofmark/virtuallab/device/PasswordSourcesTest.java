package org.proofmark.virtuallab.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.proofmark.credential.analysis.Claim;
import org.proofmark.credential.analysis.DerivationAnalyser;
import org.proofmark.credential.finding.PopulationFinding.Weight;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.Study;
import org.proofmark.virtuallab.catalogue.SimulatedCatalogue;
import org.proofmark.virtuallab.device.PasswordSource.Origin;
import org.proofmark.virtuallab.process.UnitIdentities;
import org.proofmark.virtuallab.process.UnitIdentity;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/// The units that a row has are enough for what is wrong with their passwords to be told from
/// chance, whatever the seed; and passwords that are in order are not accused.
public final class PasswordSourcesTest {
    private static final int SEEDS = 2;
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @DataProvider
    Object[][] derived() {
        return new Object[][] {
            {"P4a", "counter identifier-derived"},
            {"P4b", "counter identifier-derived"},
            {"P5a", "public-information identifier-derived"},
            {"P5b", "public-information identifier-derived"},
            {"P6", "unkeyed-hash"},
            {"P7", "salted-hash"},
            {"P8a", "time-seeded"},
            {"P9", "dictionary"},
            {"P10", "public-information date"},
        };
    }

    @Test(dataProvider = "derived")
    public void theAnalyserTellsTheDerivationFromChance(String id, String classes) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertThat(breaking(id, seed))
                    .as(id + " with seed " + seed)
                    .containsAnyOf(classes.split(" "));
        }
    }

    @DataProvider
    Object[] inOrder() {
        return new String[] {"C1", "C7"};
    }

    @Test(dataProvider = "inOrder")
    public void theAnalyserAccusesNoDeviceInOrder(String id) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            assertThat(breaking(id, seed)).as(id + " with seed " + seed).isEmpty();
        }
    }

    @Test
    public void derivationsAreThoseThatTheirNamesSay() {
        var unit =
                new UnitIdentity(
                        "PM10000007", "02:5e:10:00:a0:b7", "L25063", LocalDate.of(2025, 3, 4));
        var origin = origin(unit, new Random(1));
        assertThat(guessed("P4a", origin)).isEqualTo("1c9c395");
        assertThat(guessed("P4b", origin)).isEqualTo("FD-15ocdt");
        assertThat(guessed("P5a", origin)).isEqualTo("1000A0B7");
        assertThat(guessed("P5b", origin)).isEqualTo("7B0A0001");
        // printf '02:5e:10:00:a0:b7' | md5sum
        assertThat(guessed("P6", origin)).isEqualTo("1f291f12b7");
        // printf 'larch-quarry-771402:5e:10:00:a0:b7' | sha256sum
        assertThat(guessed("P7", origin)).isEqualTo("b65ac338f3");
        assertThat(guessed("P9", origin)).matches("[a-z]+[0-9]{2,4}");
        assertThat(guessed("P10", origin)).isEqualTo("20250304");
        assertThat(guessed("C7", origin))
                .isNotEqualTo(guessed("C7", origin(other(unit), new Random(1))));
    }

    private static UnitIdentity other(UnitIdentity unit) {
        return new UnitIdentity("PM10000008", unit.mac(), unit.batch(), unit.manufactured());
    }

    private static String guessed(String id, Origin origin) {
        return DeviceModels.find(id).orElseThrow().delivered().password(origin).orElseThrow();
    }

    /// Ten characters as the C standard's `rand()` draws them from a seed.
    static String drawn(int seed) {
        int next = seed;
        var text = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            next = next * 1103515245 + 12345;
            text.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt((next >>> 16) % 32768 % 36));
        }
        return text.toString();
    }

    private static List<String> breaking(String id, int seed) {
        var salts =
                id.equals("P7") ? List.of("U-Boot 2024.01", FlawedModels.SALT) : List.<String>of();
        var report =
                new DerivationAnalyser()
                        .analyse(new Study(population(id, seed), salts), new Claim.NoRuleBroken());
        return report.findings().stream()
                .filter(f -> f.weight() == Weight.BREAKS)
                .map(f -> f.kind().label())
                .toList();
    }

    private static List<PopulationUnit> population(String id, int seed) {
        var entry = SimulatedCatalogue.find(id).orElseThrow();
        var model = DeviceModels.find(id).orElseThrow();
        var random = new Random(seed);
        var units = new ArrayList<PopulationUnit>();
        for (var unit : UnitIdentities.of(seed, entry.units(), entry.daysApart())) {
            var password = model.afterReset().password(origin(unit, random)).orElseThrow();
            units.add(new PopulationUnit(unit.serialNumber(), identifiers(unit, model), password));
        }
        return units;
    }

    /// What a unit has at hand for a password so long after its boot.
    static Origin after(String serial, Duration uptime) {
        var unit =
                new UnitIdentity(serial, "02:5e:10:00:a0:b7", "L25063", LocalDate.of(2025, 3, 4));
        return origin(unit, new Random(1), uptime);
    }

    private static Origin origin(UnitIdentity unit, Random random) {
        return origin(unit, random, Duration.ofMillis(8_000 + random.nextInt(60_000)));
    }

    private static Origin origin(UnitIdentity unit, Random random, Duration uptime) {
        return new Origin(
                environment(unit),
                PasswordSource.draw(random),
                Optional.empty(),
                new Moment(uptime, NOON.plus(uptime)),
                random);
    }

    private static DeviceEnvironment environment(UnitIdentity unit) {
        var nowhere = Path.of("none");
        return new DeviceEnvironment(
                nowhere,
                nowhere,
                "127.0.0.2",
                nowhere,
                unit.mac(),
                unit.serialNumber(),
                unit.batch(),
                unit.manufactured().toString(),
                nowhere,
                NOON.toString());
    }

    private static Map<String, String> identifiers(UnitIdentity unit, DeviceModel model) {
        var printed = new LinkedHashMap<String, String>();
        printed.put("model", model.name());
        printed.put("serial", unit.serialNumber());
        printed.put("mac", unit.mac());
        printed.put("batch", unit.batch());
        printed.put("manufactured", unit.manufactured().toString());
        return printed;
    }
}
