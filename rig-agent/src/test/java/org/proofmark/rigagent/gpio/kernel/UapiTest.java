package org.proofmark.rigagent.gpio.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;
import org.proofmark.rigagent.testing.Folders;
import org.testng.SkipException;
import org.testng.annotations.Test;

/// The structs that go to the kernel.
public class UapiTest {
    /// Sizes and offsets of `linux/gpio.h`, as a compiler of x86-64 makes them, and the numbers of
    /// the calls.
    private static final Map<String, Long> HEADER =
            Map.ofEntries(
                    Map.entry("sizeof(struct gpiochip_info)", 68L),
                    Map.entry("offsetof(struct gpiochip_info, label)", 32L),
                    Map.entry("offsetof(struct gpiochip_info, lines)", 64L),
                    Map.entry("sizeof(struct gpio_v2_line_info)", 256L),
                    Map.entry("offsetof(struct gpio_v2_line_info, consumer)", 32L),
                    Map.entry("offsetof(struct gpio_v2_line_info, offset)", 64L),
                    Map.entry("offsetof(struct gpio_v2_line_info, flags)", 72L),
                    Map.entry("sizeof(struct gpio_v2_line_request)", 592L),
                    Map.entry("offsetof(struct gpio_v2_line_request, consumer)", 256L),
                    Map.entry("offsetof(struct gpio_v2_line_request, config.flags)", 288L),
                    Map.entry("offsetof(struct gpio_v2_line_request, config.num_attrs)", 296L),
                    Map.entry("offsetof(struct gpio_v2_line_request, config.attrs)", 320L),
                    Map.entry("offsetof(struct gpio_v2_line_request, num_lines)", 560L),
                    Map.entry("offsetof(struct gpio_v2_line_request, event_buffer_size)", 564L),
                    Map.entry("offsetof(struct gpio_v2_line_request, fd)", 588L),
                    Map.entry("sizeof(struct gpio_v2_line_config_attribute)", 24L),
                    Map.entry("offsetof(struct gpio_v2_line_config_attribute, attr.id)", 0L),
                    Map.entry("offsetof(struct gpio_v2_line_config_attribute, attr.values)", 8L),
                    Map.entry(
                            "offsetof(struct gpio_v2_line_config_attribute, attr.debounce_period_us)",
                            8L),
                    Map.entry("offsetof(struct gpio_v2_line_config_attribute, mask)", 16L),
                    Map.entry("sizeof(struct gpio_v2_line_values)", 16L),
                    Map.entry("offsetof(struct gpio_v2_line_values, mask)", 8L),
                    Map.entry("sizeof(struct gpio_v2_line_event)", 48L),
                    Map.entry("offsetof(struct gpio_v2_line_event, id)", 8L),
                    Map.entry("offsetof(struct gpio_v2_line_event, line_seqno)", 20L),
                    Map.entry("GPIO_GET_CHIPINFO_IOCTL", 0x8044B401L),
                    Map.entry("GPIO_V2_GET_LINEINFO_IOCTL", 0xC100B405L),
                    Map.entry("GPIO_V2_GET_LINE_IOCTL", 0xC250B407L),
                    Map.entry("GPIO_V2_LINE_GET_VALUES_IOCTL", 0xC010B40EL),
                    Map.entry("GPIO_V2_LINE_SET_VALUES_IOCTL", 0xC010B40FL));

    @Test
    public void theStructsAreThoseOfTheKernel() {
        assertThat(ours()).containsExactlyInAnyOrderEntriesOf(HEADER);
    }

