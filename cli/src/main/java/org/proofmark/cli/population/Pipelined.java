package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.Trouble;

/// A source that is read by a thread of its own, some thousand rows ahead of who takes them: its
/// rows must stay what they are. The order is kept, and what goes wrong on either side ends both.
final class Pipelined implements RowSource {
    private static final int BATCH = 1 << 11;

    /// More would only take memory.
    private static final int BATCHES = 8;

    private final RowSource source;

    Pipelined(RowSource source) {
        this.source = source;
    }

    /// Something that the source has told.
    private sealed interface Told {
        record Malformed(long line, String what) implements Told {}

        record Progress(double part) implements Told {}
    }

    /// Rows, and what was told between them.
    ///
    /// @param things each a [ListRow] or [Told]
    private record Batch(List<Object> things, boolean last) {}

    @Override
    public void read(Sink sink) {
        var queue = new ArrayBlockingQueue<Batch>(BATCHES);
        var reader = new Reader(queue);
        var thread = Thread.ofPlatform().name("list-reader").daemon().start(reader);
        try {
            boolean last = false;
            while (!last) {
                var batch = queue.take();
                last = batch.last;
                batch.things.forEach(thing -> give(thing, sink));
            }
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted while the list was read", e);
        } finally {
            thread.interrupt();
        }
        if (reader.failure != null) {
            throw reader.failure;
        }
    }

    private static void give(Object thing, Sink sink) {
        switch (thing) {
            case ListRow row -> sink.row(row);
            case Told.Malformed malformed -> sink.malformed(malformed.line, malformed.what);
            case Told.Progress progress -> sink.progress(progress.part);
            default -> throw new IllegalStateException("nobody tells " + thing.getClass());
        }
    }

    private final class Reader implements Runnable, Sink {
        private final BlockingQueue<Batch> queue;
        private List<Object> things = new ArrayList<>(BATCH);
        private volatile @Nullable RuntimeException failure;

        Reader(BlockingQueue<Batch> queue) {
            this.queue = queue;
        }

        @Override
        public void run() {
            try {
                source.read(this);
            } catch (NobodyTakes e) {
                return;
            } catch (RuntimeException e) {
                failure = e;
            }
            try {
                put(true);
            } catch (NobodyTakes e) {
                // The other side has failed, and says so.
            }
        }

        @Override
        public void row(ListRow row) {
            add(row);
        }

        @Override
        public void malformed(long line, String what) {
            add(new Told.Malformed(line, what));
        }

        @Override
        public void progress(double part) {
            add(new Told.Progress(part));
        }

        private void add(Object thing) {
            things.add(thing);
            if (things.size() == BATCH) {
                put(false);
            }
        }

        private void put(boolean last) {
            try {
                queue.put(new Batch(things, last));
                things = new ArrayList<>(BATCH);
            } catch (InterruptedException e) {
                throw new NobodyTakes(e);
            }
        }
    }

    /// Ends the reader when the other side has ended.
    private static final class NobodyTakes extends RuntimeException {
        private static final long serialVersionUID = 1;

        NobodyTakes(InterruptedException cause) {
            super(cause);
        }
    }
}
