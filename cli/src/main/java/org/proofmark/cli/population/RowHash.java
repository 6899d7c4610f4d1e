package org.proofmark.cli.population;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// A 64-bit hash of text.
interface RowHash {
    /// @param text UTF-8
    /// @param from the first byte
    /// @param to behind the last
    long of(byte[] text, int from, int to);

    /// The same, of its UTF-8.
    default long of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length);
    }

    /// With a random key. Two of ten million values are confused with a probability of three in a
    /// million, so what looks equal is checked by a second one.
    static RowHash keyed() {
        return new Keyed(new SecureRandom().nextLong());
    }

    /// Multiplies and shifts; the last step is that of MurmurHash3.
    record Keyed(long key) implements RowHash {
        private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

        @Override
        public long of(byte[] text, int from, int to) {
            long hash = key ^ ((to - from) * MULTIPLIER);
            for (int i = from; i < to; i++) {
                hash = (hash ^ text[i]) * MULTIPLIER;
                hash ^= hash >>> 29;
            }
            long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
            return mixed ^ (mixed >>> 33);
        }
    }
}
