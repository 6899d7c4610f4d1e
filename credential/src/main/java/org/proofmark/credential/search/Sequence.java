package org.proofmark.credential.search;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Pseudo-random sequences of usual libraries, by their seed. Draws are written into a buffer that
/// the caller reuses.
///
/// @param name for people
/// @param source how to draw
/// @param choice how a draw chooses one of some characters
/// @param mostSeeds for more seeds than these it takes too long
record Sequence(String name, Source source, Choice choice, int mostSeeds) {
    /// Fills the buffer with the first draws after a seed.
    @FunctionalInterface
    interface Source {
        /// @param draws has [#MOST_DRAWS] places at most
        void fill(long seed, int[] draws);

        /// The same for seeds one after the other.
        ///
        /// @param draws a buffer for each seed, all of one length
        default void fillAll(long first, int[][] draws) {
            for (int i = 0; i < draws.length; i++) {
                fill(first + i, draws[i]);
            }
        }
    }

    /// From a draw to an index below a length.
    @FunctionalInterface
    interface Choice {
        int index(int draw, int length);
    }

    /// Draws that a buffer may want: no password is longer that matters.
    static final int MOST_DRAWS = 64;

    private static final int GLIBC_DEGREE = 31;
    private static final int GLIBC_DISCARDED = 310;
    private static final int SLOW = 1 << 13;

    /// Of draws that are 0 or more.
    private static final Choice MODULO = (draw, length) -> draw % length;

    /// `nextInt(bound)`: powers of two take the highest bits.
    private static final Choice JAVA =
            (draw, length) ->
                    Integer.bitCount(length) == 1
                            ? (int) (((long) length * draw) >> 31)
                            : draw % length;

    /// Of draws of 32 bits without a sign.
    private static final Choice UNSIGNED_MODULO = Integer::remainderUnsigned;

    /// The draw as a fraction of 2^32, times the length.
    private static final Choice SCALED =
            (draw, length) -> (int) (((draw & 0xffffffffL) * length) >>> 32);

    private static final Source MERSENNE =
            new Source() {
                @Override
                public void fill(long seed, int[] draws) {
                    MersenneTwister.fill(seed, draws);
                }

                @Override
                public void fillAll(long first, int[][] draws) {
                    MersenneTwister.fillAll(first, draws);
                }
            };

    /// 2^31 - 1.
    private static final int MERSENNE_PRIME = Integer.MAX_VALUE;

    /// All of them.
    static final List<Sequence> ALL =
            List.of(
                    quick("rand() of glibc", Sequence::glibc, MODULO),
                    quick(
                            "rand() of MSVC",
                            stepped(s -> s * 214013 + 2531011, s -> (s >>> 16) & 0x7fff),
                            MODULO),
                    quick(
                            "rand() of the C standard",
                            stepped(s -> s * 1103515245 + 12345, s -> (s >>> 16) & 0x7fff),
                            MODULO),
                    quick("rand() of musl", Sequence::musl, MODULO),
                    quick("the minimal standard generator (16807)", Sequence::minimal, MODULO),
                    quick("java.util.Random", Sequence::java, JAVA),
                    quick("the Mersenne twister, modulo", MERSENNE, UNSIGNED_MODULO),
                    quick("the Mersenne twister, scaled", MERSENNE, SCALED),
                    new Sequence("Python's random", MersenneTwister::python, SCALED, SLOW));

    private static final int[][] GLIBC_WEIGHTS = glibcWeights();

    private static final List<Source> SOURCES =
            ALL.stream().map(Sequence::source).distinct().toList();

    private static Sequence quick(String name, Source source, Choice choice) {
        return new Sequence(name, source, choice, Integer.MAX_VALUE);
    }

    /// The sources of all, each once.
    static List<Source> sources() {
        return SOURCES;
    }

    /// The additive feedback generator of `random()`, type 3: each draw is a sum of the first
    /// words.
    private static void glibc(long seed, int[] draws) {
        var first = new int[GLIBC_DEGREE];
        first[0] = seed == 0 ? 1 : (int) seed;
        long next = 16807L * first[0] % MERSENNE_PRIME;
        first[1] = (int) (next < 0 ? next + MERSENNE_PRIME : next);
        for (int i = 2; i < GLIBC_DEGREE; i++) {
            first[i] = (int) reduced(16807L * first[i - 1]);
        }
        for (int i = 0; i < draws.length; i++) {
            int sum = 0;
            var weights = GLIBC_WEIGHTS[i];
            for (int j = 0; j < GLIBC_DEGREE; j++) {
                sum += weights[j] * first[j];
            }
            draws[i] = sum >>> 1;
        }
    }

    /// What each of the first words counts in each draw.
    private static int[][] glibcWeights() {
        var all = new int[GLIBC_DEGREE + GLIBC_DISCARDED + 3 + MOST_DRAWS][GLIBC_DEGREE];
        for (int i = 0; i < all.length; i++) {
            if (i < GLIBC_DEGREE) {
                all[i][i] = 1;
                continue;
            }
            for (int j = 0; j < GLIBC_DEGREE; j++) {
                all[i][j] = all[i - GLIBC_DEGREE][j] + (i < GLIBC_DEGREE + 3 ? 0 : all[i - 3][j]);
            }
        }
        return Arrays.copyOfRange(all, all.length - MOST_DRAWS, all.length);
    }

    /// The remainder by 2^31 - 1, which needs no division.
    ///
    /// @param value 0 to 2^46
    private static long reduced(long value) {
        long sum = (value & MERSENNE_PRIME) + (value >>> 31);
        while (sum >= MERSENNE_PRIME) {
            sum -= MERSENNE_PRIME;
        }
        return sum;
    }

    private static Source stepped(IntUnaryOperator next, IntUnaryOperator output) {
        return (seed, draws) -> {
            int state = (int) seed;
            for (int i = 0; i < draws.length; i++) {
                state = next.applyAsInt(state);
                draws[i] = output.applyAsInt(state);
            }
        };
    }

    private static void musl(long seed, int[] draws) {
        long state = (seed & 0xffffffffL) - 1;
        for (int i = 0; i < draws.length; i++) {
            state = 6364136223846793005L * state + 1;
            draws[i] = (int) (state >>> 33);
        }
    }

    private static void minimal(long seed, int[] draws) {
        long state = seed % MERSENNE_PRIME == 0 ? 1 : Math.floorMod(seed, (long) MERSENNE_PRIME);
        for (int i = 0; i < draws.length; i++) {
            state = reduced(state * 16807);
            draws[i] = (int) state;
        }
    }

    /// The 31 bits that `nextInt(bound)` starts from.
    private static void java(long seed, int[] draws) {
        long mask = (1L << 48) - 1;
        long state = (seed ^ 0x5DEECE66DL) & mask;
        for (int i = 0; i < draws.length; i++) {
            state = (state * 0x5DEECE66DL + 0xB) & mask;
            draws[i] = (int) (state >>> 17);
        }
    }
}
