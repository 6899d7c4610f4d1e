package org.proofmark.cli.population;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import org.proofmark.cli.exit.Trouble;

/// Which of very many 64-bit hashes come twice or more: sorted in memory, in parts that go to files
/// where there are too many, and merged. The hashes are keyed by the run: the files tell nothing.
final class RepeatedHashes {
    /// 64 MB; ten million rows are two parts.
    static final int PART = 1 << 23;

    private final Path folder;
    private final int limit;
    private final List<Path> parts = new ArrayList<>();
    private long[] hashes = new long[1 << 12];
    private int count;

    /// @param folder where parts go; its owner removes it
    RepeatedHashes(Path folder, int limit) {
        this.folder = folder;
        this.limit = limit;
    }

    void add(long hash) {
        if (count == limit) {
            spill();
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(limit, 2 * count));
        }
        hashes[count++] = hash;
    }

    /// The hashes that came more than once, sorted.
    long[] repeated() {
        Arrays.parallelSort(hashes, 0, count);
        var found = new Longs();
        try {
            merge(found);
        } catch (IOException e) {
            throw new Trouble(folder + ": cannot be read: " + e.getMessage(), e);
        }
        hashes = new long[0];
        return found.toArray();
    }

    private void spill() {
        Arrays.parallelSort(hashes, 0, count);
        try {
            var part = Files.createTempFile(folder, "hashes", ".part");
            try (var out =
                    new DataOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(part), 1 << 16))) {
                for (int i = 0; i < count; i++) {
                    out.writeLong(hashes[i]);
                }
            }
            parts.add(part);
        } catch (IOException e) {
            throw new Trouble(folder + ": cannot be written: " + e.getMessage(), e);
        }
        count = 0;
    }

    private void merge(Longs found) throws IOException {
        var runs = new PriorityQueue<Run>((a, b) -> Long.compare(a.head, b.head));
        try {
            for (Path part : parts) {
                Run.open(
                        new DataInputStream(
                                new BufferedInputStream(Files.newInputStream(part), 1 << 16)),
                        hashes,
                        0,
                        runs);
            }
            Run.open(null, hashes, count, runs);
            long last = 0;
            int times = 0;
            while (!runs.isEmpty()) {
                var run = runs.remove();
                times = times > 0 && run.head == last ? times + 1 : 1;
                last = run.head;
                if (times == 2) {
                    found.add(last);
                }
                if (run.advance()) {
                    runs.add(run);
                }
            }
        } finally {
            for (Run run : runs) {
                run.close();
            }
        }
    }

    /// Sorted hashes from a file or from memory.
    private static final class Run {
        private final @org.jspecify.annotations.Nullable DataInputStream in;
        private final long[] memory;
        private final int count;
        private int next;
        private long head;

        private Run(
                @org.jspecify.annotations.Nullable DataInputStream in, long[] memory, int count) {
            this.in = in;
            this.memory = memory;
            this.count = count;
        }

        static void open(
                @org.jspecify.annotations.Nullable DataInputStream in,
                long[] memory,
                int count,
                PriorityQueue<Run> runs)
                throws IOException {
            var run = new Run(in, memory, count);
            if (run.advance()) {
                runs.add(run);
            }
        }

        boolean advance() throws IOException {
            if (in == null) {
                if (next == count) {
                    return false;
                }
                head = memory[next++];
                return true;
            }
            try {
                head = in.readLong();
                return true;
            } catch (EOFException e) {
                close();
                return false;
            }
        }

        void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }

    /// A list of longs that grows.
    private static final class Longs {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            values[size++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
