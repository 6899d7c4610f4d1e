package org.proofmark.virtuallab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// Real pseudo-terminals with the pump between them; the test sits at both ends.
public class NullModemTest {
    private static final int FIRST = UartPump.TO_AGENT_BYTES;

    private final AtomicLong nanos = new AtomicLong();
    private Path folder = Path.of("");

    @BeforeMethod
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("uart");
    }

    @AfterMethod
    void deleteFolder() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).as("paths that outlive the line").isEmpty();
        }
        Files.delete(folder);
    }

    private Path uart() {
        return folder.resolve("uart");
    }

    private Path console() {
        return folder.resolve("console");
    }

    private NullModem open(LabFault... faults) throws IOException {
        return open(Ticker.system(), faults);
    }

    private NullModem open(Ticker ticker, LabFault... faults) throws IOException {
        return NullModem.open(
                uart(), console(), new UartPump.Line("a", ticker, List.of(faults), _ -> {}));
    }

    @Test
    public void everyByteArrivesInOrderHoweverItIsSplit() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            for (boolean up : new boolean[] {true, false}) {
                var from = up ? device : agent;
                var to = up ? agent : device;
                var sent = new byte[50_000];
                random.nextBytes(sent);
                for (int i = 0; i < 256; i++) {
                    sent[i] = (byte) i; // control characters, too
                }
                for (int at = 0; at < sent.length; ) {
                    int end = Math.min(sent.length, at + 1 + random.nextInt(3000));
                    from.write(Arrays.copyOfRange(sent, at, end));
                    at = end;
                    to.bytes(at);
                }
                assertThat(to.bytes(sent.length)).as("seed %s", seed).isEqualTo(sent);
            }
            assertThat(line.lostBytes()).isZero();
            assertThat(device.now()).as("no echo").hasSize(50_000);
        }
    }

    @Test
    public void deviceNeverWaitsForAnAgentThatDoesNotRead() throws IOException {
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            var sent = new byte[UartPump.TO_AGENT_BYTES + (1 << 20)];
            new Random(7).nextBytes(sent);
            device.write(sent);
            // all of it was taken; what did not fit was counted, and what came first is exact
            TestSlot.until("loss is counted", () -> line.lostBytes() > 0);
            var got = agent.bytesUntil(count -> count + line.lostBytes() == sent.length);
            assertThat(Arrays.equals(got, 0, FIRST, sent, 0, FIRST)).isTrue();
        }
    }

    @Test
    public void deviceThatReadsNothingDoesNotBlockTheAgent() throws IOException {
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            agent.write(new byte[4 * UartPump.TO_DEVICE_BYTES]);
            device.write("still talking");
            agent.expect("still talking");
            assertThat(line.lostBytes()).as("no loss of the device's bytes").isZero();
        }
    }

    @Test
    public void whatTheHarnessWritesWhileOffIsDropped() throws IOException {
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            for (int i = 0; i < 50; i++) {
                agent.write("off");
                line.powerOn();
                agent.write("on\n");
                device.bytes(3 * (i + 1));
                assertThat(device.now()).isEqualTo("on\n".repeat(i + 1));
                line.powerOff();
            }
        }
    }

    @Test
    public void nothingUnreadSurvivesAPowerCycle() throws IOException {
        try (var line = open();
                var agent = new TestConsole(console())) {
            line.powerOn();
            // more than the tty's line discipline holds at once
            agent.write("stale ".repeat(5000));
            line.cutInput();
            line.powerOff();
            line.powerOn();
            agent.write("fresh");
            try (var device = new TestConsole(uart())) {
                device.expect("fresh");
                assertThat(device.seen()).isEqualTo("fresh");
            }
        }
    }

    @Test
    public void lastWordsArriveBeforePowerOffReturns() throws Exception {
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            device.write("x".repeat(2000) + "last words");
            var reader = Thread.ofVirtual().start(() -> expect(agent, "last words"));
            line.powerOff();
            assertThat(line.lostBytes()).isZero();
            reader.join();
            assertThat(agent.seen()).hasSize(2010).endsWith("last words");
        }
    }

    @Test
    public void whatNobodyReadsByPowerOffIsCountedAsLost() throws IOException {
        try (var line = open();
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            device.write("y".repeat(9000));
            line.powerOff();
            assertThat(line.lostBytes()).isEqualTo(9000);
            assertThat(agent.now()).isEmpty();
        }
    }

    @Test
    public void ttyIsRawAgainAtEachPowerOn() throws Exception {
        try (var line = open();
                var agent = new TestConsole(console())) {
            line.powerOn();
            var stty = new ProcessBuilder("stty", "-F", uart().toString(), "sane").start();
            assertThat(stty.waitFor()).isZero();
            line.powerOff();
            line.powerOn();
            agent.write("a\rb\u0003c\n");
            try (var device = new TestConsole(uart())) {
                assertThat(device.bytes(6)).isEqualTo(new byte[] {'a', '\r', 'b', 3, 'c', '\n'});
            }
            assertThat(agent.now()).as("no echo").isEmpty();
        }
    }

    @Test
    public void lineSurvivesTheDeathOfASessionThatItControlled() throws Exception {
        try (var line = open();
                var agent = new TestConsole(console())) {
            line.powerOn();
            var script = "exec <>\"$0\" >&0; echo mine; kill -9 $$";
            new ProcessBuilder("setsid", "-c", "-w", "sh", "-c", script, uart().toString())
                    .redirectInput(uart().toFile())
                    .start()
                    .waitFor();
            agent.expect("mine");
            // the kernel hung the tty up; a device opens it again and finds it raw
            TestSlot.until("it is raw again", this::rawNow);
            try (var device = new TestConsole(uart())) {
                agent.write("q\r\u0003");
                assertThat(device.bytes(3)).isEqualTo(new byte[] {'q', '\r', 3});
                device.write("back\n");
                agent.expect("back\n");
            }
        }
    }

    @Test
    public void countedLossLeavesTheRestInOrder() throws IOException {
        try (var line = open(new LabFault.ConsoleLoss(2, 3, 4));
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            device.write("0123456789");
            agent.expect("0123456789");
            line.powerOff();
            assertThat(line.lostBytes()).isZero();
            line.powerOn();
            device.write("01");
            device.write("2345");
            device.write("6789");
            agent.expect("0123456789012789");
            assertThat(line.lostBytes()).isEqualTo(4);
        }
    }

    @Test
    public void unpluggedConsoleHangsUpAndComesBackAtTheSamePath() throws IOException {
        var outage = Duration.ofMillis(20);
        try (var line = open(nanos::get, new LabFault.ConsoleUnplug(1, 2, outage));
                var agent = new TestConsole(console());
                var device = new TestConsole(uart())) {
            line.powerOn();
            device.write("abc");
            agent.untilHangUp();
            assertThat(Files.exists(console(), LinkOption.NOFOLLOW_LINKS)).isFalse();
            device.write("into the void");
            // an order is carried out after what came before it
            line.cutInput();
            nanos.addAndGet(outage.toNanos());
            TestSlot.until("the line is back", () -> Files.exists(console()));
            try (var again = new TestConsole(console())) {
                device.write("back");
                assertThat(again.expect("back")).isEqualTo("back");
            }
        }
    }

    private boolean rawNow() {
        try {
            var stty = new ProcessBuilder("stty", "-F", uart().toString(), "-a").start();
            var text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.contains("-echo ") && text.contains("-icanon");
        } catch (IOException e) {
            return false;
        }
    }

    private static void expect(TestConsole console, String text) {
        try {
            console.expect(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
