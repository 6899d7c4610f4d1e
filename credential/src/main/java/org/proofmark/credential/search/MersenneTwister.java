package org.proofmark.credential.search;

/// The first outputs of MT19937 (Matsumoto and Nishimura 1998, `mt19937ar.c`). Only what they
/// depend on is computed: most seeds are dropped after a few.
final class MersenneTwister {
    /// Outputs that [#fill] can give: the first ones, which come from one turn of the state.
    static final int MOST = 227;

    private static final int SIZE = 624;
    private static final int MIDDLE = 397;
    private static final int MULTIPLIER = 1812433253;
    private static final int TOGETHER = 4;
    private static final int UPPER = 0x80000000;

    private MersenneTwister() {}

    /// As `init_genrand(seed)` starts it: C++, PHP, NumPy.
    static void fill(long seed, int[] draws) {
        var state = new int[MIDDLE + Math.min(draws.length, MOST)];
        initialise(state, (int) seed);
        outputs(state, draws);
    }

    /// The same for seeds one after the other, four at a time: each word waits for the one before,
    /// and four rows of them have not to wait for each other.
    ///
    /// @param draws a buffer for each seed, all of one length
    static void fillAll(long first, int[][] draws) {
        int whole = draws.length / TOGETHER * TOGETHER;
        if (whole > 0) {
            var states = new int[TOGETHER][MIDDLE + Math.min(draws[0].length, MOST)];
            for (int i = 0; i < whole; i += TOGETHER) {
                initialiseFour(states, (int) (first + i), draws[0].length);
                for (int j = 0; j < TOGETHER; j++) {
                    outputs(states[j], draws[i + j]);
                }
            }
        }
        for (int i = whole; i < draws.length; i++) {
            fill(first + i, draws[i]);
        }
    }

    /// Only the words that outputs need are written: the first ones, and those in the middle.
    private static void initialiseFour(int[][] states, int seed, int outputs) {
        int a = seed;
        int b = seed + 1;
        int c = seed + 2;
        int d = seed + 3;
        write(states, 0, a, b, c, d);
        int words = states[0].length;
        for (int i = 1; i < words; i++) {
            a = MULTIPLIER * (a ^ (a >>> 30)) + i;
            b = MULTIPLIER * (b ^ (b >>> 30)) + i;
            c = MULTIPLIER * (c ^ (c >>> 30)) + i;
            d = MULTIPLIER * (d ^ (d >>> 30)) + i;
            if (i <= outputs || i >= MIDDLE) {
                write(states, i, a, b, c, d);
            }
        }
    }

    private static void write(int[][] states, int at, int a, int b, int c, int d) {
        states[0][at] = a;
        states[1][at] = b;
        states[2][at] = c;
        states[3][at] = d;
    }

    /// As `init_by_array` starts it with the 32-bit words of a number, the lowest first; every
    /// second output, which decides what Python's `random()` and `choices` give.
    static void python(long seed, int[] draws) {
        var key =
                seed >>> 32 == 0
                        ? new int[] {(int) seed}
                        : new int[] {(int) seed, (int) (seed >>> 32)};
        var state = byArray(key);
        var all = new int[Math.min(2 * draws.length, MOST)];
        outputs(state, all);
        for (int i = 0; i < draws.length && 2 * i < all.length; i++) {
            draws[i] = all[2 * i];
        }
    }

    private static void initialise(int[] state, int seed) {
        state[0] = seed;
        for (int i = 1; i < state.length; i++) {
            state[i] = MULTIPLIER * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    static int[] byArray(int[] key) {
        var state = new int[SIZE];
        initialise(state, 19650218);
        int at = 1;
        int word = 0;
        for (int k = Math.max(SIZE, key.length); k > 0; k--) {
            state[at] =
                    (state[at] ^ ((state[at - 1] ^ (state[at - 1] >>> 30)) * 1664525))
                            + key[word]
                            + word;
            at = next(state, at);
            word = (word + 1) % key.length;
        }
        for (int k = SIZE - 1; k > 0; k--) {
            state[at] = (state[at] ^ ((state[at - 1] ^ (state[at - 1] >>> 30)) * 1566083941)) - at;
            at = next(state, at);
        }
        state[0] = UPPER;
        return state;
    }

    private static int next(int[] state, int at) {
        if (at + 1 < SIZE) {
            return at + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    static void outputs(int[] state, int[] draws) {
        for (int i = 0; i < Math.min(draws.length, MOST); i++) {
            int joined = (state[i] & UPPER) | (state[i + 1] & ~UPPER);
            int word = state[i + MIDDLE] ^ (joined >>> 1) ^ ((joined & 1) * 0x9908b0df);
            word ^= word >>> 11;
            word ^= (word << 7) & 0x9d2c5680;
            word ^= (word << 15) & 0xefc60000;
            draws[i] = word ^ (word >>> 18);
        }
    }
}
