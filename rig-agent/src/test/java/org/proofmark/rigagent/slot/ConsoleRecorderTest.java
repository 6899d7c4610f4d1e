package org.proofmark.rigagent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.wiring.SerialLine;
import org.proofmark.domain.run.SlotName;
import org.proofmark.rigagent.serial.LineErrors;
import org.proofmark.rigagent.testing.Folders;
import org.proofmark.rigagent.testing.SkipTicker;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// The pump of a console, with a port of which the test decides what it does.
public class ConsoleRecorderTest {
    /// Longer than a test waits for anything.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final LinkedBlockingQueue<ConsoleEvent> events = new LinkedBlockingQueue<>();
    private Path folder;
    private ScriptedPort port;
    private SkipTicker ticker;
    private @Nullable ConsoleRecorder recorder;
    private @Nullable ConsoleRecording recording;

    @BeforeMethod
    public void setUp() {
        folder = Folders.scratch("recorder");
        port = new ScriptedPort();
        ticker = new SkipTicker();
        events.clear();
    }

    @AfterMethod(alwaysRun = true)
    public void tearDown() throws Exception {
        if (recorder != null) {
            recorder.close();
        }
        if (recording != null) {
            recording.close();
        }
        Folders.remove(folder);
    }

    private ConsoleRecorder start(Duration outage) {
        var line = new SerialLine(() -> folder, 115200, () -> 0, outage);
        var started =
                ConsoleRecorder.start(
                        new SlotName("a"), line, port, folder.resolve("idle"), ticker);
        recorder = started;
        return started;
    }

    private ConsoleRecording attach(ConsoleRecorder to) throws Exception {
        if (recording != null) {
            recording.close();
        }
        var begun = new ConsoleRecording(folder, ticker, InstantSource.system());
        recording = begun;
        to.attach(begun, events::add);
        return begun;
    }

