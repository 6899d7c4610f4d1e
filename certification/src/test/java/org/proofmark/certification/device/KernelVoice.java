package org.proofmark.certification.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// A console that the kernel shares with everything else, far noisier than any that was seen: its
/// lines break in anywhere, also into control sequences, several at once, and hold words that would
/// answer a login; and all comes in pieces of one or few characters.
public final class KernelVoice implements Function<String, List<String>> {
    private static final List<String> WORDS =
            List.of(
                    "usb 1-1: new high-speed USB device ~ # number 2",
                    "systemd[1]: Login incorrect",
                    "audit: type=1112 box login: root Password: ",
                    "random: crng init done",
                    "");

    private static final List<String> BEGINS =
            List.of("[%12.6f] ", "<6>[%12.6f] ", "[%12.6f][    T1] ", "[%9.3f] ");

    private static final List<String> LINE_ENDS = List.of("\r\n", "\n", "\r\r\n");
    private static final List<String> CONTROL =
            List.of("\u001b[0m", "\u001b[1;32m", "\u001b]0;box\u0007", "\u001b[K", "\u001b(B");

    private final Random random;

    public KernelVoice(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public List<String> apply(String text) {
        var noisy = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (random.nextInt(6) == 0) {
                coloured(noisy);
            }
            for (int n = random.nextInt(8); n == 0; n = random.nextInt(3)) {
                noisy.append(kernel());
            }
            noisy.append(text.charAt(i));
        }
        return pieces(noisy.toString());
    }

    private void coloured(StringBuilder noisy) {
        var sequence = CONTROL.get(random.nextInt(CONTROL.size()));
        int cut = random.nextInt(sequence.length());
        noisy.append(sequence, 0, cut);
        if (random.nextInt(4) == 0) {
            noisy.append(kernel());
        }
        noisy.append(sequence, cut, sequence.length());
    }

    private String kernel() {
        return String.format(
                        java.util.Locale.ROOT,
                        BEGINS.get(random.nextInt(BEGINS.size())),
                        random.nextDouble() * 20_000)
                + WORDS.get(random.nextInt(WORDS.size()))
                + LINE_ENDS.get(random.nextInt(LINE_ENDS.size()));
    }

    private List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(5));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
