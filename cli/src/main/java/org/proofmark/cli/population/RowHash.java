package org.proofmark.cli.population;

import java.security.SecureRandom;

/// A 64-bit hash of text with a key of this run. Two of ten million values are confused with a
/// probability of three in a million; equality here is not checked again by the values themselves.
final class RowHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private final long key;

    private RowHash(long key) {
        this.key = key;
    }

    /// With a random key.
    static RowHash keyed() {
        return new RowHash(new SecureRandom().nextLong());
    }

    long of(String text) {
        long hash = key ^ (text.length() * MULTIPLIER);
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    /// The same for ASCII.
    ///
    /// @param from the first byte
    /// @param to behind the last
    long of(byte[] text, int from, int to) {
        long hash = key ^ ((to - from) * MULTIPLIER);
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        return mixed ^ (mixed >>> 33);
    }
}
