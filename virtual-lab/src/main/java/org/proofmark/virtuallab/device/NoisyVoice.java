package org.proofmark.virtuallab.device;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.proofmark.domain.time.Ticker;

/// A console that the kernel shares with the login: its messages come in the middle of prompts,
/// prompts are bold and come in pieces, and lines end in three ways. The same each time: what
/// breaks where is counted, not drawn.
final class NoisyVoice implements Voice {
    /// Between two pieces of a prompt: long enough that a reader gets them one by one.
    private static final long PIECE_NANOS = 20_000_000L;

    /// Every so many prompts the kernel breaks in.
    private static final int BREAK_EVERY = 3;

    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r\r\n");
    private static final List<String> KERNEL =
            List.of(
                    "wlan0: beacon loss from 02:11:22:33:44:55",
                    "br0: port 1(eth0) entered forwarding state",
                    "random: crng init done",
                    "usb 1-1: reset high-speed USB device number 2 using ehci-platform");

    private final Ticker ticker;
    private final long start;
    private int lines;
    private int prompts;

    NoisyVoice(Ticker ticker) {
        this.ticker = ticker;
        this.start = ticker.nanos();
    }

    @Override
    public void say(String text, Consumer<String> wire) {
        if (text.endsWith(": ") || text.endsWith("# ")) {
            prompt(text, wire);
        } else if (text.endsWith("\r\n")) {
            var words = text.substring(0, text.length() - 2);
            wire.accept(words + LINE_ENDS.get(lines++ % LINE_ENDS.size()));
        } else {
            wire.accept(text);
        }
    }

    private void prompt(String text, Consumer<String> wire) {
        prompts++;
        int words = text.length() - text.stripLeading().length();
        // the place wanders through the whole prompt
        int cut = words + 1 + prompts * 5 % (text.length() - words - 1);
        wire.accept(text.substring(0, words) + BOLD + text.substring(words, cut));
        LockSupport.parkNanos(PIECE_NANOS);
        if (prompts % BREAK_EVERY == 0) {
            wire.accept(kernel());
        }
        wire.accept(text.substring(cut) + PLAIN);
    }

    private String kernel() {
        double seconds = (ticker.nanos() - start) / 1e9;
        return String.format(
                Locale.ROOT, "[%12.6f] %s\r\n", seconds, KERNEL.get(prompts % KERNEL.size()));
    }
}
