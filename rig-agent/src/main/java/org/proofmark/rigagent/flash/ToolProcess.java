package org.proofmark.rigagent.flash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.proofmark.domain.time.Ticker;

/// Runs a tool in a session of its own, so that what it started ends with it. Its output is read
/// whatever comes, and its begin and its end are kept.
final class ToolProcess {
    /// What is kept of the output, for the identity and for people.
    static final int MAX_BEGIN = 64 * 1024;

    /// What is kept of its end.
    static final int MAX_TAIL = 2 * 1024;

    /// A line that is longer is no progress.
    static final int MAX_LINE = 1000;

    /// How long the output of a tool that has ended may take to end, too.
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

    private static final long CHECK_MILLIS = 200;

    private final Ticker ticker;
    private final Optional<Pattern> progress;
    private final Percent percent;
    private final StringBuilder begin = new StringBuilder();
    private final StringBuilder tail = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private boolean patternFailed;

    /// Says, some times a second, whether to go on.
    @FunctionalInterface
    interface Going {
        /// @throws IOException where not: the tool is ended
        void check() throws IOException;
    }

    /// Hears of progress.
    @FunctionalInterface
    interface Percent {
        /// @param percent 0 or more
        void done(long percent);
    }

    /// @param progress pattern with the group `percent`
    ToolProcess(Ticker ticker, Optional<Pattern> progress, Percent percent) {
        this.ticker = ticker;
        this.progress = progress;
        this.percent = percent;
    }

    /// Runs it to its end.
    ///
    /// @return what it said, as far as it is kept
    /// @throws FlashFailed where it cannot be started, ends otherwise or does not end
    String run(
            String step, List<String> command, Set<Integer> accepted, Duration limit, Going going)
            throws IOException, InterruptedException, FlashFailed {
        var process = start(step, command);
        var reader = Thread.ofPlatform().daemon().name("flash-tool").start(() -> drain(process));
        var deadline = ticker.deadline(step, limit);
        boolean ended = false;
        try {
            while (!ended && !deadline.passed()) {
                going.check();
                ended =
                        process.waitFor(
                                Math.min(
                                        CHECK_MILLIS, Math.max(1, deadline.remaining().toMillis())),
                                TimeUnit.MILLISECONDS);
            }
        } finally {
            endAll(process);
        }
        // what left the tool's session may hold its output open for ever
        var _ = reader.join(DRAIN_LIMIT);
        if (!ended) {
            throw new FlashFailed(
                    step,
                    command.getFirst()
                            + " did not end within "
                            + limit.toSeconds()
                            + " s and was ended; it said last: "
                            + said());
        }
        if (!accepted.contains(process.exitValue())) {
            throw new FlashFailed(
                    step,
                    command.getFirst()
                            + " ended with exit code "
                            + process.exitValue()
                            + ", expected "
                            + accepted.stream().sorted().toList()
                            + "; it said last: "
                            + said());
        }
        synchronized (this) {
            return begin.toString();
        }
    }

    private static Process start(String step, List<String> command) throws FlashFailed {
        var inSession = new ArrayList<String>();
        inSession.add("setsid");
        inSession.addAll(command);
        try {
            var builder = new ProcessBuilder(inSession).redirectErrorStream(true);
            var process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new FlashFailed(
                    step, command.getFirst() + " cannot be started: " + e.getMessage());
        }
    }

    /// Ends its whole process group, and what left that group but is still its child.
    private static void endAll(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            var kill =
                    new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var _ = kill.waitFor(DRAIN_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException _) {
            // the tool itself is ended below
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }

    private void drain(Process process) {
        try (InputStream in = process.getInputStream()) {
            var buffer = new byte[4096];
            int n;
            while ((n = in.read(buffer)) > 0) {
                take(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException _) {
            // as good as the end
        }
    }

    private synchronized void take(String text) {
        begin.append(text, 0, Math.min(text.length(), MAX_BEGIN - begin.length()));
        tail.append(text);
        if (tail.length() > 2 * MAX_TAIL) {
            tail.delete(0, tail.length() - MAX_TAIL);
        }
        if (progress.isEmpty() || patternFailed) {
            return;
        }
        for (int k = 0; k < text.length(); k++) {
            char one = text.charAt(k);
            if (one == '\n' || one == '\r') {
                look(progress.get());
                line.setLength(0);
            } else if (line.length() < MAX_LINE) {
                line.append(one);
            }
        }
    }

    private void look(Pattern pattern) {
        try {
            LimitedText.find(pattern, line, "progress")
                    .map(found -> found.group("percent"))
                    .filter(p -> p.matches("\\d{1,3}"))
                    .ifPresent(p -> percent.done(Long.parseLong(p)));
        } catch (FlashFailed _) {
            // no progress is shown from here on; the tool's exit code counts
            patternFailed = true;
        }
    }

    private synchronized String said() {
        return PromptDialogue.onOneLine(tail);
    }
}
