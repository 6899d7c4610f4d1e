package org.proofmark.cli.population;

import java.util.Arrays;

/// A set of 64-bit hashes that tells which were added more than once: open addressing with linear
/// probing, at most half full. Its own memory grows with the different hashes, not with all.
final class HashTable {
    private static final int SMALLEST = 1 << 12;

    /// An empty place; the hash 0 is counted apart.
    private static final long EMPTY = 0;

    private long[] places = new long[SMALLEST];

    /// By place, whether its hash has been told.
    private boolean[] told = new boolean[SMALLEST];

    private int size;
    private int zeros;
    private long[] repeated = new long[16];
    private int repeatedCount;

    void add(long hash) {
        if (hash == EMPTY) {
            if (++zeros == 2) {
                tell(hash);
            }
            return;
        }
        int place = place(hash);
        if (places[place] == EMPTY) {
            places[place] = hash;
            if (2 * ++size > places.length) {
                grow();
            }
        } else if (!told[place]) {
            told[place] = true;
            tell(hash);
        }
    }

    /// The place of a hash, or the empty one where it belongs.
    private int place(long hash) {
        int mask = places.length - 1;
        int place = (int) hash & mask;
        while (places[place] != EMPTY && places[place] != hash) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        var oldPlaces = places;
        var oldTold = told;
        places = new long[2 * oldPlaces.length];
        told = new boolean[places.length];
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != EMPTY) {
                int place = place(oldPlaces[i]);
                places[place] = oldPlaces[i];
                told[place] = oldTold[i];
            }
        }
    }

    private void tell(long hash) {
        if (repeatedCount == repeated.length) {
            repeated = Arrays.copyOf(repeated, 2 * repeatedCount);
        }
        repeated[repeatedCount++] = hash;
    }

    /// Empties the set; what was found stays.
    void forget() {
        Arrays.fill(places, EMPTY);
        Arrays.fill(told, false);
        size = 0;
        zeros = 0;
    }

    /// The hashes that were added more than once between two [#forget()], each once.
    long[] repeated() {
        return Arrays.copyOf(repeated, repeatedCount);
    }
}
