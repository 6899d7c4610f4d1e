package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.terminal.Terminal;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;
import org.testng.annotations.Test;

/// `console`, on a real controller and a real rig, with a terminal that the test types at.
@Test(singleThreaded = true)
public class ConsoleTest {
    private HandsLab lab;

    @BeforeClass
    void open() throws IOException {
        lab = new HandsLab();
    }

    @AfterClass(alwaysRun = true)
    void close() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    /// Somebody at a console.
    private final class Sitting implements AutoCloseable {
        private final PipedOutputStream keys = new PipedOutputStream();
        private final StringWriter out = new StringWriter();
        private final StringWriter err = new StringWriter();
        private final AtomicInteger raw = new AtomicInteger();
        private final CompletableFuture<Integer> code;
        private final Thread sitting;

        Sitting(boolean live, String... arguments) throws IOException {
            InputStream in = new PipedInputStream(keys);
            var terminal =
                    new Terminal(in, new PrintWriter(out, true), new PrintWriter(err, true), live);
            var all = new ArrayList<>(List.of(arguments));
            all.addAll(List.of("--state", lab.state().toString()));
            var line =
                    Main.commandLine(
                            terminal,
                            List.of(
                                    new ConsoleCommand(
                                            terminal,
                                            () -> {
                                                raw.incrementAndGet();
                                                return raw::decrementAndGet;
                                            })));
            code = new CompletableFuture<>();
            sitting =
                    Thread.ofPlatform()
                            .start(() -> code.complete(line.execute(all.toArray(String[]::new))));
        }

        Sitting type(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.ISO_8859_1));
            keys.flush();
            return this;
        }

        Sitting awaitOut(String text) {
            HandsLab.awaitTrue(
                    "'" + text + "' is shown, so far: " + out + err,
                    () -> out.toString().contains(text));
            return this;
        }

        Sitting awaitErr(String text) {
            HandsLab.awaitTrue("'" + text + "' is said", () -> err.toString().contains(text));
            return this;
        }

        int awaitEnd() throws Exception {
            return code.get(120, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            keys.close();
            sitting.interrupt();
            try {
                // the next one is to find the console free
                sitting.join(Duration.ofMinutes(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    public void whatIsTypedGoesToTheDeviceUntilCtrlBracket() throws Exception {
        lab.run("power", "on", "rig-1/a", "--as", "anna");
        try (var sitting = new Sitting(true, "console", "rig-1/a", "--as", "anna")) {
            sitting.awaitErr("Ctrl-] leaves").awaitOut("booted");
            assertThat(sitting.raw).hasValue(1);
            sitting.type("hello\n").awaitOut("heard hello");
            sitting.type("\u001dnot sent\n");
            assertThat(sitting.awaitEnd()).as(sitting.err.toString()).isEqualTo(ExitCode.OK);
            assertThat(sitting.raw).as("the terminal is as it was").hasValue(0);
        }
        awaitFree("a");
        assertThat(lab.run("hands", "log", "--output", "json").out())
                .contains("open console", "closed", "6 bytes were written")
                .doesNotContain("hello");
        assertThat(lab.journal()).doesNotContain("hello");
        lab.run("power", "off", "rig-1/a", "--as", "anna");
        assertThat(lab.consoleOf("a")).doesNotContain("not sent");
    }

    @Test
    public void oneWritesAndOthersLookAlong() throws Exception {
        lab.run("power", "on", "rig-1/b", "--as", "anna");
        try (var anna = new Sitting(true, "console", "rig-1/b", "--as", "anna");
                var ben =
                        new Sitting(
                                true,
                                "console",
                                "rig-1/b",
                                "--as",
                                "ben",
                                "--read-only",
                                "--printable")) {
            anna.awaitErr("leaves").awaitOut("booted");
            ben.awaitErr("leaves").awaitOut("booted");
            try (var second = new Sitting(true, "console", "rig-1/b", "--as", "anna")) {
                assertThat(second.awaitEnd()).isEqualTo(ExitCode.UNUSABLE);
                assertThat(second.err.toString())
                        .contains("being written to by anna", "--read-only");
            }
            anna.type("one\n").awaitOut("heard one");
            ben.type("two\n").awaitOut("heard one");
            anna.type("three\n").awaitOut("heard three");
            assertThat(lab.consoleOf("b")).doesNotContain("two");
            ben.type("\u001d");
            assertThat(ben.awaitEnd()).isEqualTo(ExitCode.OK);
            // who wrote has gone: the console is free
            anna.type("\u001d");
            assertThat(anna.awaitEnd()).isEqualTo(ExitCode.OK);
        }
        awaitFree("b");
        lab.run("power", "off", "rig-1/b", "--as", "anna");
    }

    /// Waits until somebody else can write.
    private void awaitFree(String slot) {
        HandsLab.awaitTrue(
                "the next one may write",
                () -> {
                    try (var next = new Sitting(true, "console", "rig-1/" + slot, "--as", "anna")) {
                        next.type("\u001d");
                        return next.awaitEnd() == ExitCode.OK;
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    public void aPipeIsSentAndItsEndIsWaitedFor() throws Exception {
        lab.run("power", "on", "rig-1/a", "--as", "anna");
        HandsLab.awaitTrue("it boots", () -> lab.consoleOf("a").contains("booted"));
        try (var piped = new Sitting(false, "console", "rig-1/a", "--as", "anna", "--wait", "4h")) {
            piped.type("\u001b[2J from a pipe\n").awaitOut("heard \\x1b[2J from a pipe");
            assertThat(piped.raw).hasValue(0);
        }
        awaitFree("a");
        lab.run("power", "off", "rig-1/a", "--as", "anna");
    }

    @Test
    public void aPipeThatEndsLeavesAfterItsTime() throws Exception {
        try (var piped =
                new Sitting(false, "console", "rig-1/a", "--as", "anna", "--wait", "10ms")) {
            piped.keys.close();
            assertThat(piped.awaitEnd()).as(piped.err.toString()).isEqualTo(ExitCode.OK);
        }
        awaitFree("a");
        lab.run("power", "off", "rig-1/a", "--as", "anna");
    }
}
