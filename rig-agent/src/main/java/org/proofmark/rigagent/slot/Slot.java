package org.proofmark.rigagent.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.proofmark.bench.BenchFault;
import org.proofmark.bench.Mark;
import org.proofmark.bench.Network.OpenPort;
import org.proofmark.bench.Power.Start;
import org.proofmark.bench.wiring.NetworkDriver;
import org.proofmark.bench.wiring.NetworkDriver.Link;
import org.proofmark.bench.wiring.PowerDriver;
import org.proofmark.bench.wiring.SlotNetwork;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.domain.profile.FlashSpec;
import org.proofmark.domain.profile.PowerSpec;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Flashed;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile;
import org.proofmark.rigagent.flash.FlashFailed;
import org.proofmark.rigagent.flash.Flasher;
import org.proofmark.rigagent.flash.ImageFile;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.journal.JournalEntry.Kind;
import org.proofmark.rigagent.serial.TtyPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A slot: everything that can be done to the unit in it. What changes the device is written to the
/// journal before it is done, and one at a time.
///
/// Thread-safe.
public final class Slot implements AutoCloseable {
    /// A supply with large capacitors needs seconds to run down.
    static final Duration OFF_LIMIT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

    private final RigFile.SlotEntry entry;
    private final SlotWiring wiring;
    private final Ticker ticker;
    private final Optional<ConsoleRecorder> recorder;
    private final PowerProof proof;
    private final Actuations actuations;
    private final ButtonHolds holds = new ButtonHolds();
    private final AtomicReference<@Nullable SlotFlash> flashing = new AtomicReference<>();
    private volatile @Nullable ConsoleRecording recording;
    private volatile String quarantine = "";

    private Slot(RigFile.SlotEntry entry, SlotWiring wiring, SlotSite site, Journal journal) {
        this.entry = entry;
        this.wiring = wiring;
        this.ticker = site.ticker();
        this.actuations = new Actuations(entry.name(), journal, ticker);
        this.recorder =
                wiring.serial()
                        .map(line ->
                                ConsoleRecorder.start(
                                        entry.name(),
                                        line,
                                        TtyPort::open,
                                        site.stateFolder().resolve("console-idle.raw"),
                                        ticker));
        this.proof = new PowerProof(entry.name(), wiring.network(), recorder, ticker);
    }

    /// Takes the slot's hardware and begins to record its console.
    ///
    /// @param source the rig file's name, for messages
    /// @throws org.proofmark.rigagent.config.ConfigRefused where the hardware cannot be taken so
    public static Slot open(
            String source, RigFile.SlotEntry entry, SlotSite site, Journal journal) {
        var wiring = SlotWiring.open(source, entry, site);
        var slot = new Slot(entry, wiring, site, journal);
        try {
            var refusal = slot.recorder.flatMap(Slot::refusal);
            if (refusal.isPresent()) {
                throw new ConfigRefused(
                        source,
                        wiring.line("console"),
                        "console of slot " + entry.name(),
                        refusal.get());
            }
            return slot;
        } catch (RuntimeException e) {
            slot.close();
            throw e;
        }
    }

    private static Optional<String> refusal(ConsoleRecorder recorder) {
        try {
            return recorder.refusal();
        } catch (InterruptedException e) {
            throw stopped("open console", e);
        }
    }

    public SlotName name() {
        return entry.name();
    }

    public Optional<UnitId> unit() {
        return entry.unit();
    }

    public String batch() {
        return entry.batch();
    }

    /// The names of its buttons.
    public Set<String> buttons() {
        return Set.copyOf(wiring.buttons().keySet());
    }

    /// The kinds of its wiring, as the rig's file lists them.
    public List<String> kinds() {
        return entry.wiring().stream().map(w -> w.kind().name()).toList();
    }

    /// `power`, `console`, `network`, `label`, `button:<name>`, sorted.
    public List<String> roles() {
        return wiring.roles();
    }

