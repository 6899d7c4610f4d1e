package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A program's stdin and stdout as a line.
final class ProcessLine implements FlashLine {
    private static final int GONE = -1;

    private final Process process;
    private final LinkedBlockingQueue<Integer> came = new LinkedBlockingQueue<>();

    ProcessLine(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::pump);
    }

    private void pump() {
        try (var from = process.getInputStream()) {
            int one;
            while ((one = from.read()) >= 0) {
                came.add(one);
            }
        } catch (IOException _) {
            // it is gone, as said below
        }
        came.add(GONE);
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException, InterruptedException {
        var one = came.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        int count = 0;
        while (one != null) {
            if (one == GONE) {
                came.add(GONE);
                if (count == 0) {
                    throw new IOException("the program has ended");
                }
                return count;
            }
            into[count++] = one.byteValue();
            one = count < into.length ? came.poll() : null;
        }
        return count;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
    }
}
