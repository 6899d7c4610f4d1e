package org.proofmark.cli.hands;

import java.time.Duration;
import java.util.Locale;
import org.proofmark.cli.client.Printable;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.run.HandProgress;
import org.proofmark.domain.time.Ticker;

/// Shows how far a flash is: a line that is drawn over itself on a terminal, else a line for each
/// step and each ten percent of one, on stderr. One thread uses it.
public final class FlashScreen {
    private static final int PLAIN_STEP = 10;
    private static final double KIB = 1024;

    /// A line that is longer would not be drawn over itself on a narrow terminal.
    private static final int MAX_LINE = 78;

    private final Terminal terminal;
    private final Ticker ticker;
    private final String slot;
    private String step = "";
    private long beginNanos;
    private long beginBytes;
    private int plainPercent = -1;
    private boolean drawn;

    /// @param slot `RIG/SLOT`
    public FlashScreen(Terminal terminal, Ticker ticker, String slot) {
        this.terminal = terminal;
        this.ticker = ticker;
        this.slot = slot;
    }

    /// It is so far.
    public void show(HandProgress now) {
        boolean another = !now.step().equals(step) || now.done() < beginBytes;
        if (another) {
            step = now.step();
            beginNanos = ticker.nanos();
            beginBytes = now.done();
            plainPercent = -1;
        }
        if (terminal.live()) {
            drawn = true;
            terminal.out().print("\r" + cut(line(now)) + "\u001b[K");
            terminal.out().flush();
        } else if (another || now.percent() / PLAIN_STEP > plainPercent / PLAIN_STEP) {
            plainPercent = now.percent();
            terminal.err().println(line(now));
            terminal.err().flush();
        }
    }

    /// What comes now has a line of its own.
    public void end() {
        if (drawn) {
            terminal.out().print("\r\u001b[K");
            terminal.out().flush();
            drawn = false;
        }
    }

    private String line(HandProgress now) {
        var what = slot + ": " + Printable.of(now.step()).replaceAll("\\s+", " ");
        return now.size() == 0 ? what : what + ", " + now.percent() + " %" + speed(now);
    }

    /// Since the step began; nothing before there is something to divide by.
    private String speed(HandProgress now) {
        var time = Duration.ofNanos(ticker.nanos() - beginNanos);
        long bytes = now.done() - beginBytes;
        return bytes <= 0 || time.isZero()
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %.1f KiB/s",
                        bytes / KIB / (time.toNanos() / (double) Duration.ofSeconds(1).toNanos()));
    }

    private static String cut(String line) {
        return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE - 1) + "…";
    }
}
