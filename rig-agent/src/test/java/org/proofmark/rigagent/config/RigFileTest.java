package org.proofmark.rigagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.proofmark.bench.wiring.WiringKind;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.proofmark.rigagent.gpio.ButtonKind;
import org.proofmark.rigagent.gpio.RelayKind;
import org.proofmark.rigagent.serial.SerialKind;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class RigFileTest {
    private static final Map<String, WiringKind> KINDS =
            Map.of(
                    "relay",
                    new RelayKind(),
                    "button",
                    new ButtonKind(),
                    "serial",
                    new SerialKind());

    private static final String GOOD =
            """
            rig: rig-1
            minimum-free-mebibytes: 20
            slots:
              - name: a
                unit: u1
                batch: b7
                wiring:
                  - kind: relay
                    provider: mock
                    line: 17
                    active-low: true
                  - {kind: serial, path: /dev/ttyUSB0, baud: 9600}
              - name: b
                wiring:
                  - {kind: button, provider: mock, line: 3, name: reset}
            """;

    @Test
    public void onlyToolsThatAreNamedMayBeRunByProfiles() {
        assertThat(parse(GOOD).flashTools()).isEmpty();
        assertThat(parse("flash-tools: {esptool: /usr/bin/esptool}\n" + GOOD).flashTools())
                .containsExactly(Map.entry("esptool", Path.of("/usr/bin/esptool")));
        assertThatThrownBy(() -> parse("flash-tools: {esptool: esptool}\n" + GOOD))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageStartingWith("rig.yaml:1: ")
                .hasMessageContaining("the absolute path of a program");
    }

    @Test
    public void theExampleWithRealHardwareIsARig() throws IOException {
        var rig =
                parse(
                        Files.readString(
                                Path.of("..", "docs", "examples", "rigs", "real-hardware.yaml")));

        assertThat(rig.slots())
                .extracting(s -> s.name().value())
                .containsExactly("openwrt", "esp32", "beaglebone");
        assertThat(rig.flashTools()).containsOnlyKeys("esptool");
    }

    private static RigFile parse(String text) {
        return RigFile.parse("rig.yaml", text, KINDS);
    }

    @Test
    public void everyKeyIsMapped() {
        var file = parse(GOOD);
        assertThat(file.rig()).isEqualTo(new RigId("rig-1"));
        assertThat(file.minimumFreeBytes()).isEqualTo(20L << 20);
        var a = file.slots().getFirst();
        assertThat(a.name()).isEqualTo(new SlotName("a"));
        assertThat(a.unit()).isEqualTo(Optional.of(new UnitId("u1")));
        assertThat(a.batch()).isEqualTo("b7");
        assertThat(a.line()).isEqualTo(4);
        assertThat(a.wiring()).extracting(w -> w.kind().name()).containsExactly("relay", "serial");
        assertThat(a.wiring().getFirst().line()).isEqualTo(8);
        assertThat(a.wiring().getFirst().settings())
                .containsEntry("line", 17)
                .containsEntry("active-low", true)
                .doesNotContainKey("kind");
        assertThat(a.wiring().getLast().settings()).containsEntry("baud", 9600);
    }

    @Test
    public void whatIsLeftOutHasItsDefault() {
        var file = parse("rig: r\nslots: [{name: a, wiring: [{kind: serial, path: /dev/x}]}]\n");
        assertThat(file.minimumFreeBytes()).isEqualTo(256L << 20);
        assertThat(file.slots().getFirst().unit()).isEmpty();
        assertThat(file.slots().getFirst().batch()).isEmpty();
    }

    @DataProvider
    public static Object[][] refused() {
        return new Object[][] {
            {"rig: rig-1", "rigg: rig-1", ":1: rigg: unknown key; expected one of"},
            {
                "    unit: u1",
                "    unti: u1",
                ":5: slots[0].unti: unknown key; expected one of [batch, name, unit, wiring]"
            },
            {
                "minimum-free-mebibytes: 20",
                "minimum-free-mebibytes: much",
                ":2: minimum-free-mebibytes: ",
                "expected: a whole number of MiB"
            },
            {"  - name: a", "  - name: '../a'", ":4: slots[0].name: ", "expected: the slot's name"},
            {
                "kind: relay",
                "kind: relais",
                ":8: slots[0].wiring[0].kind: no wiring kind 'relais'; expected one of [button, relay, serial]"
            },
            {
                "line: 17",
                "line: -1",
                ":10: slots[0].wiring[0].line: ",
                "expected: the line's name as gpioinfo prints it"
            },
            {
                "line: 17",
                "lime: 17",
                ":10: slots[0].wiring[0].lime: unknown key; expected one of [active-low, bias, chip, drive, line, provider, released-level, settle-milliseconds]"
            },
            {"active-low: true", "active-low: 1", ":11: slots[0].wiring[0].active-low: "},
            {
                "path: /dev/ttyUSB0",
                "path: ttyUSB0",
                ":12: slots[0].wiring[1].path: ",
                "expected: the absolute path"
            },
            {"  - name: b", "  - name: a", ":13: slots[1].name: 'a' is taken on line 4"},
            {
                "    batch: b7",
                "    unit: u2",
                ":6: slots[0].unit: stands here a second time; the first is on line 5"
            },
            {"name: reset}", "name: reset", ":", "no valid YAML"},
            {", name: reset}", "}", "slots[1].wiring[0]: the key 'name' is missing"},
            {"rig: rig-1\n", "", "the key 'rig' is missing"},
        };
    }

    @Test(dataProvider = "refused")
    public void isRefusedWithFileLineKeyAndTheExpectedForm(String... change) {
        var text = GOOD.replace(change[0], change[1]);
        assertThat(text).isNotEqualTo(GOOD);
        var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> parse(text));
        assertThat(thrown).isInstanceOf(ConfigRefused.class).hasMessageStartingWith("rig.yaml");
        for (int i = 2; i < change.length; i++) {
            assertThat(thrown).hasMessageContaining(change[i]);
        }
    }

    @Test
    public void aMissingFileIsNamed() {
        assertThatThrownBy(() -> RigFile.read(Path.of("no-such-rig.yaml"), KINDS))
                .isInstanceOf(ConfigRefused.class)
                .hasMessageContaining("no-such-rig.yaml")
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> parse("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> parse("- a list\n")).isInstanceOf(ConfigRefused.class);
    }
}
