package org.proofmark.credential.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.proofmark.credential.population.PopulationUnit;
import org.testng.annotations.Test;

/// More units than are remembered, so that both the kept values and the others are used.
public class AlphabetTrailTest {
    private static final int UNITS = 20;
    private static final int LENGTH = 8;
    private static final long SEED = 31;
    private static final String ALPHABET = "zyxwvutsrqponmlkjihgfedcba98765";

    private static final List<PopulationUnit> POPULATION = population();

    private static List<PopulationUnit> population() {
        var units = new ArrayList<PopulationUnit>();
        for (int i = 0; i < UNITS; i++) {
            units.add(new PopulationUnit("u" + i, Map.of(), "p" + i));
        }
        return units;
    }

    private static byte[] digest(PopulationUnit unit) {
        var digest = new byte[20];
        new Random(SEED + Integer.parseInt(unit.id().substring(1))).nextBytes(digest);
        return digest;
    }

    private static List<String> cores(NumberWay way) {
        return POPULATION.stream()
                .map(unit -> {
                    var text = new StringBuilder();
                    for (int number : way.numbers(digest(unit), ALPHABET.length(), LENGTH)) {
                        text.append(ALPHABET.charAt(number));
                    }
                    return text.toString();
                })
                .toList();
    }

    private static int follow(
            List<String> cores, Function<PopulationUnit, byte[]> hash, NumberWay way) {
        var trail = new AlphabetTrail(POPULATION, cores, 64);
        // Another hash, way and size before: nothing of them may stay.
        trail.begin(unit -> new byte[20]);
        for (var other : NumberWay.values()) {
            trail.follow(AlphabetTrail.Step.of(other, 64));
        }
        trail.begin(hash);
        for (var other : NumberWay.values()) {
            if (other != way) {
                assertThat(
                                trail.follow(
                                        AlphabetTrail.Step.of(
                                                other, other == NumberWay.HALF_BYTES ? 16 : 31)))
                        .as("%s of a list made by %s", other, way)
                        .isEqualTo(AlphabetTrail.CONTRADICTED);
            }
        }
        return trail.follow(AlphabetTrail.Step.of(way, ALPHABET.length()));
    }

    @Test
    public void everyWayIsFollowedToTheLastUnit() {
        for (var way : NumberWay.values()) {
            if (way == NumberWay.HALF_BYTES) {
                continue;
            }
            int confirmed = follow(cores(way), AlphabetTrailTest::digest, way);
            // Of 160 characters at most 31 are the first of their kind.
            assertThat(confirmed).as(way.toString()).isBetween(100, UNITS * LENGTH);
        }
    }

    @Test
    public void theLastUnitCanContradict() {
        for (var way : List.of(NumberWay.BYTES, NumberWay.NUMBER_REVERSED)) {
            var cores = new ArrayList<>(cores(way));
            cores.set(UNITS - 1, "########");
            assertThat(follow(cores, AlphabetTrailTest::digest, way))
                    .isEqualTo(AlphabetTrail.CONTRADICTED);
        }
    }

    @Test
    public void aUnitWithoutTheIdentifierContradicts() {
        var way = NumberWay.BYTES;
        assertThat(
                        follow(
                                cores(way),
                                unit -> unit.id().equals("u3") ? new byte[0] : digest(unit),
                                way))
                .isEqualTo(AlphabetTrail.CONTRADICTED);
    }
}
