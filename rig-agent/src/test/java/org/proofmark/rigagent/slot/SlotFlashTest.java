package org.proofmark.rigagent.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.flash.Flasher;
import org.proofmark.rigagent.flash.ImageFile;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A slot whose device is a pty; the tool is a shell script that talks on it.
public final class SlotFlashTest {
    private static final Optional<Attempt> WHO = Optional.of(new Attempt(new RunId("run-1"), 1));
    private static final Flasher.Listener DEAF =
            new Flasher.Listener() {
                @Override
                public void step(String step) {}

                @Override
                public void sent(long bytes, long size) {}
            };

    private Path folder;
    private Pty pty;
    private Journal journal;
    private Device device;
    private Slot slot;
    private ImageFile image;

    private static final class Device implements Wiring, PowerDriver {
        private final SerialLine line;
        private volatile boolean on;

        private Device(SerialLine line) {
            this.line = line;
        }

        @Override
        public void on() {
            on = true;
        }

        @Override
        public void off(Duration limit) {
            on = false;
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public Optional<PowerDriver> power() {
            return Optional.of(this);
        }

        @Override
        public Optional<SerialLine> serial() {
            return Optional.of(line);
        }

        @Override
        public void close() {
            on = false;
        }
    }

    private record Kind(Wiring wiring) implements WiringKind {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public String settingsSchema() {
            return "{}";
        }

        @Override
        public Wiring open(SlotSite site, Map<String, Object> settings) {
            return wiring;
        }
    }

