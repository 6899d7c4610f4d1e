package org.proofmark.cli.hands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.run.HandProgress;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// What people see of a flash that runs.
public class FlashScreenTest {
    private StringWriter out;
    private StringWriter err;
    private AtomicLong nanos;

    @BeforeMethod
    void empty() {
        out = new StringWriter();
        err = new StringWriter();
        nanos = new AtomicLong();
    }

    private FlashScreen screen(boolean live) {
        return new FlashScreen(
                new Terminal(
                        InputStream.nullInputStream(),
                        new PrintWriter(out),
                        new PrintWriter(err),
                        live),
                nanos::get,
                "rig-1/a");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    public void withoutATerminalEachStepAndEachTenPercentIsALineOnStderr() {
        var screen = screen(false);
        screen.show(HandProgress.of("identity: printenv board", 0, 0));
        screen.show(HandProgress.of("identity: printenv board", 0, 0));
        screen.show(HandProgress.of("send image", 0, 102_400));
        for (int percent = 1; percent <= 100; percent++) {
            pass(Duration.ofMillis(100));
            screen.show(HandProgress.of("send image", percent * 1024L, 102_400));
        }
        screen.show(HandProgress.of("compare in memory", 0, 0));
        screen.end();

        assertThat(err.toString().lines().toList())
                .hasSize(13)
                .startsWith(
                        "rig-1/a: identity: printenv board",
                        "rig-1/a: send image, 0 %",
                        "rig-1/a: send image, 10 %, 10.0 KiB/s",
                        "rig-1/a: send image, 20 %, 10.0 KiB/s")
                .endsWith("rig-1/a: send image, 100 %, 10.0 KiB/s", "rig-1/a: compare in memory");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    public void onATerminalOneLineIsDrawnOverItselfAndGoneAtTheEnd() {
        var screen = screen(true);
        screen.show(HandProgress.of("write", 0, 2048));
        pass(Duration.ofSeconds(2));
        screen.show(HandProgress.of("write", 1024, 2048));
        screen.end();
        screen.end();

        assertThat(out.toString())
                .isEqualTo(
                        "\rrig-1/a: write, 0 %\u001b[K"
                                + "\rrig-1/a: write, 50 %, 0.5 KiB/s\u001b[K"
                                + "\r\u001b[K");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    public void whatADeviceHadASayInDrawsNothingOnTheTerminalAndFillsOneLine() {
        var screen = screen(true);
        screen.show(
                HandProgress.of(
                        "send image anew, since \u001b[2J\nboard\r said" + "x".repeat(90), 0, 0));

        var line = out.toString();
        assertThat(line).startsWith("\r").endsWith("…\u001b[K").contains("\\x1b[2J board said");
        assertThat(line.substring(1, line.length() - 3)).hasSize(78).doesNotContain("\u001b");
    }

    @Test
    public void aTransferThatBeginsAnewIsShownFromItsBegin() {
        var screen = screen(false);
        screen.show(HandProgress.of("write", 1024, 2048));
        pass(Duration.ofSeconds(1));
        screen.show(HandProgress.of("write", 2048, 2048));
        screen.show(HandProgress.of("write", 0, 2048));

        assertThat(err.toString().lines().toList())
                .containsExactly(
                        "rig-1/a: write, 50 %",
                        "rig-1/a: write, 100 %, 1.0 KiB/s", "rig-1/a: write, 0 %");
    }
}
