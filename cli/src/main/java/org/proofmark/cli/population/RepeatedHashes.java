package org.proofmark.cli.population;

import java.nio.file.Path;
import java.util.Arrays;

/// Which of very many 64-bit hashes come twice or more. They are kept by their first eight bits, in
/// memory, and in a file each where there are too many; a part of them is small enough to be looked
/// through in a table. Hashes are keyed by the run: the files tell nothing. What memory holds does
/// not depend on how the hashes are spread.
final class RepeatedHashes {
    /// 64 MB, the last chunk of each part not counted.
    static final int LIMIT = 1 << 23;

    private static final int PARTS = 256;

    /// Hashes in a chunk.
    private static final int CHUNK = 1 << 9;

    private static final int NONE = -1;

    private final HashFiles files;
    private final int limit;

    /// The chunks of all parts. A part's chunk is followed by the one that was filled before.
    private long[][] chunks = new long[PARTS][];

    private int[] before = new int[PARTS];
    private int chunkCount;

    /// The chunk that a part fills, or [#NONE], and what stands in it.
    private final int[] open = new int[PARTS];

    private final int[] filled = new int[PARTS];
    private int count;

    /// @param folder where files go; its owner removes it
    /// @param limit hashes in memory
    RepeatedHashes(Path folder, int limit) {
        this.files = new HashFiles(folder, PARTS);
        this.limit = limit;
        Arrays.fill(open, NONE);
    }

    void add(long hash) {
        int part = (int) (hash >>> 56);
        if (open[part] == NONE || filled[part] == CHUNK) {
            extend(part);
        }
        chunks[open[part]][filled[part]++] = hash;
        if (++count == limit) {
            spill();
        }
    }

    private void extend(int part) {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunkCount);
            before = Arrays.copyOf(before, 2 * chunkCount);
        }
        if (chunks[chunkCount] == null) {
            chunks[chunkCount] = new long[CHUNK];
        }
        before[chunkCount] = open[part];
        open[part] = chunkCount++;
        filled[part] = 0;
    }

    /// The hashes that came more than once, sorted. Ends the collection: memory is given back.
    long[] repeated() {
        var table = new HashTable();
        for (int part = 0; part < PARTS; part++) {
            each(part, table::add);
            files.each(part, table::add);
            table.forget();
        }
        chunks = new long[PARTS][];
        before = new int[PARTS];
        var found = table.repeated();
        Arrays.sort(found);
        return found;
    }

    /// The hashes of a part that are in memory.
    private void each(int part, HashFiles.Hashes taker) {
        int end = filled[part];
        for (int chunk = open[part]; chunk != NONE; chunk = before[chunk]) {
            for (int i = 0; i < end; i++) {
                taker.hash(chunks[chunk][i]);
            }
            end = CHUNK;
        }
    }

    private void spill() {
        for (int part = 0; part < PARTS; part++) {
            if (open[part] != NONE) {
                try (var file = files.append(part)) {
                    each(part, file);
                }
            }
        }
        Arrays.fill(open, NONE);
        chunkCount = 0;
        count = 0;
    }
}
