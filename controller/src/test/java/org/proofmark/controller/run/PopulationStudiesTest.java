package org.proofmark.controller.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.proofmark.domain.observation.DeviceState;
import org.proofmark.domain.observation.Observation.CredentialTaken;
import org.proofmark.domain.observation.Secret;
import org.proofmark.domain.observation.Stage;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.verdict.SecretAnalysis.Explained;
import org.proofmark.domain.verdict.SecretAnalysis.SecretRef;
import org.proofmark.domain.verdict.SecretAnalysis.Studied;
import org.proofmark.domain.verdict.SecretAnalysis.Weight;
import org.testng.annotations.Test;

public class PopulationStudiesTest {
    private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

    /// Units of one product in serial order, and what `password` makes of each.
    private static List<Studied> study(
            long seed, int units, BiFunction<Map<String, String>, Random, String> password) {
        var random = new Random(seed);
        var studies = new PopulationStudies(List.of());
        for (var unit = 0; unit < units; unit++) {
            var identifiers =
                    Map.of(
                            "serial",
                            "SN" + (470_000 + 17 * unit),
                            "mac",
                            "02:1a:4f:%02x:%02x:%02x"
                                    .formatted(
                                            random.nextInt(256),
                                            random.nextInt(256),
                                            random.nextInt(256)),
                            "batch",
                            "L26100");
            add(studies, unit, 0, password.apply(identifiers, random), identifiers);
        }
        return studies.studied();
    }

    private static void add(
            PopulationStudies studies,
            int unit,
            int resets,
            String text,
            Map<String, String> identifiers) {
        var stage = new Stage(DeviceState.FACTORY_DEFAULT, resets, resets == 0 ? "" : "button");
        studies.add(
                new CredentialTaken("admin", stage, "label", "admin", new Secret("s" + resets)),
                new SecretRef(new UnitId("u" + unit), 1, "s" + resets),
                text,
                identifiers);
    }

    private static String draw(Random random) {
        var text = new StringBuilder();
        for (var n = 0; n < 12; n++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static List<Explained> found(List<Studied> studied) {
        return studied.stream().flatMap(s -> s.found().stream()).toList();
    }

    @Test
    public void honestRandomPasswordsOfTwoUnitsGiveNothing() {
        for (var seed = 0; seed < 5; seed++) {
            var studied = study(seed, 2, (ids, random) -> draw(random));
            assertThat(found(studied)).as("seed %d", seed).isEmpty();
            assertThat(studied).hasSize(1);
            assertThat(studied.getFirst().transforms()).isPositive();
            assertThat(studied.getFirst().fields()).contains("mac", "serial");
        }
    }

    @Test
    public void aKeyedHashWithAnUnknownKeyIsNoDerivation() {
        assertThat(found(study(3, 2, (ids, random) -> keyed(ids.getOrDefault("serial", "")))))
                .isEmpty();
    }

    private static String keyed(String serial) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = "nobody knows this key".getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var bytes = mac.doFinal(serial.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes).substring(0, 12);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aSaltedHashIsFoundByTheStringsOfTheFirmwareAndNeverWithoutThem() {
        assertThat(kinds(salted(List.of("U-Boot 2024.01", "larch-quarry-7714"))))
                .containsExactly("salted-hash", "salted-hash");
        assertThat(kinds(salted(List.of("U-Boot 2024.01")))).isEmpty();
        assertThat(kinds(salted(List.of()))).isEmpty();
    }

    /// Four states with other values each: the strings are tried in two of them.
    private static List<Studied> salted(List<String> strings) {
        var studies = new PopulationStudies(strings);
        for (var state = 0; state < 4; state++) {
            for (var unit = 0; unit < 4; unit++) {
                var mac = "02:1a:4f:%02x:9c:%02x".formatted(41 * unit, 67 * state);
                add(studies, unit, state, hashed("larch-quarry-7714" + mac), Map.of("mac", mac));
            }
        }
        return studies.studied();
    }

    private static List<String> kinds(List<Studied> studied) {
        return found(studied).stream().map(Explained::kind).toList();
    }

    private static String hashed(String text) {
        try {
            var sha = java.security.MessageDigest.getInstance("SHA-256");
            var bytes = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes).substring(0, 10);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void aPasswordFromTheMacIsExplainedOnEveryUnitWithoutItsValue() {
        var studied = study(1, 3, (ids, random) -> ids.getOrDefault("mac", "").replace(":", ""));
        var explained = found(studied).stream().filter(e -> e.weight() == Weight.BREAKS).toList();
        assertThat(explained).extracting(Explained::kind).contains("identifier-derived");
        assertThat(explained.getFirst().secrets())
                .extracting(r -> r.unit().value())
                .containsExactly("u0", "u1", "u2");
        assertThat(explained.getFirst().coincidence()).isLessThan(1e-6);
        assertThat(studied.toString()).doesNotContain("021a4f");
    }

    @Test
    public void oneWordOnAllUnitsIsNoDerivationButAUniversalPassword() {
        assertThat(found(study(1, 3, (ids, random) -> "sunshine12"))).isEmpty();
    }

    @Test
    public void aStateWithTheSameValuesIsSearchedOnce() {
        var studies = new PopulationStudies(List.of());
        for (var unit = 0; unit < 2; unit++) {
            var random = new Random(unit);
            var label = draw(random);
            add(studies, unit, 0, label, Map.of());
            add(studies, unit, 1, label, Map.of());
            add(studies, unit, 2, draw(random), Map.of());
        }
        assertThat(studies.studied()).extracting(Studied::resets).containsExactly(0, 2);
    }
}