    /// Why the next attempt begins with a self-test: the power could not be cut. Empty where it
    /// was.
    public String quarantine() {
        return quarantine;
    }

    /// Who hears of operations from now on.
    public void listen(OperationListener heard) {
        actuations.listen(heard);
    }

    /// What its console has seen since the agent started.
    public ConsoleTotals consoleTotals() {
        return recorder.map(ConsoleRecorder::totals).orElse(ConsoleTotals.NONE);
    }

    /// From now on the console is an attempt's.
    ///
    /// @param listener hears what befalls the line, on the recorder's thread: it must not wait
    public void beginRecording(ConsoleRecording begun, Consumer<ConsoleEvent> listener) {
        recording = begun;
        recorder.ifPresent(r -> r.attach(begun, listener));
    }

    /// The attempt's recording ends.
    public void endRecording() {
        recorder.ifPresent(ConsoleRecorder::detach);
        recording = null;
    }

    /// Sends what the console says to this, after what is kept of before, until an attempt begins.
    public void tap(ConsoleTap tap) {
        recorder.ifPresentOrElse(
                r -> r.tap(tap), () -> tap.ended("slot " + name() + " has no console"));
    }

    /// No more of it.
    public void untap(ConsoleTap tap) {
        recorder.ifPresent(r -> r.untap(tap));
    }

    /// Waits for the console's port.
    ///
    /// @throws BenchFault `console-missing` where it cannot be opened within the limit
    public void awaitConsole(Duration limit) {
        if (recorder.isEmpty()) {
            return;
        }
        try {
            var problem = recorder.get().awaitOpen(limit);
            if (problem.isPresent()) {
                throw new BenchFault.Hardware(
                        Fault.of("console-missing", problem.get(), "open console"));
            }
        } catch (InterruptedException e) {
            throw stopped("open console", e);
        }
    }

    /// Switches the supply. Off returns when the effect is proven.
    ///
    /// @throws BenchFault `no-power`, `power-on-failed`, `power-not-cut`
    public Mark power(Optional<Attempt> who, boolean on, String step) {
        return on
                ? powerOn(who, step, Optional.empty()).mark()
                : powerOff(who, step, PowerSpec.SHORTEST);
    }

    /// Switches on.
    ///
    /// @param clock where the device's own clock is to be, if anywhere
    /// @throws BenchFault `no-power`, `power-on-failed`
    public Start powerOn(Optional<Attempt> who, String step, Optional<Instant> clock) {
        var driver = supply(step);
        var set = new AtomicBoolean();
        var mark =
                actuations.actuate(
                        Kind.POWER_ON,
                        who,
                        clock.map(c -> Map.of("step", step, "clock", c.toString()))
                                .orElse(Map.of("step", step)),
                        () -> {
                            var before = mark();
                            outage(DeclaredOutage::on);
                            if (!driver.isOn() && clock.isPresent()) {
                                set.set(driver.on(clock.get()));
                            } else if (!driver.isOn()) {
                                driver.on();
                            }
                            outage(DeclaredOutage::on);
                            return before;
                        });
        return new Start(mark, set.get());
    }

    private void outage(Consumer<DeclaredOutage> ordered) {
        recorder.map(ConsoleRecorder::outage).ifPresent(ordered);
    }

    private PowerDriver supply(String step) {
        return wiring.power()
                .orElseThrow(() -> missing("no-power", "has no wiring that switches power", step));
    }

    /// Switches off, and returns when the effect is proven.
    ///
    /// @param quiet for how long the console must be silent and the device's ports closed
    /// @throws BenchFault `no-power`, `power-not-cut`
    public Mark powerOff(Optional<Attempt> who, String step, Duration quiet) {
        var driver = supply(step);
        return actuations.actuate(
                Kind.POWER_OFF,
                who,
                Map.of("step", step),
                () -> {
                    outage(DeclaredOutage::off);
                    driver.off(OFF_LIMIT);
                    proof.prove(step, quiet);
                    return mark();
                });
    }

