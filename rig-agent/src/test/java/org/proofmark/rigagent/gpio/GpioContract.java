package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.proofmark.bench.BenchFault;
import org.proofmark.rigagent.gpio.kernel.LineEdge;

/// What every provider of GPIO lines promises: run with Pi4J's mock, and with the kernel's lines in
/// a user-mode kernel.
record GpioContract(ContractChip chip) {
    private static final String OUTPUT = "RELAY0";
    private static final String INPUT = "SENSE0";
    private static final long LIMIT_SECONDS = 120;

    /// One promise.
    record Promise(String name, Body body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    interface Body {
        void keep(ContractChip chip) throws InterruptedException;
    }

    static List<Promise> promises() {
        var promises = new ArrayList<Promise>();
        for (boolean low : new boolean[] {false, true}) {
            var kind = low ? ", active low" : ", active high";
            promises.add(
                    new Promise(
                            "taking, keeping and letting go of a line changes nothing" + kind,
                            chip -> new GpioContract(chip).changesNothing(low)));
            promises.add(
                    new Promise(
                            "a line makes the ordered transitions and no other" + kind,
                            chip -> new GpioContract(chip).makesOrderedTransitions(low)));
            promises.add(
                    new Promise(
                            "a line that is let go while active goes idle once" + kind,
                            chip -> new GpioContract(chip).goesIdleAtTheEnd(low)));
            promises.add(
                    new Promise(
                            "an input tells its level and its edges in order" + kind,
                            chip -> new GpioContract(chip).tellsEdges(low)));
        }
        promises.add(
                new Promise(
                        "a line belongs to one slot until it is let go",
                        chip -> new GpioContract(chip).belongsToOneSlot()));
        return promises;
    }

    private GpioLine take(boolean activeLow) {
        return chip.lines().output(chip.order("a", "power", OUTPUT, activeLow));
    }

    void changesNothing(boolean activeLow) {
        chip.released(OUTPUT, activeLow);
        try (var watch = chip.watch(OUTPUT)) {
            for (int restart = 0; restart < 3; restart++) {
                try (var line = take(activeLow)) {
                    watch.taken(line);
                    assertThat(line.active()).isFalse();
                    line.set(false);
                    assertThat(line.active()).isFalse();
                }
            }
            assertThat(watch.changes()).isEmpty();
        }
    }

    void makesOrderedTransitions(boolean activeLow) {
        chip.released(OUTPUT, activeLow);
        try (var watch = chip.watch(OUTPUT);
                var line = take(activeLow)) {
            watch.taken(line);
            var expected = new ArrayList<Boolean>();
            for (int i = 0; i < 5; i++) {
                line.set(true);
                line.set(true);
                assertThat(line.active()).isTrue();
                expected.add(!activeLow);
                assertThat(watch.changes()).isEqualTo(expected);
                line.set(false);
                line.set(false);
                assertThat(line.active()).isFalse();
                expected.add(activeLow);
                assertThat(watch.changes()).isEqualTo(expected);
            }
        }
    }

    void goesIdleAtTheEnd(boolean activeLow) {
        chip.released(OUTPUT, activeLow);
        try (var watch = chip.watch(OUTPUT)) {
            var line = take(activeLow);
            watch.taken(line);
            line.set(true);
            assertThat(watch.changes()).containsExactly(!activeLow);
            line.close();
            line.close();
            assertThat(line.active()).isFalse();
            assertThat(watch.changes()).containsExactly(!activeLow, activeLow);
        }
    }

    void belongsToOneSlot() {
        var held = take(false);
        assertThatThrownBy(() -> chip.lines().output(chip.order("b", "power", OUTPUT, false)))
                .isInstanceOf(BenchFault.class)
                .hasMessageContaining("gpio-busy")
                .hasMessageContaining("rig-1/a")
                .hasMessageContaining("rig-1/b");
        held.close();
        chip.lines().output(chip.order("b", "power", OUTPUT, false)).close();
    }

    void tellsEdges(boolean activeLow) throws InterruptedException {
        chip.released(INPUT, activeLow);
        try (var line = chip.lines().input(chip.order("a", "sense:rail", INPUT, activeLow))) {
            chip.drive(line, INPUT, activeLow);
            assertThat(line.active()).isFalse();
            var edges = new LinkedBlockingQueue<LineEdge>();
            line.listen(edges::add);
            long before = System.nanoTime();
            for (int i = 0; i < 6; i++) {
                boolean active = i % 2 == 0;
                chip.drive(line, INPUT, active != activeLow);
                assertThat(line.active()).isEqualTo(active);
                var edge = edges.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                assertThat(edge).as("edge %d", i).isNotNull();
                if (edge != null) {
                    assertThat(edge.active()).isEqualTo(active);
                    assertThat(edge.nanos()).isBetween(before, System.nanoTime());
                    before = edge.nanos();
                }
            }
            assertThat(edges).isEmpty();
        }
    }
}
