package org.proofmark.rigagent.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.proofmark.domain.observation.SecretMask;
import org.proofmark.domain.run.Attempt;
import org.proofmark.proto.rig.v1.ConsoleLines;
import org.proofmark.rigagent.slot.ConsoleRecording;
import org.proofmark.rigagent.slot.ConsoleRecording.Piece;

/// Sends an attempt's console on, line by line, for people who look on. The recording is what
/// counts; this is a view of it: whole lines only, so that a secret is not cut in two, a while
/// after they came, so that a suite that takes a secret from them has said so, and with every
/// secret that is known by then hidden. It never waits for the link: what the link does not take is
/// left out, and how much that was is told.
final class ConsoleTail implements AutoCloseable {
    /// How long lines are held back: the suite says which of it is a secret within milliseconds.
    static final Duration HOLD = Duration.ofSeconds(1);

    /// Lines sent at a time, so also about as many a second; beyond it the oldest are left out.
    static final int MAX_LINES = 200;

    /// Characters of a line; the rest of it is left out.
    static final int MAX_LINE_CHARS = 500;

    /// A line without an end is cut here.
    private static final int MAX_LINE_BYTES = 16 * 1024;

    /// Nothing came for this many holds: the console is quiet, and an unfinished line is shown.
    private static final int QUIET_HOLDS = 2;

    private final Attempt attempt;
    private final ConsoleRecording recording;
    private final SecretMask mask;
    private final ConsoleOutlet outlet;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final byte[] partial = new byte[MAX_LINE_BYTES];
    private final Thread thread;
    private int partialLength;
    private long dropped;

    ConsoleTail(
            Attempt attempt, ConsoleRecording recording, SecretMask mask, ConsoleOutlet outlet) {
        this.attempt = attempt;
        this.recording = recording;
        this.mask = mask;
        this.outlet = outlet;
        this.thread = Thread.ofVirtual().name("console-tail-" + attempt).unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    private void follow() {
        var cursor = recording.from(0);
        try {
            while (true) {
                var piece = cursor.next(() -> ended.getCount() == 0);
                if (piece.isEmpty()) {
                    drain(cursor);
                    endLine();
                    send();
                    return;
                }
                take(piece.get());
                if (!showUntilQuiet(cursor)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.io.UncheckedIOException e) {
            // the recording is closed: what is left of it is in the evidence
            ended.countDown();
        }
    }

    /// What came goes out a hold later.
    ///
    /// @return false where the attempt has ended
    private boolean showUntilQuiet(ConsoleRecording.Cursor cursor) throws InterruptedException {
        var quiet = 0;
        while (quiet < QUIET_HOLDS) {
            if (ended.await(HOLD.toNanos(), TimeUnit.NANOSECONDS)) {
                drain(cursor);
                endLine();
                send();
                return false;
            }
            send();
            quiet = drain(cursor) ? 0 : quiet + 1;
            if (quiet == QUIET_HOLDS - 1) {
                // a prompt: nothing follows it
                endLine();
            }
        }
        return true;
    }

    private boolean drain(ConsoleRecording.Cursor cursor) {
        var some = false;
        for (var piece = cursor.poll(); piece.isPresent(); piece = cursor.poll()) {
            take(piece.get());
            some = true;
        }
        return some;
    }

    private void take(Piece piece) {
        switch (piece) {
            case Piece.Bytes bytes -> {
                for (var each : bytes.data()) {
                    take(each);
                }
            }
            case Piece.Gap gap -> {
                endLine();
                add("(a gap: " + gap.reason() + ")");
            }
        }
    }

    private void take(byte each) {
        if (each == '\n' || each == '\r') {
            endLine();
            return;
        }
        if (partialLength == partial.length) {
            endLine();
        }
        partial[partialLength++] = each;
    }

    private void endLine() {
        if (partialLength > 0) {
            add(readable(new String(partial, 0, partialLength, StandardCharsets.UTF_8)));
            partialLength = 0;
        }
    }

    /// Without colours, cursor movements and other control characters.
    static String readable(String line) {
        return line.replaceAll("\\x1b(?:\\[[0-?]*[ -/]*[@-~]|[@-Z\\\\-_])", "")
                .replace('\t', ' ')
                .replaceAll("\\p{Cntrl}", "");
    }

    private void add(String line) {
        if (lines.size() >= MAX_LINES) {
            lines.removeFirst();
            dropped++;
        }
        lines.add(line);
    }

    private void send() {
        if (lines.isEmpty()) {
            return;
        }
        var message =
                ConsoleLines.newBuilder()
                        .setRunId(attempt.run().value())
                        .setAttempt(attempt.number())
                        .setDroppedLines(dropped);
        for (var line : lines) {
            // masked before it is cut: half a secret is no known one
            var shown = mask.over(line);
            message.addLines(shown.substring(0, Math.min(shown.length(), MAX_LINE_CHARS)));
        }
        dropped = outlet.offer(message.build()) ? 0 : dropped + lines.size();
        lines.clear();
    }

    /// Sends what is left and ends. Called before the recording is closed.
    @Override
    public void close() {
        ended.countDown();
        recording.wake();
        try {
            thread.join(HOLD.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
