package org.proofmark.cli.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.proofmark.cli.exit.UnusableInput;
import org.testng.annotations.Test;

public class PipelinedTest {
    private static final Columns COLUMNS = Columns.of(List.of("unit_id", "password"), List.of());
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static ListRow row(long line) {
        return new ListRow(line, COLUMNS, List.of("u" + line, "p"));
    }

    /// Keeps the order of everything.
    private static final class Kept implements RowSource.Sink {
        private final List<String> told = new ArrayList<>();

        @Override
        public void row(ListRow row) {
            told.add("row " + row.line());
        }

        @Override
        public void malformed(long line, String what) {
            told.add("malformed " + line + " " + what);
        }

        @Override
        public void progress(double part) {
            told.add("progress " + part);
        }
    }

    private static void write(int rows, RowSource.Sink sink) {
        for (int i = 1; i <= rows; i++) {
            sink.row(row(i));
            if (i % 1000 == 0) {
                sink.malformed(i, "odd");
                sink.progress((double) i / rows);
            }
        }
    }

    @Test
    public void everythingComesInItsOrder() {
        for (int rows : new int[] {0, 1, 2047, 2048, 2049, 50_000}) {
            var direct = new Kept();
            write(rows, direct);
            var piped = new Kept();
            new Pipelined(sink -> write(rows, sink)).read(piped);
            assertThat(piped.told).as("%d rows", rows).isEqualTo(direct.told);
        }
    }

    @Test
    public void aSourceThatFailsIsHeardAfterItsRows() {
        var kept = new Kept();
        assertThatThrownBy(() ->
                        new Pipelined(
                                        sink -> {
                                            write(30_000, sink);
                                            throw new UnusableInput("no more");
                                        })
                                .read(kept))
                .isInstanceOf(UnusableInput.class)
                .hasMessage("no more");
        assertThat(kept.told).contains("row 30000");
    }

    @Test
    public void aTakerThatFailsEndsTheSource() throws InterruptedException {
        var ended = new CountDownLatch(1);
        RowSource endless =
                sink -> {
                    try {
                        for (long line = 1; ; line++) {
                            sink.row(row(line));
                        }
                    } finally {
                        ended.countDown();
                    }
                };
        var taker =
                new RowSource.Sink() {
                    @Override
                    public void row(ListRow row) {
                        throw new UnusableInput("not this one");
                    }

                    @Override
                    public void malformed(long line, String what) {}

                    @Override
                    public void progress(double part) {}
                };
        assertThatThrownBy(() -> new Pipelined(endless).read(taker)).hasMessage("not this one");
        assertThat(ended.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
}