    /// Presses or releases a button. How long it was held stands in the journal with the release.
    ///
    /// @throws BenchFault `no-button`, `button-failed`
    public Mark button(Optional<Attempt> who, String button, boolean pressed) {
        var step = (pressed ? "press " : "release ") + button;
        var driver = wiring.buttons().get(button);
        if (driver == null) {
            throw missing("no-button", "has no button '" + button + "'", step);
        }
        return actuations.actuate(
                pressed ? Kind.BUTTON_PRESS : Kind.BUTTON_RELEASE,
                who,
                Map.of("button", button),
                () -> {
                    var mark = mark();
                    long before = ticker.nanos();
                    outage(o -> o.button(button, pressed));
                    driver.set(pressed);
                    actuations.found(holds.changed(button, pressed, before, ticker.nanos()));
                    return mark;
                });
    }

    /// Writes to the console.
    ///
    /// @param digest stands in the journal in place of the bytes
    /// @throws BenchFault `no-console`, `console-lost`
    public void write(Optional<Attempt> who, byte[] bytes, String digest) {
        var to =
                recorder.orElseThrow(
                        () -> missing("no-console", "has no console", "write to console"));
        if (flashing.get() != null) {
            throw new BenchFault.Hardware(
                    Fault.of(
                            "flash-runs",
                            "slot " + name() + " is being flashed, and nobody else may write",
                            "write to console"));
        }
        actuations.actuate(
                Kind.CONSOLE_WRITE,
                who,
                Map.of("bytes", String.valueOf(bytes.length), "digest", digest),
                () -> {
                    try {
                        to.write(bytes);
                        return mark();
                    } catch (IOException e) {
                        throw new BenchFault.Hardware(
                                Fault.of(
                                        "console-lost",
                                        String.valueOf(e.getMessage()),
                                        "write to console"),
                                e);
                    }
                });
    }

