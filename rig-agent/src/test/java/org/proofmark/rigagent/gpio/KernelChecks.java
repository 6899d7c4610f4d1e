package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.proofmark.bench.BenchFault;
import org.proofmark.rigagent.gpio.kernel.GpioChip;
import org.proofmark.rigagent.gpio.kernel.LineEdge;
import org.proofmark.rigagent.gpio.kernel.LineInfo;
import org.proofmark.rigagent.gpio.kernel.LineRequest;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;

/// What only the kernel's lines promise.
record KernelChecks(SimChip chip) {
    private static final Path DEVICES = Path.of("/dev");
    private static final int PACED_EDGES = 200;

    static List<ChipChecks.Check> all() {
        return List.of(
                check("the watch sees a blip of a millisecond", KernelChecks::watchSeesBlips),
                check(
                        "a line with a pull the wrong way moves when it is let go, and the watch sees it",
                        KernelChecks::watchSeesRelease),
                check(
                        "the kernel knows holder, direction, polarity, bias and drive of a line",
                        KernelChecks::kernelKnowsRequest),
                check(
                        "a line is found by its number, and a warning says its name",
                        KernelChecks::numberIsLastResort),
                check(
                        "a line that another process holds is refused with its holder",
                        KernelChecks::busyNamesHolder),
                check(
                        "a chip that is not there is refused with those that are",
                        KernelChecks::missingChip),
                check("a label that two chips have is refused", KernelChecks::twinChips),
                check(
                        "a line that is not there is refused with those that are",
                        KernelChecks::missingLine),
                check("a name that two lines have is refused", KernelChecks::twinLines),
                check(
                        "a chip that may not be opened is refused with the group to join",
                        KernelChecks::forbiddenChip),
                check("of 200 paced edges none is lost", KernelChecks::pacedEdges),
                check(
                        "edges have the kernel's time, or say how unsure theirs is",
                        KernelChecks::edgesSayHowUnsureTheyAre),
                check("what is shorter than the debounce is no edge", KernelChecks::debounce),
                check("a line that was let go says so", KernelChecks::closedLine));
    }

    @FunctionalInterface
    private interface Body {
        void run(KernelChecks checks) throws Exception;
    }

    private static ChipChecks.Check check(String name, Body body) {
        return new ChipChecks.Check(name, chip -> body.run(new KernelChecks(chip)));
    }

    private void watchSeesBlips() {
        chip.pull("RELAY1", false);
        try (var watch = chip.watch("RELAY1");
                var line = chip.lines().output(chip.order("a", "power", "RELAY1", false))) {
            for (int i = 0; i < 20; i++) {
                line.set(true);
                LockSupport.parkNanos(1_000_000);
                line.set(false);
                LockSupport.parkNanos(1_000_000);
            }
            assertThat(watch.changes()).hasSize(40);
        }
    }

    private void watchSeesRelease() {
        chip.pull("RELAY1", true);
        try (var watch = chip.watch("RELAY1")) {
            chip.lines().output(chip.order("a", "power", "RELAY1", false)).close();
            assertThat(watch.changes()).containsExactly(false, true);
        }
    }

    private void kernelKnowsRequest() {
        var order =
                new LineOrder(
                        ContractChip.slot("a"),
                        "button:reset",
                        GpioProvider.KERNEL,
                        SimChip.LABEL,
                        "BUTTON0",
                        true,
                        Bias.PULL_UP,
                        Drive.OPEN_DRAIN,
                        Duration.ZERO);
        try (var line = chip.lines().output(order)) {
            var info = info("BUTTON0");
            assertThat(info.used()).isTrue();
            assertThat(info.consumer()).isEqualTo("proofmark:a:button:reset");
            assertThat(info.output()).isTrue();
            assertThat(info.activeLow()).isTrue();
            assertThat(info.pulledUp()).isTrue();
            assertThat(info.pulledDown()).isFalse();
            assertThat(info.openDrain()).isTrue();
            assertThat(line.active()).isFalse();
        }
        assertThat(info("BUTTON0").used()).isFalse();
    }

    private static LineInfo info(String line) {
        try (var open = GpioChip.labelled(DEVICES, SimChip.LABEL)) {
            return open.find(line);
        }
    }

    private void numberIsLastResort() {
        chip.pull("BUTTON1", false);
        try (var watch = chip.watch("BUTTON1");
                var line = chip.lines().output(chip.order("a", "button:reset", "3", false))) {
            line.set(true);
            assertThat(watch.changes()).containsExactly(true);
            assertThat(info("BUTTON1").consumer()).isEqualTo("proofmark:a:button:reset");
        }
        // a line without a name can only be had so
        chip.lines().output(chip.order("a", "button:reset", "11", false)).close();
    }

    private void busyNamesHolder() {
        try (var other = GpioChip.labelled(DEVICES, SimChip.LABEL);
                var held =
                        other.take(
                                other.find("STRAP0"),
                                new LineRequest(
                                        "somebody else",
                                        new LineRequest.Output(false),
                                        false,
                                        Bias.AS_IS,
                                        Drive.PUSH_PULL))) {
            assertThat(held.active()).isFalse();
            assertThatThrownBy(() -> chip.lines().output(chip.order("a", "power", "STRAP0", false)))
                    .isInstanceOf(BenchFault.class)
                    .hasMessageContaining("gpio-busy")
                    .hasMessageContaining("'somebody else'")
                    .hasMessageContaining(ProcessHandle.current().pid() + " (java)");
        }
        chip.lines().output(chip.order("a", "power", "STRAP0", false)).close();
    }