    private static Map<String, Long> ours() {
        var ours = new TreeMap<String, Long>();
        ours.put("sizeof(struct gpiochip_info)", Uapi.CHIP_INFO.byteSize());
        ours.put("offsetof(struct gpiochip_info, label)", Uapi.at(Uapi.CHIP_INFO, "label"));
        ours.put("offsetof(struct gpiochip_info, lines)", Uapi.at(Uapi.CHIP_INFO, "lines"));
        ours.put("sizeof(struct gpio_v2_line_info)", Uapi.LINE_INFO.byteSize());
        for (var field : new String[] {"consumer", "offset", "flags"}) {
            ours.put(
                    "offsetof(struct gpio_v2_line_info, " + field + ")",
                    Uapi.at(Uapi.LINE_INFO, field));
        }
        ours.put("sizeof(struct gpio_v2_line_request)", Uapi.REQUEST.byteSize());
        for (var field : new String[] {"consumer", "num_lines", "event_buffer_size", "fd"}) {
            ours.put(
                    "offsetof(struct gpio_v2_line_request, " + field + ")",
                    Uapi.at(Uapi.REQUEST, field));
        }
        for (var field : new String[] {"flags", "num_attrs", "attrs"}) {
            ours.put(
                    "offsetof(struct gpio_v2_line_request, config." + field + ")",
                    Uapi.at(Uapi.REQUEST, "config", field));
        }
        var attribute = "offsetof(struct gpio_v2_line_config_attribute, ";
        ours.put("sizeof(struct gpio_v2_line_config_attribute)", Uapi.CONFIG_ATTRIBUTE.byteSize());
        ours.put(attribute + "attr.id)", Uapi.at(Uapi.CONFIG_ATTRIBUTE, "attr", "id"));
        ours.put(
                attribute + "attr.values)",
                Uapi.at(Uapi.CONFIG_ATTRIBUTE, "attr", "value", "values"));
        ours.put(
                attribute + "attr.debounce_period_us)",
                Uapi.at(Uapi.CONFIG_ATTRIBUTE, "attr", "value", "debounce_period_us"));
        ours.put(attribute + "mask)", Uapi.at(Uapi.CONFIG_ATTRIBUTE, "mask"));
        ours.put("sizeof(struct gpio_v2_line_values)", Uapi.VALUES.byteSize());
        ours.put("offsetof(struct gpio_v2_line_values, mask)", Uapi.at(Uapi.VALUES, "mask"));
        ours.put("sizeof(struct gpio_v2_line_event)", Uapi.EVENT.byteSize());
        ours.put("offsetof(struct gpio_v2_line_event, id)", Uapi.at(Uapi.EVENT, "id"));
        ours.put(
                "offsetof(struct gpio_v2_line_event, line_seqno)",
                Uapi.at(Uapi.EVENT, "line_seqno"));
        ours.put("GPIO_GET_CHIPINFO_IOCTL", Uapi.GET_CHIPINFO);
        ours.put("GPIO_V2_GET_LINEINFO_IOCTL", Uapi.GET_LINEINFO);
        ours.put("GPIO_V2_GET_LINE_IOCTL", Uapi.GET_LINE);
        ours.put("GPIO_V2_LINE_GET_VALUES_IOCTL", Uapi.GET_VALUES);
        ours.put("GPIO_V2_LINE_SET_VALUES_IOCTL", Uapi.SET_VALUES);
        return ours;
    }

