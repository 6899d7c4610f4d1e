package org.proofmark.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;

/// One direction of a serial line: hands bytes on as fast as a UART with 8N1 would, ten bits each,
/// and no faster. Runs until its source ends.
final class PacedLine implements Runnable {
    private static final double NANOS = 1e9;
    private static final int BITS_OF_A_BYTE = 10;

    private final InputStream from;
    private final OutputStream to;
    private final double nanosOfAByte;
    private final long mark;
    private final Runnable atMark;
    private volatile long first;
    private volatile long marked;

    /// @param mark number of the byte that is waited for, from 1
    /// @param atMark done when it has gone over the line
    PacedLine(InputStream from, OutputStream to, int baud, long mark, Runnable atMark) {
        this.from = from;
        this.to = to;
        this.nanosOfAByte = NANOS * BITS_OF_A_BYTE / baud;
        this.mark = mark;
        this.atMark = atMark;
    }

    /// Seconds from the first byte to the marked one; 0 where that has not come.
    double seconds() {
        return marked == 0 ? 0 : (marked - first) / NANOS;
    }

    @Override
    public void run() {
        var piece = new byte[64];
        long passed = 0;
        double free = 0;
        try (to) {
            int count;
            while (true) {
                // what waited already loses nothing by our coming late
                boolean waited = from.available() > 0;
                if ((count = from.read(piece)) <= 0) {
                    return;
                }
                long now = System.nanoTime();
                if (first == 0) {
                    first = now;
                    free = (double) now;
                }
                free = (waited ? free : Math.max(free, (double) now)) + count * nanosOfAByte;
                long wait;
                while ((wait = (long) free - System.nanoTime()) > 0) {
                    LockSupport.parkNanos(wait);
                }
                to.write(piece, 0, count);
                to.flush();
                passed += count;
                if (passed >= mark && marked == 0) {
                    marked = System.nanoTime();
                    atMark.run();
                }
            }
        } catch (IOException _) {
            // the other end has ended
        }
    }
}
