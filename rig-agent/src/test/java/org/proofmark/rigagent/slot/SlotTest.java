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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.Wiring;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.Pty;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A slot with a device of which the test decides what works.
public class SlotTest {
    private static final Optional<Attempt> WHO = Optional.of(new Attempt(new RunId("run-1"), 1));
    private Path folder;
    private Path tty;
    private Pty pty;
    private Journal journal;
    private Device device;
    private @Nullable Slot slot;

    /// The device and its wiring.
    private static final class Device implements Wiring, PowerDriver, NetworkDriver {
        private final SerialLine line;
        private volatile boolean on;
        private volatile boolean stuck;
        private final AtomicInteger looksWhileOff = new AtomicInteger();
        private volatile int closedLooks = Integer.MAX_VALUE;
        private volatile boolean pressed;
        private volatile boolean shifts;
        private volatile Set<Integer> openOn = Set.of();
        private volatile Set<Integer> openOff = Set.of();

        private Device(SerialLine line) {
            this.line = line;
        }

        @Override
        public void on() {
            on = true;
        }

        @Override
        public void off(Duration limit) {
            // a relay without feedback: it says off, whether the contact opened or not
            on = stuck;
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public String address() {
            return "127.9.9.9";
        }

        @Override
        public Set<Integer> openTcpPorts() {
            return on || looksWhileOff.incrementAndGet() > closedLooks ? openOn : openOff;
        }

        @Override
        public boolean shiftsLowPorts() {
            return shifts;
        }

        @Override
        public Optional<PowerDriver> power() {
            return Optional.of(this);
        }

        @Override
        public Optional<NetworkDriver> network() {
            return Optional.of(this);
        }

        @Override
        public Optional<SerialLine> serial() {
            return Optional.of(line);
        }

        @Override
        public Map<String, org.proofmark.bench.wiring.ButtonDriver> buttons() {
            return Map.of("reset", level -> pressed = level);
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

    private final AtomicLong lost = new AtomicLong();

    @BeforeMethod
    public void setUp() throws IOException {
        folder = Folders.scratch("slot");
        pty = Pty.open();
        tty = folder.resolve("tty");
        Files.createSymbolicLink(tty, pty.path());
        journal = Journal.open(folder.resolve("journal"), Ticker.system(), InstantSource.system());
        lost.set(0);
        device = new Device(new SerialLine(tty, 115200, lost::get));
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() throws IOException {
        if (slot != null) {
            slot.close();
        }
        journal.close();
        pty.close();
        Folders.remove(folder);
    }

    private Slot open(Wiring... wirings) {
        var entries =
                java.util.stream.IntStream.range(0, wirings.length)
                        .mapToObj(
                                i -> new RigFile.WiringEntry(new Kind(wirings[i]), Map.of(), 5 + i))
                        .toList();
        var name = new SlotName("a");
        var opened =
                Slot.open(
                        "rig.yaml",
                        new RigFile.SlotEntry(name, Optional.empty(), "", entries, 4),
                        new SlotSite(
                                new SlotId(new RigId("rig-1"), name),
                                0,
                                folder,
                                folder,
                                new SlotSite.RigServices("", "", folder),
                                Ticker.system()),
                        journal);
        slot = opened;
        return opened;
    }

    @Test
    public void twoWiringsThatOfferOneRoleAreRefusedWithBothLines() {
        assertThatThrownBy(() -> open(device, new Device(device.line)))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageStartingWith("rig.yaml:6: ")
                .hasMessageContaining("which the wiring on line 5 offers already");
    }

    @Test
    public void offIsProvenAndItsPortsAreTheBaseline() {
        var opened = open(device);
        device.openOff = Set.of(22);
        device.openOn = Set.of(22, 80, 8023);
        assertThatThrownBy(opened::scan).hasMessageContaining("network-baseline-missing");
        opened.power(WHO, false, "off");
        opened.power(WHO, true, "on");
        assertThat(opened.scan()).containsExactly(new OpenPort(80, 80), new OpenPort(8023, 8023));
        // where the device is a process, a port that it may not bind is 8000 higher
        device.shifts = true;
        assertThat(opened.scan()).containsExactly(new OpenPort(80, 80), new OpenPort(23, 8023));
        assertThat(opened.openWhileOff()).containsExactly(22);
    }

    @Test
    public void aPortThatStaysOpenMeansThatThePowerWasNotCut() {
        var opened = open(device);
        device.openOn = Set.of(80);
        opened.power(WHO, false, "off");
        opened.power(WHO, true, "on");
        assertThat(opened.scan()).containsExactly(new OpenPort(80, 80));
        device.stuck = true;
        assertThatThrownBy(() -> opened.power(WHO, false, "off at the end"))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("power-not-cut")
                .hasMessageContaining("[80]")
                .hasMessageContaining("off at the end");
        assertThat(journal.excerpt(WHO.orElseThrow()).getLast())
                .contains("\"outcome\":\"power-not-cut\"");

        // the slot is in quarantine until a later try succeeds
        assertThat(opened.safeState(WHO, "end")).isPresent();
        assertThat(opened.quarantine()).contains("power-not-cut");
        device.stuck = false;
        assertThat(opened.safeState(WHO, "again")).isEmpty();
        assertThat(opened.quarantine()).isEmpty();
    }

    @Test
    public void offIsProvenForAsLongAsTheProfileNames() {
        var opened = open(device);
        opened.awaitConsole(Duration.ofSeconds(60));
        device.openOn = Set.of(80);
        opened.power(WHO, false, "off");
        opened.power(WHO, true, "on");
        opened.scan();
        device.looksWhileOff.set(0);
        long begun = System.nanoTime();
        opened.powerOff(WHO, "off", Duration.ofSeconds(1));
        // the console's silence, then the ports: each as long
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(device.looksWhileOff.get()).isGreaterThan(1);
    }

    @Test
    public void aPortThatIsBackWithinThatTimeMeansThatThePowerWasNotCut() {
        var opened = open(device);
        device.openOn = Set.of(80);
        opened.power(WHO, false, "off");
        opened.power(WHO, true, "on");
        opened.scan();
        device.closedLooks = device.looksWhileOff.get() + 1;
        assertThatThrownBy(() -> opened.powerOff(WHO, "off", Duration.ofSeconds(1)))
                .hasMessageContaining("power-not-cut")
                .hasMessageContaining("[80] were closed and took connections again");
    }

    @Test
    public void aConsoleThatGoesOnTalkingMeansThatThePowerWasNotCut() {
        var opened = open(device);
        opened.awaitConsole(Duration.ofSeconds(60));
        var talking = new java.util.concurrent.atomic.AtomicBoolean(true);
        var voice =
                Thread.ofVirtual()
                        .start(() -> {
                            while (talking.get()) {
                                pty.say("still here\n");
                                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                            }
                        });
        try {
            assertThatThrownBy(() -> opened.power(WHO, false, "off"))
                    .hasMessageContaining("power-not-cut")
                    .hasMessageContaining("console");
        } finally {
            talking.set(false);
            join(voice);
        }
        opened.power(WHO, false, "off");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void everyActuationStandsInTheJournalBeforeItIsDone() throws IOException {
        var opened = open(device);
        opened.power(WHO, true, "on");
        opened.button(WHO, "reset", true);
        opened.safeState(WHO, "end");
        assertThat(device.pressed).isFalse();
        assertThat(device.on).isFalse();
        assertThat(
                        journal.excerpt(WHO.orElseThrow()).stream()
                                .map(line -> line.replaceAll(".*\"kind\":\"([a-z-]+)\".*", "$1")))
                .containsExactly(
                        "power-on",
                        "effect",
                        "button-press",
                        "effect",
                        "button-release",
                        "effect",
                        "power-off",
                        "effect");
        // what cannot be announced is not done, but for the way to the safe state
        journal.close();
        assertThatThrownBy(() -> opened.power(WHO, true, "on")).hasMessageContaining("disk-full");
        assertThat(device.on).isFalse();
        device.on = true;
        assertThat(opened.safeState(WHO, "end")).isEmpty();
        assertThat(device.on).isFalse();
    }

    @Test
    public void lossAndHangUpAreGapsAndTheLineComesBack() throws Exception {
        var opened = open(device);
        opened.awaitConsole(Duration.ofSeconds(60));
        var events = new LinkedBlockingQueue<ConsoleEvent>();
        var recording = new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
        opened.beginRecording(recording, events::add);
        pty.say("one");
        awaitPosition(recording, 3);
        lost.set(7);
        assertThat(events.poll(60, TimeUnit.SECONDS)).isEqualTo(new ConsoleEvent.Lost(3, 7));
        pty.close();
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(ConsoleEvent.HungUp.class);
        Files.delete(tty);
        pty = Pty.open();
        Files.createSymbolicLink(tty, pty.path());
        assertThat(events.poll(60, TimeUnit.SECONDS)).isInstanceOf(ConsoleEvent.Back.class);
        pty.say("two");
        awaitPosition(recording, 6);
        opened.write(WHO, new byte[] {'h', 'i'}, "digest");
        assertThat(pty.read()).isEqualTo("hi");
        opened.endRecording();
        recording.close();
        assertThat(Files.readString(recording.rawFile())).isEqualTo("onetwo");
        assertThat(Files.readString(recording.indexFile()))
                .contains("\"lost\":7", "\"lost\":-1", "back after");
    }

    private static void awaitPosition(ConsoleRecording recording, long position)
            throws InterruptedException {
        var cursor = recording.from(position - 1);
        assertThat(cursor.next(() -> false)).isPresent();
    }

    @Test
    public void aMegabyteArrivesWholeAndInOrder() throws Exception {
        var opened = open(device);
        opened.awaitConsole(Duration.ofSeconds(60));
        var recording = new ConsoleRecording(folder, Ticker.system(), InstantSource.system());
        opened.beginRecording(recording, event -> {});
        var sent = new byte[1 << 20];
        new java.util.Random(7).nextBytes(sent);
        pty.say(sent);
        awaitPosition(recording, sent.length);
        opened.endRecording();
        recording.close();
        assertThat(recording.rawFile()).hasBinaryContent(sent);
    }

    @Test
    public void aConsoleThatAnotherHoldsIsRefusedAtStartWithWhoDoes() throws Exception {
        try (var other =
                org.proofmark.rigagent.serial.TtyPort.open(
                        new SerialLine(pty.path(), 9600, () -> 0))) {
            assertThatThrownBy(() -> open(device))
                    .isInstanceOf(ConfigRefused.class)
                    .hasMessageStartingWith("rig.yaml:5: ")
                    .hasMessageContaining(pty.path() + " is held by")
                    .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
            assertThat(other.errors()).isEmpty();
        }
        open(device).awaitConsole(Duration.ofSeconds(60));
    }

    @Test
    public void aConsoleThatAnotherProcessHoldsIsRefusedAtStartUntilItEnds() throws Exception {
        var other =
                new ProcessBuilder("flock", pty.path().toString(), "sh", "-c", "echo held; cat")
                        .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> open(device))
                    .isInstanceOf(ConfigRefused.class)
                    .hasMessageContaining(pty.path() + " is held by")
                    .hasMessageContaining(other.pid() + " (flock)");
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        open(device).awaitConsole(Duration.ofSeconds(60));
    }

    @Test
    public void aConsoleThatIsNotThereIsNamed() throws IOException {
        Files.delete(tty);
        var opened = open(device);
        assertThatThrownBy(() -> opened.awaitConsole(Duration.ofMillis(1)))
                .hasMessageContaining("console-missing");
        assertThat(List.copyOf(opened.roles()))
                .containsExactly("button:reset", "console", "network", "power");
    }
}
