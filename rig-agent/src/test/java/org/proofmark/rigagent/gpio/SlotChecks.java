package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.proofmark.bench.wiring.SlotSite;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.time.Ticker;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.config.RigFile.SlotEntry;
import org.proofmark.rigagent.config.RigFile.WiringEntry;
import org.proofmark.rigagent.journal.Journal;
import org.proofmark.rigagent.slot.Slot;
import org.proofmark.rigagent.testing.Folders;

/// A whole slot with a relay and a button on the simulated chip: a power cycle and a reset.
record SlotChecks(SimChip chip) {
    private static final Attempt WHO = new Attempt(new RunId("run-1"), 1);

    /// In the user-mode kernel nothing else of the file system is.
    private static final Path WRITABLE = Path.of("/run");

    private static final Duration HOLD = Duration.ofMillis(400);
    private static final Pattern HELD =
            Pattern.compile(
                    "\"held-microseconds\":\"([0-9]+)\".*\"held-uncertainty-microseconds\":\"([0-9]+)\"");

    static List<ChipChecks.Check> all() {
        return List.of(
                new ChipChecks.Check(
                        "a slot cycles the power and resets, and its lines move as ordered",
                        chip -> new SlotChecks(chip).cyclesAndResets()),
                new ChipChecks.Check(
                        "a slot whose line is busy is refused with file, line and holder",
                        chip -> new SlotChecks(chip).busyIsRefused()));
    }

    private void cyclesAndResets() throws IOException {
        chip.pull("RELAY0", true);
        chip.pull("BUTTON0", false);
        var folder = Files.createTempDirectory(WRITABLE, "slot");
        try (var relay = chip.watch("RELAY0");
                var button = chip.watch("BUTTON0");
                var journal = journal(folder)) {
            var slot = open(folder, journal);
            assertThat(relay.changes()).isEmpty();
            assertThat(slot.safeState(Optional.empty(), "start")).isEmpty();
            assertThat(relay.changes()).isEmpty();
            slot.power(Optional.of(WHO), true, "power on");
            slot.power(Optional.of(WHO), false, "power off");
            // held while powering on
            slot.button(Optional.of(WHO), "reset", true);
            // the two watchers look every half a millisecond, each for itself
            pause();
            slot.power(Optional.of(WHO), true, "power on");
            pause();
            slot.button(Optional.of(WHO), "reset", false);
            assertThat(relay.changes()).containsExactly(false, true, false);
            assertThat(button.changes()).containsExactly(true, false);
            var on = relay.seen().getLast();
            assertThat(on.nanos()).isGreaterThanOrEqualTo(button.seen().getFirst().nanos());
            assertThat(on.nanos()).isLessThan(button.seen().getLast().nanos());
            holdIsNotShorterThanAsked(journal);
            // a stop with power on and a button pressed leaves both as they are when nobody presses
            slot.button(Optional.of(WHO), "reset", true);
            slot.close();
            assertThat(relay.changes()).containsExactly(false, true, false, true);
            assertThat(button.changes()).containsExactly(true, false, true, false);
            open(folder, journal).close();
            assertThat(relay.changes()).hasSize(4);
            assertThat(button.changes()).hasSize(4);
        } finally {
            Folders.remove(folder);
        }
    }

    private static void pause() {
        long until = System.nanoTime() + HOLD.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
    }

    private static void holdIsNotShorterThanAsked(Journal journal) {
        var match = HELD.matcher(String.join("\n", journal.excerpt(WHO)));
        assertThat(match.find()).isTrue();
        long held = Long.parseLong(match.group(1));
        long unsure = Long.parseLong(match.group(2));
        // down to the microsecond below
        assertThat(held - unsure + 2).isGreaterThanOrEqualTo(HOLD.toNanos() / 1000);
        System.out.println("gpio: hold of " + HOLD + " was " + held + " us +- " + unsure + " us");
    }

    private void busyIsRefused() throws IOException {
        var folder = Files.createTempDirectory(WRITABLE, "slot");
        try (var journal = journal(folder);
                var held = chip.lines().output(chip.order("z", "power", "BUTTON0", false))) {
            assertThat(held.active()).isFalse();
            assertThatThrownBy(() -> open(folder, journal))
                    .isInstanceOf(ConfigRefused.class)
                    .hasMessageContaining("rig.yaml:8")
                    .hasMessageContaining("wiring button of slot a")
                    .hasMessageContaining("held by 'proofmark:z:power'");
            // and the relay was let go again
            chip.lines().output(chip.order("y", "power", "RELAY0", true)).close();
        } finally {
            Folders.remove(folder);
        }
    }

    private static Journal journal(Path folder) throws IOException {
        return Journal.open(folder.resolve("journal"), Ticker.system(), InstantSource.system());
    }

    private static Slot open(Path folder, Journal journal) throws IOException {
        var wiring =
                List.of(
                        wiring(
                                new RelayKind(),
                                7,
                                Map.of(
                                        "line",
                                        "RELAY0",
                                        "active-low",
                                        true,
                                        "released-level",
                                        "high",
                                        "settle-milliseconds",
                                        20)),
                        wiring(
                                new ButtonKind(),
                                8,
                                Map.of(
                                        "line", "BUTTON0",
                                        "name", "reset",
                                        "released-level", "low")));
        var site =
                new SlotSite(
                        ContractChip.slot("a"),
                        0,
                        Files.createDirectories(folder.resolve("state")),
                        folder,
                        new SlotSite.RigServices("", "", folder),
                        Ticker.system());
        return Slot.open(
                "rig.yaml",
                new SlotEntry(new SlotName("a"), Optional.empty(), "", wiring, 5),
                site,
                journal);
    }

    private static WiringEntry wiring(WiringKind kind, int line, Map<String, Object> settings) {
        var all = new HashMap<>(settings);
        all.put("chip", SimChip.LABEL);
        return new WiringEntry(kind, all, line);
    }
}