    /// Where there is a compiler and the kernel's headers, the numbers above are asked of them.
    @Test
    public void theNumbersAreThoseThatACompilerFinds() throws IOException, InterruptedException {
        if (!Files.exists(Path.of("/usr/include/linux/gpio.h"))
                || !Files.exists(Path.of("/usr/bin/gcc"))) {
            throw new SkipException("no gcc or no linux/gpio.h on this machine");
        }
        var program = new StringBuilder("#include <stddef.h>\n#include <linux/gpio.h>\n");
        HEADER.forEach((expression, value) ->
                program.append("_Static_assert(")
                        .append(expression)
                        .append(" == ")
                        .append(value)
                        .append(", \"")
                        .append(expression)
                        .append("\");\n"));
        var folder = Folders.scratch("uapi");
        try {
            var source = Files.writeString(folder.resolve("check.c"), program);
            var log = folder.resolve("log");
            var gcc =
                    new ProcessBuilder("/usr/bin/gcc", "-fsyntax-only", source.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            assertThat(gcc.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(log)).isEmpty();
            assertThat(gcc.exitValue()).isZero();
        } finally {
            Folders.remove(folder);
        }
    }

    /// All of it in one struct: a line never stands at a level in between.
    @Test
    public void oneRequestCarriesEverythingOfAnOutput() {
        try (var arena = Arena.ofConfined()) {
            var wanted =
                    new LineRequest(
                            "proofmark:a:power",
                            new LineRequest.Output(true),
                            true,
                            Bias.PULL_UP,
                            Drive.OPEN_DRAIN);
            var request = GpioChip.request(arena, 17, wanted, true);
            assertThat(request.byteSize()).isEqualTo(592);
            assertThat(request.get(JAVA_INT, 0)).isEqualTo(17);
            assertThat(request.get(JAVA_INT, 560)).isEqualTo(1);
            assertThat(request.asSlice(256, 18).toArray(JAVA_BYTE))
                    .isEqualTo(
                            "proofmark:a:power\0"
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            // ACTIVE_LOW | OUTPUT | OPEN_DRAIN | BIAS_PULL_UP
            assertThat(request.get(JAVA_LONG, 288)).isEqualTo(2 | 8 | 64 | 256);
            assertThat(request.get(JAVA_INT, 296)).isEqualTo(1);
            assertThat(request.get(JAVA_INT, 320)).isEqualTo(2);
            assertThat(request.get(JAVA_LONG, 328)).isEqualTo(1);
            assertThat(request.get(JAVA_LONG, 336)).isEqualTo(1);
        }
    }

    @Test
    public void oneRequestCarriesEverythingOfAnInput() {
        try (var arena = Arena.ofConfined()) {
            var wanted =
                    new LineRequest(
                            "x",
                            new LineRequest.Input(Duration.ofMillis(5)),
                            false,
                            Bias.DISABLED,
                            Drive.PUSH_PULL);
            var request = GpioChip.request(arena, 3, wanted, true);
            // INPUT | EDGE_RISING | EDGE_FALLING | BIAS_DISABLED
            assertThat(request.get(JAVA_LONG, 288)).isEqualTo(4 | 16 | 32 | 1024);
            assertThat(request.get(JAVA_INT, 320)).isEqualTo(3);
            assertThat(request.get(JAVA_INT, 328)).isEqualTo(5000);
            assertThat(request.get(JAVA_INT, 564)).isEqualTo(1024);
            // a chip without interrupts takes neither edges nor debounce
            var plain = GpioChip.request(arena, 3, wanted, false);
            assertThat(plain.get(JAVA_LONG, 288)).isEqualTo(4 | 1024);
            assertThat(plain.get(JAVA_INT, 296)).isZero();
        }
    }

    @Test
    public void anEventOfTheKernelIsAnEdge() {
        try (var arena = Arena.ofConfined()) {
            var event = arena.allocate(Uapi.EVENT);
            event.set(JAVA_LONG, 0, 123_456_789_012L);
            event.set(JAVA_INT, 8, 2);
            event.set(JAVA_INT, 16, 9);
            event.set(JAVA_INT, 20, 7);
            assertThat(HeldLine.edge(event)).isEqualTo(new LineEdge(false, 123_456_789_012L, 7, 0));
            event.set(JAVA_INT, 8, 1);
            assertThat(HeldLine.edge(event).active()).isTrue();
        }
    }

    @Test
    public void whatTheKernelWouldCutIsRefused() {
        assertThatThrownBy(() ->
                        new LineRequest(
                                "x".repeat(32),
                                new LineRequest.Output(false),
                                false,
                                Bias.AS_IS,
                                Drive.PUSH_PULL))
                .hasMessageContaining("1 to 31 bytes");
        assertThatThrownBy(() -> new LineRequest.Input(Duration.ofSeconds(2)))
                .hasMessageContaining("PT2S");
        assertThatThrownBy(() ->
                        new LineRequest(
                                "x",
                                new LineRequest.Input(Duration.ZERO),
                                false,
                                Bias.AS_IS,
                                Drive.OPEN_DRAIN))
                .hasMessageContaining("OPEN_DRAIN");
    }

    @Test
    public void aFolderWithoutChipsIsAMachineWithoutGpio() {
        var folder = Folders.scratch("no-gpio");
        try {
            assertThatThrownBy(() -> GpioChip.labelled(folder, "pinctrl-bcm2711"))
                    .hasMessageContaining("gpio-missing")
                    .hasMessageContaining("this machine has no GPIO");
        } finally {
            Folders.remove(folder);
        }
    }

    @Test
    public void aFileThatIsNoChipIsRefused() throws IOException {
        var folder = Folders.scratch("no-chip");
        try {
            Files.createFile(folder.resolve("gpiochip0"));
            assertThatThrownBy(() -> GpioChip.labelled(folder, "pinctrl-bcm2711"))
                    .hasMessageContaining("gpio-failed")
                    .hasMessageContaining("gpiochip0")
                    .hasMessageContaining("ENOTTY");
        } finally {
            Folders.remove(folder);
        }
    }
}