    private ConsoleEvent event() throws InterruptedException {
        var event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    private static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as(what).isLessThan(LIMIT.toNanos());
            LockSupport.parkNanos(1_000_000);
        }
    }

    private String index() throws Exception {
        return Files.readString(folder.resolve("console.index"));
    }

    @Test
    public void aPortThatIsGoneAgainAtOnceIsNotOpenedInASpin() {
        port.plugged.set(false);
        long start = System.nanoTime();
        start(Duration.ZERO);
        until("tries", () -> port.opens.get() >= 5);
        // four rests of 100 ms lie between five tries
        assertThat(System.nanoTime() - start).isGreaterThan(390_000_000L);
        assertThat(port.reads).hasValue(0);
    }

    @Test
    public void aPortThatAnswersEveryReadAtOnceWithNothingCountsAsGone() throws Exception {
        var started = start(Duration.ZERO);
        assertThat(started.awaitOpen(LIMIT)).isEmpty();
        attach(started);
        port.endless.set(true);

        assertThat(event()).isInstanceOf(ConsoleEvent.HungUp.class);
        assertThat(index()).contains("answers every read at once");
        // an opening is given 50 such reads, more where the machine is busy, and then it rests
        int opens = port.opens.get();
        long reads = port.reads.get();
        until("tries", () -> port.opens.get() >= opens + 3);
        assertThat(port.reads.get() - reads)
                .isLessThanOrEqualTo((port.opens.get() - opens + 1) * 5000L);
    }

    @Test
    public void readsAreOnAPlatformThreadThatIsNamedAfterTheSlot() {
        start(Duration.ZERO);
        until("reads", () -> port.reads.get() > 0);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("console-a"))
                .allMatch(thread -> !thread.isVirtual())
                .isNotEmpty();
    }

    @Test
    public void whatTheDriverCountsAsLostIsAGapAndWhatItCountsAsGarbledANote() throws Exception {
        port.errors.set(Optional.of(new LineErrors(40, 2, 7, 0, 0)));
        var started = start(Duration.ZERO);
        assertThat(started.awaitOpen(LIMIT)).isEmpty();
        var begun = attach(started);
        port.say("one");
        until("bytes", () -> begun.position() == 3);
        assertThat(events).isEmpty();

        port.errors.set(Optional.of(new LineErrors(43, 4, 7, 0, 0)));
        assertThat(event()).isEqualTo(new ConsoleEvent.Lost(3, 5));
        assertThat(started.totals().lostBytes()).isEqualTo(5);
        port.errors.set(Optional.of(new LineErrors(43, 4, 9, 1, 1)));
        until("a note", () -> containing("what came here is not what was sent: overruns 0"));
        started.detach();

        assertThat(index())
                .contains(
                        "the line's driver has counted: overruns 40, buffer overruns 2, framing 7")
                .contains("\"lost\":5")
                .contains("framing 2, parity 1, breaks 1")
                .contains(
                        "meanwhile: overruns 3, buffer overruns 2, framing 2, parity 1, breaks 1");
        assertThat(events).isEmpty();
    }

    private boolean containing(String text) {
        try {
            return index().contains(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    public void whatIsCountedAsLostBehindTheLastReadIsStillTheRecordings() throws Exception {
        port.errors.set(Optional.of(LineErrors.NONE));
        var started = start(Duration.ZERO);
        assertThat(started.awaitOpen(LIMIT)).isEmpty();
        attach(started);
        port.errors.set(Optional.of(new LineErrors(1, 0, 0, 0, 0)));
        started.detach();
        assertThat(event()).isInstanceOf(ConsoleEvent.Lost.class);
        assertThat(index()).contains("\"lost\":1", "meanwhile: overruns 1");
    }

    @Test
    public void aLineThatNobodyCountsForSaysSo() throws Exception {
        var started = start(Duration.ZERO);
        assertThat(started.awaitOpen(LIMIT)).isEmpty();
        attach(started);
        started.detach();
        assertThat(index()).contains("no driver counts errors of this line");
    }

    @Test
    public void aConsoleOfTheDevicesOwnMayGoWithItsSupplyAndComeBack() throws Exception {
        var started = start(Duration.ofSeconds(10));
        started.outage().on();
        until("reads", () -> port.reads.get() > 0);
        attach(started);
        started.outage().off();
        port.plugged.set(false);
        until("a note", () -> containing("away, as it may be behind an order"));
        // off by order, however long
        ticker.skip(Duration.ofHours(1));
        int opens = port.opens.get();
        until("tries", () -> port.opens.get() > opens + 1);
        assertThat(events).isEmpty();
        // another recording begins meanwhile, and nobody waits for a port that cannot be there
        started.detach();
        attach(started);
        assertThat(started.awaitOpen(LIMIT)).isEmpty();
        assertThat(index()).contains("not there, as it may be while the device is off");

        started.outage().on();
        port.plugged.set(true);
        assertThat(event()).isInstanceOf(ConsoleEvent.Back.class);
        assertThat(index()).doesNotContain("\"lost\"").contains("back after");
        assertThat(started.totals().gaps()).isZero();
    }

    @Test
    public void aConsoleThatIsNotBackInTimeIsLost() throws Exception {
        var started = start(Duration.ofSeconds(10));
        started.outage().on();
        until("reads", () -> port.reads.get() > 0);
        attach(started);
        started.outage().off();
        port.plugged.set(false);
        until("a note", () -> containing("away, as it may be behind an order"));
        started.outage().on();
        ticker.skip(Duration.ofSeconds(11));
        assertThat(event()).isInstanceOf(ConsoleEvent.HungUp.class);
        assertThat(index()).contains("\"lost\":-1", "not back within the 10 s");
        assertThat(started.awaitOpen(Duration.ofMillis(1))).isPresent();
        assertThat(started.totals().gaps()).isEqualTo(1);
    }

    @Test
    public void outsideOfADeclaredOutageAHangUpIsAGap() throws Exception {
        var started = start(Duration.ofSeconds(10));
        started.outage().on();
        until("reads", () -> port.reads.get() > 0);
        attach(started);
        ticker.skip(Duration.ofSeconds(11));
        port.plugged.set(false);
        assertThat(event()).isInstanceOf(ConsoleEvent.HungUp.class);
        assertThat(index()).contains("\"lost\":-1");
    }

    @Test
    public void anOutageCoversWhatWasOrderedAndNothingElse() {
        var never = new DeclaredOutage(Duration.ZERO, ticker);
        never.off();
        assertThat(never.covers()).isFalse();
        var outage = new DeclaredOutage(Duration.ofSeconds(5), ticker);
        // before the first order nobody knows: the device may be off
        assertThat(outage.covers()).isTrue();
        outage.on();
        assertThat(outage.covers()).isTrue();
        ticker.skip(Duration.ofSeconds(6));
        assertThat(outage.covers()).isFalse();
        outage.button("reset", true);
        ticker.skip(Duration.ofHours(1));
        assertThat(outage.covers()).as("while it is held").isTrue();
        outage.button("reset", false);
        assertThat(outage.covers()).isTrue();
        ticker.skip(Duration.ofSeconds(6));
        assertThat(outage.covers()).isFalse();
        // a button that was not pressed grants nothing
        outage.button("reset", false);
        assertThat(outage.covers()).isFalse();
        outage.off();
        ticker.skip(Duration.ofHours(1));
        assertThat(outage.covers()).isTrue();
    }
}