    /// Writes an image to the device. The console is recorded all the while, and nobody else may
    /// write to it. What stands behind a fault is the safe state; a later flash may recover the
    /// device.
    ///
    /// @param tools of vendors, by the names that profiles give them
    /// @param listener hears of steps and of how far it is, on this thread
    /// @throws BenchFault `flash-failed` with the step that failed, `flash-runs` where another one
    ///   has not ended; also the faults of the supply
    public Flashed flash(
            Optional<Attempt> who,
            FlashSpec spec,
            ImageFile image,
            Map<String, Path> tools,
            Flasher.Listener listener) {
        var flash = new SlotFlash(this, who, recorder, wiring.serial());
        if (!flashing.compareAndSet(null, flash)) {
            throw new BenchFault.Hardware(
                    Fault.of("flash-runs", "slot " + name() + " is being flashed", "flash"));
        }
        try {
            actuations.announce(Kind.FLASH, who, Map.of("image", image.digest().hex()));
            flash.begin();
            var flashed = Flasher.of(spec, tools, ticker, listener).flash(flash, image);
            actuations.effect(who, "done");
            return flashed;
        } catch (FlashFailed e) {
            throw flashFailed(who, e.step(), String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw flashFailed(who, "talk with the device", String.valueOf(e.getMessage()), e);
        } catch (BenchFault e) {
            safeBehindFlash(who, e.fault().code());
            throw e;
        } catch (InterruptedException e) {
            throw stopped("flash", e);
        } finally {
            flash.close();
            flashing.set(null);
        }
    }

    /// Ends a flash that runs: it fails with this reason.
    public void stopFlash(String why) {
        var flash = flashing.get();
        if (flash != null) {
            flash.stop(why);
        }
    }

    private BenchFault flashFailed(
            Optional<Attempt> who, String step, String what, Exception cause) {
        safeBehindFlash(who, "flash-failed");
        return new BenchFault.Hardware(Fault.of("flash-failed", what, "flash: " + step), cause);
    }

    private void safeBehindFlash(Optional<Attempt> who, String outcome) {
        actuations.effect(who, outcome);
        // where it is not reached, it is logged and the slot is in quarantine
        var _ = safeState(who, "a flash failed");
    }

    /// The device's address.
    ///
    /// @throws BenchFault `no-network`
    public String address() {
        return wiring.network()
                .orElseThrow(() -> missing("no-network", "has no network", "look at network"))
                .address();
    }

    /// The device's MAC address, where the wiring knows it.
    public Optional<String> mac() {
        return wiring.network().flatMap(NetworkDriver::mac);
    }

    /// The words before a command line that have it run where the device is reached: at the slot's
    /// end of a network of the slot's own; empty where the agent's own network is the place.
    public List<String> inside() {
        return wiring.network()
                .flatMap(NetworkDriver::slotNetwork)
                .map(SlotNetwork::inside)
                .orElse(List.of());
    }

    /// The device's cable.
    ///
    /// @throws BenchFault `network-cut` where it cannot be told
    public Link link() {
        return wiring.network().map(NetworkDriver::link).orElse(Link.STEADY);
    }

    /// The ports that are open now and were closed while the device was proven off, by actual
    /// number.
    ///
    /// @throws BenchFault `no-network`, `network-baseline-missing` where it never was proven off
    public List<OpenPort> scan() {
        return proof.scan();
    }

    /// What the wiring reads off the unit; empty where no wiring reads it.
    ///
    /// @throws BenchFault `label-unreadable`
    public Optional<Map<String, String>> label() {
        return wiring.label().map(source -> Map.copyOf(source.read()));
    }

    /// What ended the device without an order, since the last power-on.
    public Optional<String> crashed() {
        return wiring.power().flatMap(p -> p.crashed());
    }

    /// Releases every button and switches off, with proof. Done even where the journal's disk is
    /// full.
    ///
    /// @return what went wrong; the slot is then in quarantine until a later try succeeds
    public Optional<Fault> safeState(Optional<Attempt> who, String why) {
        stopFlash("the slot goes to its safe state: " + why);
        Optional<Fault> trouble = Optional.empty();
        for (var button : wiring.buttons().keySet()) {
            trouble = first(trouble, tried(() -> button(who, button, false)));
        }
        if (wiring.power().isPresent()) {
            trouble = first(trouble, tried(() -> power(who, false, why)));
        }
        quarantine = trouble.map(f -> "quarantine: " + f.code() + ": " + f.what()).orElse("");
        trouble.ifPresent(f -> LOG.error("slot {} is not in its safe state: {}", name(), f));
        return trouble;
    }

    /// Releases every button and leaves the power as it is.
    public Optional<Fault> releaseButtons(Optional<Attempt> who) {
        Optional<Fault> trouble = Optional.empty();
        for (var button : wiring.buttons().keySet()) {
            trouble = first(trouble, tried(() -> button(who, button, false)));
        }
        return trouble;
    }

    private static Optional<Fault> first(Optional<Fault> one, Optional<Fault> other) {
        return one.isPresent() ? one : other;
    }

    private static Optional<Fault> tried(Supplier<Mark> action) {
        try {
            var _ = action.get();
            return Optional.empty();
        } catch (BenchFault e) {
            return Optional.of(e.fault());
        }
    }

    private Mark mark() {
        var current = recording;
        return new Mark(current == null ? 0 : current.position(), ticker.nanos());
    }

    private BenchFault missing(String code, String what, String step) {
        return new BenchFault.Hardware(
                Fault.of(code, "slot " + name() + " " + what + "; see the rig's file", step));
    }

    static BenchFault stopped(String step, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new BenchFault.Broken(Fault.of("agent-stops", "the agent stops", step), cause);
    }

    /// Ports that were open when the device was last proven off.
    Set<Integer> openWhileOff() {
        return proof.openWhileOff();
    }

    /// Stops recording and lets go of the hardware, which its kinds leave in its safe state.
    @Override
    public void close() {
        recorder.ifPresent(ConsoleRecorder::close);
        wiring.close();
    }
}
