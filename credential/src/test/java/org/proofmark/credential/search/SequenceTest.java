package org.proofmark.credential.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.testng.annotations.Test;

public class SequenceTest {
    private static int[] draws(String name, long seed, int count) {
        var draws = new int[count];
        Sequence.ALL.stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .source()
                .fill(seed, draws);
        return draws;
    }

    /// `srand(1)` and `srand(42)` on Linux.
    @Test
    public void glibcsDrawsAreTheKnownOnes() {
        assertThat(draws("rand() of glibc", 1, 3))
                .containsExactly(1804289383, 846930886, 1681692777);
        assertThat(draws("rand() of glibc", 42, 2)).containsExactly(71876166, 708592740);
    }

    /// `srand(1)` on Windows.
    @Test
    public void windowsDrawsAreTheKnownOnes() {
        assertThat(draws("rand() of MSVC", 1, 4)).containsExactly(41, 18467, 6334, 26500);
    }

    @Test
    public void theStandardsDrawsAreTheKnownOnes() {
        assertThat(draws("rand() of the C standard", 1, 3)).containsExactly(16838, 5758, 10113);
        assertThat(draws("the minimal standard generator (16807)", 1, 3))
                .containsExactly(16807, 282475249, 1622650073);
    }

    @Test
    public void javasDrawsAreThoseOfThisJdk() {
        var random = new Random(1_700_000_000L);
        var draws = draws("java.util.Random", 1_700_000_000L, 20);
        for (int draw : draws) {
            assertThat(draw % 36).isEqualTo(random.nextInt(36));
        }
    }

    /// MT19937 started with 5489, as `std::mt19937` and NumPy's `RandomState(5489)` do.
    @Test
    public void theMersenneTwistersDrawsAreTheKnownOnes() {
        assertThat(draws("the Mersenne twister, modulo", 5489, 3))
                .containsExactly((int) 3499211612L, 581869302, (int) 3890346734L);
    }

    /// The first outputs that `mt19937ar.out` gives for the key 0x123, 0x234, 0x345, 0x456.
    @Test
    public void theMersenneTwisterStartsFromAnArrayAsPublished() {
        var draws = new int[3];
        MersenneTwister.outputs(
                MersenneTwister.byArray(new int[] {0x123, 0x234, 0x345, 0x456}), draws);
        assertThat(draws).containsExactly(1067595299, 955945823, 477289528);
    }

    /// `random.seed(n); random.choices(alphabet, k=10)` of Python 3.
    @Test
    public void pythonsChoicesAreTheKnownOnes() {
        assertThat(chosen("Python's random", 12345)).isEqualTo("oa3kngufep");
        assertThat(chosen("Python's random", 5566778899001L)).isEqualTo("map5pl6i5v");
    }

    private static String chosen(String name, long seed) {
        var alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        var sequence =
                Sequence.ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
        var text = new StringBuilder();
        for (int draw : draws(name, seed, 10)) {
            text.append(alphabet.charAt(sequence.choice().index(draw, alphabet.length())));
        }
        return text.toString();
    }

    @Test
    public void seedsOneAfterTheOtherDrawWhatEachAloneDraws() {
        var random = new Random(227);
        for (var source : Sequence.sources()) {
            for (int round = 0; round < 40; round++) {
                long first = round % 4 == 0 ? Integer.MAX_VALUE - 3L : random.nextLong(1L << 33);
                var all = new int[1 + random.nextInt(9)][1 + random.nextInt(12)];
                source.fillAll(first, all);
                for (int i = 0; i < all.length; i++) {
                    var alone = new int[all[i].length];
                    source.fill(first + i, alone);
                    assertThat(all[i])
                            .as("round %d, first %d, seed %d", round, first, i)
                            .containsExactly(alone);
                }
            }
        }
    }

    /// As glibc's source has it: 34 words, then sums of two, of which 310 are thrown away.
    @Test
    public void glibcsDrawsAreThoseOfItsSourceForAnySeed() {
        var random = new Random(16807);
        for (int round = 0; round < 300; round++) {
            long seed =
                    List.of(0L, 1L, 2147483646L, 2147483647L, 2147483648L, 4294967295L).stream()
                            .skip(round)
                            .findFirst()
                            .orElseGet(() -> random.nextLong(1L << 32));
            assertThat(draws("rand() of glibc", seed, 5))
                    .as("seed %d", seed)
                    .containsExactly(glibc((int) seed, 5));
        }
    }

    private static int[] glibc(int seed, int count) {
        var words = new int[344 + count];
        words[0] = seed == 0 ? 1 : seed;
        for (int i = 1; i < 31; i++) {
            long next = 16807L * words[i - 1] % 2147483647;
            words[i] = (int) (next < 0 ? next + 2147483647 : next);
        }
        for (int i = 31; i < 34; i++) {
            words[i] = words[i - 31];
        }
        for (int i = 34; i < words.length; i++) {
            words[i] = words[i - 31] + words[i - 3];
        }
        var draws = new int[count];
        for (int i = 0; i < count; i++) {
            draws[i] = words[344 + i] >>> 1;
        }
        return draws;
    }
}