    private void missingChip() {
        var order = orderOn("no-such-gpio", "RELAY0");
        assertThatThrownBy(() -> chip.lines().output(order))
                .hasMessageContaining("gpio-missing")
                .hasMessageContaining("no-such-gpio")
                .hasMessageContaining("rig-gpio")
                .hasMessageContaining("/dev/gpiochip0");
    }

    private void twinChips() {
        assertThatThrownBy(() -> chip.lines().output(orderOn("twin-gpio", "0")))
                .hasMessageContaining("gpio-missing")
                .hasMessageContaining("/dev/gpiochip1")
                .hasMessageContaining("/dev/gpiochip2");
    }

    private static LineOrder orderOn(String label, String line) {
        return new LineOrder(
                ContractChip.slot("a"),
                "power",
                GpioProvider.KERNEL,
                label,
                line,
                false,
                Bias.AS_IS,
                Drive.PUSH_PULL,
                Duration.ZERO);
    }

    private void missingLine() {
        for (var line : List.of("RELAY7", "12", "99999")) {
            assertThatThrownBy(() -> chip.lines().output(orderOn(SimChip.LABEL, line)))
                    .hasMessageContaining("gpio-missing")
                    .hasMessageContaining("no line " + line)
                    .hasMessageContaining("0 to 11")
                    .hasMessageContaining("BUTTON0");
        }
    }

    private void twinLines() {
        assertThatThrownBy(() -> chip.lines().output(orderOn(SimChip.LABEL, "TWICE")))
                .hasMessageContaining("gpio-missing")
                .hasMessageContaining("[8, 9]");
    }

    private void forbiddenChip() {
        // loads what the message needs, while everything may be read
        missingChip();
        assertThatThrownBy(() ->
                        OtherUser.without(
                                () -> chip.lines().output(orderOn(SimChip.LABEL, "RELAY0"))))
                .hasMessageContaining("gpio-forbidden")
                .hasMessageContaining("/dev/gpiochip0")
                .hasMessageContaining("group");
    }

    /// One after the other: the simulated chip tells of its edges at the next tick of the kernel,
    /// 10 ms later, and makes one of two that come before that.
    private void pacedEdges() throws InterruptedException {
        chip.pull("SENSE1", false);
        try (var line = chip.lines().input(chip.order("a", "sense:led", "SENSE1", false))) {
            var edges = new LinkedBlockingQueue<LineEdge>();
            line.listen(edges::add);
            for (int i = 0; i < PACED_EDGES; i++) {
                long before = System.nanoTime();
                chip.pull("SENSE1", i % 2 == 0);
                long after = System.nanoTime();
                var edge = next(edges);
                assertThat(edge.sequence()).isEqualTo(i + 1L);
                assertThat(edge.active()).isEqualTo(i % 2 == 0);
                assertThat(edge.nanos()).isBetween(before, System.nanoTime());
                if (edge.uncertaintyNanos() > 0) {
                    assertThat(edge.nanos() - edge.uncertaintyNanos()).isLessThan(after);
                }
            }
            assertThat(edges).isEmpty();
        }
    }

    private static LineEdge next(LinkedBlockingQueue<LineEdge> edges) throws InterruptedException {
        var edge = edges.poll(ChipChecks.LIMIT_SECONDS, TimeUnit.SECONDS);
        if (edge == null) {
            throw new AssertionError("an edge is missing");
        }
        return edge;
    }

    /// A kernel without CONFIG_UML_PCI_OVER_VIRTIO has no number left for interrupts of its
    /// simulated chip.
    private void edgesSayHowUnsureTheyAre() {
        chip.pull("SENSE1", false);
        try (var open = GpioChip.labelled(DEVICES, SimChip.LABEL);
                var line = open.take(open.find("SENSE1"), input(Duration.ZERO))) {
            chip.pull("SENSE1", true);
            var edges = line.awaitEdges();
            assertThat(edges).hasSize(1);
            assertThat(edges.getFirst().uncertaintyNanos() == 0).isEqualTo(line.reportsEdges());
        }
    }

    private static LineRequest input(Duration debounce) {
        return new LineRequest(
                "proofmark:a:sense",
                new LineRequest.Input(debounce),
                false,
                Bias.AS_IS,
                Drive.PUSH_PULL);
    }

    private void debounce() {
        chip.pull("SENSE1", false);
        try (var open = GpioChip.labelled(DEVICES, SimChip.LABEL);
                var line = open.take(open.find("SENSE1"), input(LineRequest.MAX_DEBOUNCE))) {
            long took;
            do {
                // an interruption of this process may make the pulse longer than it is meant
                long before = System.nanoTime();
                chip.pull("SENSE1", true);
                chip.pull("SENSE1", false);
                took = System.nanoTime() - before;
            } while (took > LineRequest.MAX_DEBOUNCE.toNanos() / 2);
            chip.pull("SENSE1", true);
            var edges = line.awaitEdges();
            assertThat(edges).hasSize(1);
            assertThat(edges.getFirst().active()).isTrue();
        }
    }

    private void closedLine() {
        try (var open = GpioChip.labelled(DEVICES, SimChip.LABEL)) {
            var line = open.take(open.find("SPARE0"), input(Duration.ZERO));
            var waiting = Thread.ofPlatform().start(line::awaitEdges);
            line.close();
            line.close();
            assertThatThrownBy(line::active).hasMessageContaining("let go");
            waiting.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
