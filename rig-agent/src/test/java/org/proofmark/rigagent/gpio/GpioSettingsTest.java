package org.proofmark.rigagent.gpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;
import org.proofmark.rigagent.gpio.kernel.PersistentOutputs;
import org.proofmark.rigagent.testing.Folders;
import org.testng.annotations.Test;

public class GpioSettingsTest {
    private static final PersistentOutputs NO_DRIVER =
            new PersistentOutputs(Path.of("/nonexistent"));

    private static GpioSettings real(Object... keysAndValues) {
        var settings = new HashMap<String, Object>(Map.of("chip", "pinctrl-rp1", "line", "GPIO17"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return GpioSettings.of(settings, 500);
    }

    @Test
    public void aRealLineIsTheDefault() {
        var settings = real();
        assertThat(settings.provider()).isEqualTo(GpioProvider.KERNEL);
        assertThat(settings.bias()).isEqualTo(Bias.AS_IS);
        assertThat(settings.drive()).isEqualTo(Drive.PUSH_PULL);
        assertThat(settings.activeLow()).isFalse();
        assertThat(settings.settle()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    public void everyKeyIsMapped() {
        var settings =
                real(
                        "provider", "gpiod",
                        "chip", "pinctrl-bcm2711",
                        "line", 17,
                        "active-low", true,
                        "bias", "pull-up",
                        "drive", "open-drain",
                        "released-level", "high",
                        "settle-milliseconds", 7);
        assertThat(settings)
                .isEqualTo(
                        new GpioSettings(
                                GpioProvider.GPIOD,
                                "pinctrl-bcm2711",
                                "17",
                                true,
                                Bias.PULL_UP,
                                Drive.OPEN_DRAIN,
                                "high",
                                Duration.ofMillis(7)));
    }

    @Test
    public void aRealLineWantsAChip() {
        assertThatThrownBy(() -> GpioSettings.of(Map.of("line", "GPIO17"), 0))
                .hasMessageContaining("gpio-missing")
                .hasMessageContaining("the key 'chip' is missing");
        assertThatCode(() -> GpioSettings.of(Map.of("provider", "mock", "line", 17), 0))
                .doesNotThrowAnyException();
    }

    @Test
    public void aLineMustGoIdleWhenTheAgentDies() {
        assertThatThrownBy(() -> real().releasedIsIdle("presses the button", NO_DRIVER))
                .hasMessageContaining("gpio-unsafe")
                .hasMessageContaining("'released-level' is missing")
                .hasMessageContaining("must be low");
        assertThatThrownBy(() ->
                        real("released-level", "high")
                                .releasedIsIdle("presses the button", NO_DRIVER))
                .hasMessageContaining("gpio-unsafe")
                .hasMessageContaining("presses the button")
                .hasMessageContaining("10 kΩ from the line to ground");
        assertThatThrownBy(() ->
                        real("released-level", "low", "active-low", true)
                                .releasedIsIdle("powers the device", NO_DRIVER))
                .hasMessageContaining("10 kΩ from the line to 3.3 V");
        real("released-level", "low").releasedIsIdle("x", NO_DRIVER);
        real("released-level", "high", "active-low", true).releasedIsIdle("x", NO_DRIVER);
    }

    /// As on a Raspberry Pi, unless its configuration says otherwise.
    @Test
    public void aKernelThatGoesOnDrivingLinesIsRefused() throws IOException {
        var modules = Folders.scratch("modules");
        try {
            var parameters = modules.resolve("pinctrl_rp1/parameters");
            Files.createDirectories(parameters);
            var parameter = parameters.resolve("persist_gpio_outputs");
            var line = real("released-level", "low");
            Files.writeString(parameter, "N\n");
            line.releasedIsIdle("x", new PersistentOutputs(modules));
            Files.writeString(parameter, "Y\n");
            assertThatThrownBy(() -> line.releasedIsIdle("x", new PersistentOutputs(modules)))
                    .hasMessageContaining("gpio-unsafe")
                    .hasMessageContaining("dtparam=strict_gpiod");
            // an adapter on USB has a driver of its own
            real("chip", "ftdi-cbus", "released-level", "low")
                    .releasedIsIdle("x", new PersistentOutputs(modules));
        } finally {
            Folders.remove(modules);
        }
    }

    @Test
    public void pi4jsOwnProviderSaysWhatItCannotDo() {
        var wanted = real("provider", "gpiod", "released-level", "low");
        assertThatThrownBy(() ->
                        GpioLines.MACHINE.output(wanted.order(ContractChip.slot("a"), "power")))
                .hasMessageContaining("gpio-failed")
                .hasMessageContaining("provider gpiod")
                .hasMessageContaining("write provider: kernel");
        // and the line is free again
        assertThatThrownBy(() ->
                        GpioLines.MACHINE.output(wanted.order(ContractChip.slot("b"), "power")))
                .hasMessageContaining("gpio-failed");
    }
}
