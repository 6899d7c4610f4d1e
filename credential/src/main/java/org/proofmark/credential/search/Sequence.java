package org.proofmark.credential.search;

import java.util.List;
import java.util.function.IntUnaryOperator;

/// Pseudo-random sequences of usual C libraries and of Java, by their seed. Draws are written into
/// a buffer that the caller reuses.
///
/// @param name for people
/// @param source how to draw
record Sequence(String name, Source source) {
    /// Fills the buffer with the first draws after a seed, each 0 or more.
    @FunctionalInterface
    interface Source {
        void fill(long seed, int[] draws);
    }

    private static final int GLIBC_DEGREE = 31;
    private static final int GLIBC_DISCARDED = 310;

    /// All of them.
    static final List<Sequence> ALL =
            List.of(
                    new Sequence("rand() of glibc", Sequence::glibc),
                    new Sequence(
                            "rand() of MSVC",
                            stepped(s -> s * 214013 + 2531011, s -> (s >>> 16) & 0x7fff)),
                    new Sequence(
                            "rand() of the C standard",
                            stepped(s -> s * 1103515245 + 12345, s -> (s >>> 16) & 0x7fff)),
                    new Sequence("rand() of musl", Sequence::musl),
                    new Sequence("the minimal standard generator (16807)", Sequence::minimal),
                    new Sequence("java.util.Random", Sequence::java));

    /// The additive feedback generator of `random()`, type 3.
    private static void glibc(long seed, int[] draws) {
        var r = new int[GLIBC_DEGREE + GLIBC_DISCARDED + draws.length + 3];
        r[0] = seed == 0 ? 1 : (int) seed;
        for (int i = 1; i < GLIBC_DEGREE; i++) {
            long next = 16807L * r[i - 1] % 2147483647;
            r[i] = (int) (next < 0 ? next + 2147483647 : next);
        }
        for (int i = GLIBC_DEGREE; i < GLIBC_DEGREE + 3; i++) {
            r[i] = r[i - GLIBC_DEGREE];
        }
        for (int i = GLIBC_DEGREE + 3; i < r.length; i++) {
            r[i] = r[i - GLIBC_DEGREE] + r[i - 3];
        }
        for (int i = 0; i < draws.length; i++) {
            draws[i] = r[GLIBC_DEGREE + GLIBC_DISCARDED + 3 + i] >>> 1;
        }
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
        long state = seed % 2147483647 == 0 ? 1 : Math.floorMod(seed, 2147483647L);
        for (int i = 0; i < draws.length; i++) {
            state = state * 16807 % 2147483647;
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