    @BeforeMethod
    public void setUp() throws IOException {
        folder = Folders.scratch("flash");
        pty = Pty.open();
        journal = Journal.open(folder.resolve("journal"), Ticker.system(), InstantSource.system());
        device = new Device(new SerialLine(pty.path(), 115200, () -> 0));
        var name = new SlotName("a");
        slot =
                Slot.open(
                        "rig.yaml",
                        new RigFile.SlotEntry(
                                name,
                                Optional.empty(),
                                "",
                                List.of(new RigFile.WiringEntry(new Kind(device), Map.of(), 5)),
                                4),
                        new SlotSite(
                                new SlotId(new RigId("rig-1"), name),
                                0,
                                folder,
                                folder,
                                new SlotSite.RigServices("", "", folder),
                                Ticker.system()),
                        journal);
        slot.awaitConsole(Duration.ofMinutes(1));
        image = ImageFile.of(Files.writeString(folder.resolve("image.bin"), "firmware 2.0.0"));
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() throws IOException {
        slot.close();
        journal.close();
        pty.close();
        Folders.remove(folder);
    }

    @Test
    public void aToolHasTheTtyForItselfAndTheConsoleIsRecordedBeforeAndBehindIt() throws Exception {
        var recording = new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
        var events = new java.util.concurrent.LinkedBlockingQueue<ConsoleEvent>();
        slot.beginRecording(recording, events::add);

        var flashed = slot.flash(WHO, tool("echo flashed > {port}"), image, tools(), DEAF);

        assertThat(pty.read()).isEqualTo("flashed\n");
        assertThat(flashed.method()).isEqualTo("command tool");
        assertThat(device.isOn()).isTrue();
        pty.say("READY\n");
        awaitBytes(recording, 6);
        slot.endRecording();
        recording.close();
        assertThat(Files.readString(recording.rawFile())).isEqualTo("READY\n");
        assertThat(Files.readString(recording.indexFile()))
                .contains("the console's tty is a tool's");
        assertThat(events).noneMatch(e -> e instanceof ConsoleEvent.HungUp);
        assertThat(kinds())
                .containsSubsequence("flash", "power-off", "power-on", "power-off", "power-on");
    }

    @Test
    public void aFlashThatFailsIsARigFaultWithTheStepAndTheSlotIsSafe() {
        assertThatThrownBy(() -> slot.flash(WHO, tool("exit 7"), image, tools(), DEAF))
                .isInstanceOf(BenchFault.Hardware.class)
                .satisfies(e -> {
                    var fault = ((BenchFault) e).fault();
                    assertThat(fault.code()).isEqualTo("flash-failed");
                    assertThat(fault.step()).isEqualTo("flash: write");
                    assertThat(fault.what()).contains("exit code 7");
                });
        assertThat(device.isOn()).isFalse();
        assertThat(slot.quarantine()).isEmpty();
    }

    @Test
    public void aSecondFlashRecoversTheDevice() {
        assertThatThrownBy(() -> slot.flash(WHO, tool("exit 7"), image, tools(), DEAF))
                .isInstanceOf(BenchFault.class);

        var flashed = slot.flash(WHO, tool("true"), image, tools(), DEAF);

        assertThat(flashed.digest()).isEqualTo(image.digest());
        assertThat(device.isOn()).isTrue();
    }

    @Test
    public void whileAFlashRunsNobodyElseWritesOrFlashesAndTheSafeStateEndsIt() throws Exception {
        var inIdentity = new CountDownLatch(1);
        var waiting =
                new FlashSpec.UBoot(
                        Pattern.compile("never said"),
                        " ",
                        Pattern.compile("=> "),
                        List.of(new FlashSpec.Step("version", Pattern.compile("U-Boot"))),
                        0,
                        List.of(new FlashSpec.Step("mmc write", Pattern.compile("OK"))),
                        List.of(),
                        "reset",
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        FlashSpec.MAX_IMAGE_BYTES);
        var listener =
                new Flasher.Listener() {
                    @Override
                    public void step(String step) {
                        inIdentity.countDown();
                    }

                    @Override
                    public void sent(long bytes, long size) {}
                };
        var flash =
                CompletableFuture.supplyAsync(
                        () -> slot.flash(WHO, waiting, image, Map.of(), listener));
        assertThat(inIdentity.await(60, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> slot.write(WHO, new byte[] {1}, "d"))
                .hasMessageContaining("flash-runs");
        assertThatThrownBy(() -> slot.flash(WHO, tool("true"), image, tools(), DEAF))
                .hasMessageContaining("flash-runs");
        // the other two were refused and left the first one its line
        while (!flash.isDone()) {
            assertThat(slot.safeState(WHO, "end of attempt")).isEmpty();
        }

        assertThatThrownBy(() -> flash.get(60, TimeUnit.SECONDS))
                .hasMessageContaining("flash-failed")
                .hasMessageContaining("the slot goes to its safe state: end of attempt");
        assertThat(device.isOn()).isFalse();
    }

    @Test
    public void theSafeStateEndsAToolAndTheDeviceStaysOff() throws Exception {
        var started = folder.resolve("started");
        var flash =
                CompletableFuture.supplyAsync(() ->
                        slot.flash(
                                WHO,
                                tool("touch " + started + "; exec sleep 1000"),
                                image,
                                tools(),
                                DEAF));
        while (!Files.exists(started) && !flash.isDone()) {
            Thread.onSpinWait();
        }

        assertThat(slot.safeState(WHO, "lease expired")).isEmpty();

        assertThatThrownBy(() -> flash.get(60, TimeUnit.SECONDS))
                .hasMessageContaining("the slot goes to its safe state: lease expired");
        assertThat(device.isOn()).isFalse();
    }

    private static FlashSpec.Command tool(String write) {
        return new FlashSpec.Command(
                "tool",
                List.of("-c", "echo board=acme"),
                Pattern.compile("board=(\\w+)"),
                "acme",
                List.of("-c", write + " # {image}"),
                List.of(),
                Optional.empty(),
                Set.of(0),
                Duration.ofMinutes(2),
                FlashSpec.MAX_IMAGE_BYTES);
    }

    private static Map<String, Path> tools() {
        return Map.of("tool", Path.of("/bin/sh"));
    }

    private List<String> kinds() {
        return journal.excerpt(WHO.orElseThrow()).stream()
                .map(line -> line.replaceAll(".*\"kind\":\"([^\"]+)\".*", "$1"))
                .toList();
    }

    private static void awaitBytes(ConsoleRecording recording, long bytes) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (recording.position() < bytes && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(recording.position()).isEqualTo(bytes);
    }
}
