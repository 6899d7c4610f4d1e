package org.proofmark.rigagent.flash;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.StreamMatcher;
import org.proofmark.bench.watch.DeviceTrouble;
import org.proofmark.bench.watch.DeviceWatch;
import org.proofmark.bench.watch.LastOutput;
import org.proofmark.domain.time.Ticker;

/// A talk with a command line on a serial line: send, and wait for what must come. Not thread-safe.
final class PromptDialogue {
    /// What a failure quotes.
    private static final int TAIL = 600;

    private final FlashLine line;
    private final Ticker ticker;
    private final byte[] buffer = new byte[4096];
    private byte[] ahead = new byte[0];
    private final DeviceWatch watch;
    private String last = "";

    PromptDialogue(FlashLine line, Ticker ticker) {
        this.line = line;
        this.ticker = ticker;
        this.watch = DeviceWatch.usual(ticker);
    }

    /// The device was given power: what it said before does not count.
    void powered() {
        ahead = new byte[0];
        last = "";
        watch.begin(0);
    }

    /// The line for somebody else, beginning with what came and was not looked at here.
    FlashLine handOver() {
        return new FlashLine() {
            @Override
            public int read(byte[] into, Duration limit) throws IOException, InterruptedException {
                if (ahead.length == 0) {
                    int read = line.read(into, limit);
                    last += new String(into, 0, read, StandardCharsets.ISO_8859_1);
                    last = last.substring(Math.max(0, last.length() - LastOutput.LONGEST));
                    return read;
                }
                int count = Math.min(into.length, ahead.length);
                System.arraycopy(ahead, 0, into, 0, count);
                ahead = Arrays.copyOfRange(ahead, count, ahead.length);
                return count;
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                line.write(bytes);
            }
        };
    }

    void send(String text) throws IOException {
        line.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Forgets what has come and was not looked at.
    void forget() throws IOException, InterruptedException {
        ahead = new byte[0];
        while (read(Duration.ZERO).length > 0) {
            last = "";
        }
    }

    /// Waits for a pattern, as the line goes on behind what was awaited last.
    ///
    /// @return what came up to its end
    /// @throws FlashFailed at the limit, or as soon as it is certain that the device has broken
    ///   down, with what came last
    String await(String step, Pattern pattern, Duration limit)
            throws IOException, InterruptedException, FlashFailed {
        var matcher = new StreamMatcher(List.of(pattern), 0);
        var seen = new ByteArrayOutputStream();
        var deadline = ticker.deadline(step, limit);
        var piece = ahead;
        ahead = new byte[0];
        while (true) {
            seen.writeBytes(piece);
            var match = piece.length > 0 ? matcher.feed(piece) : matcher.settle();
            last = seen.toString(StandardCharsets.ISO_8859_1);
            if (match.isPresent()) {
                var all = seen.toByteArray();
                // whatever it did before, it now does what it is asked
                watch.ready();
                int end = (int) match.get().end();
                ahead = Arrays.copyOfRange(all, end, all.length);
                return new String(all, 0, end, StandardCharsets.ISO_8859_1);
            }
            boolean passed = deadline.passed();
            var trouble = passed ? watch.atLimit() : watch.stuck();
            if (passed || trouble.isPresent()) {
                throw missing(step, pattern, limit, trouble);
            }
            var most = matcher.undecided() ? StreamMatcher.QUIET : deadline.remaining();
            piece = read(watch.patience(most));
        }
    }

    private FlashFailed missing(
            String step, Pattern pattern, Duration limit, Optional<DeviceTrouble> trouble) {
        var why =
                trouble.map(t -> t.code() + ": " + t.what())
                        .orElseGet(() ->
                                "the console did not show "
                                        + pattern
                                        + " within "
                                        + limit.toSeconds()
                                        + " s"
                                        + watch.beside());
        return new FlashFailed(step, why + "; it said last: " + lastOutput());
    }

    private byte[] read(Duration limit) throws IOException, InterruptedException {
        int count = line.read(buffer, limit);
        watch.feed(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
        return Arrays.copyOf(buffer, count);
    }

    /// Runs a command.
    ///
    /// @return what it printed, without its echo and the prompt
    String run(String step, String command, Pattern prompt, Duration limit)
            throws IOException, InterruptedException, FlashFailed {
        forget();
        send(command + "\n");
        var echo = Pattern.compile(Pattern.quote(command) + "\\s*?\\r?\\n");
        var _ = await(step, echo, limit);
        var answer = await(step, prompt, limit);
        var end = prompt.matcher(answer);
        return end.find() ? answer.substring(0, end.start()) : answer;
    }

    /// What came last, on one line, for people.
    String lastOutput() {
        return onOneLine(last);
    }

    /// The end of a text, on one line, for people.
    static String onOneLine(CharSequence text) {
        var shown = LastOutput.of(text.toString().stripTrailing());
        var stripped = shown.substring(Math.max(0, shown.length() - TAIL)).strip();
        return stripped.isEmpty()
                ? "nothing"
                : "'" + stripped.replaceAll("\\s*\\R\\s*", " | ") + "'";
    }
}
