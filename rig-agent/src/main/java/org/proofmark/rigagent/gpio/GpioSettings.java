package org.proofmark.rigagent.gpio;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.SlotId;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;
import org.proofmark.rigagent.gpio.kernel.PersistentOutputs;

/// The settings that all kinds on GPIO lines share.
///
/// @param chip the chip's label; empty for the mock
/// @param line the line's name or number
/// @param released the level that the line goes to when nobody holds it: `low`, `high`; empty where
///   the file does not say
/// @param settle how long after a change its effect is there
record GpioSettings(
        GpioProvider provider,
        String chip,
        String line,
        boolean activeLow,
        Bias bias,
        Drive drive,
        String released,
        Duration settle) {
    static final String PROPERTIES =
            """
            "provider": {"enum": ["kernel", "gpiod", "mock"], "description": "kernel (the GPIO character device; the default), gpiod (Pi4J's own, on a Raspberry Pi) or mock (no hardware)"},
            "chip": {"type": "string", "pattern": "^[!-~][ -~]{0,30}$", "description": "the chip's label as gpiodetect prints it in brackets, such as pinctrl-bcm2711"},
            "line": {"type": ["string", "integer"], "minimum": 0, "maximum": 65535, "pattern": "^[!-~][ -~]{0,30}$", "description": "the line's name as gpioinfo prints it, such as GPIO17, or its number as a last resort"},
            "active-low": {"type": "boolean", "description": "true where the line is low when the thing behind it is on"},
            "bias": {"enum": ["as-is", "disabled", "pull-up", "pull-down"], "description": "the chip's own resistor: as-is (the default), disabled, pull-up or pull-down"},
            "settle-milliseconds": {"type": "integer", "minimum": 0, "maximum": 10000, "description": "a whole number of milliseconds from 0 to 10000"}\
            """;

    /// What only outputs have.
    static final String OUTPUT_PROPERTIES =
            """
            "drive": {"enum": ["push-pull", "open-drain", "open-source"], "description": "push-pull (the default), open-drain or open-source"},
            "released-level": {"enum": ["low", "high"], "description": "low or high: the level that the line goes to when no process holds it, which its pull resistor decides"},
            """
                    + PROPERTIES;

    /// @throws BenchFault `gpio-missing` where a provider of real lines has no chip
    static GpioSettings of(Map<String, Object> settings, int defaultSettleMilliseconds) {
        var provider = GpioProvider.of(text(settings, "provider", "kernel"));
        var chip = text(settings, "chip", "");
        if (provider != GpioProvider.MOCK && chip.isEmpty()) {
            throw refused(
                    "gpio-missing",
                    "the key 'chip' is missing: the label of the GPIO chip, as gpiodetect prints it"
                            + " in brackets, such as pinctrl-bcm2711 (Raspberry Pi 4) or pinctrl-rp1"
                            + " (Raspberry Pi 5)");
        }
        return new GpioSettings(
                provider,
                chip,
                text(settings, "line", ""),
                Boolean.TRUE.equals(settings.get("active-low")),
                Bias.valueOf(constant(settings, "bias", "as-is")),
                Drive.valueOf(constant(settings, "drive", "push-pull")),
                text(settings, "released-level", ""),
                Duration.ofMillis(
                        ((Number)
                                        settings.getOrDefault(
                                                "settle-milliseconds", defaultSettleMilliseconds))
                                .longValue()));
    }

    static String text(Map<String, Object> settings, String key, String fallback) {
        return String.valueOf(settings.getOrDefault(key, fallback));
    }

    private static String constant(Map<String, Object> settings, String key, String fallback) {
        return text(settings, key, fallback).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /// When the agent dies, the kernel lets go of its lines and each goes to its pull: that must be
    /// the level at which the thing behind it is off.
    ///
    /// @param effect what the line does at the other level, such as `presses the button`
    /// @throws BenchFault `gpio-unsafe` where it is not, or where nobody says
    void releasedIsIdle(String effect, PersistentOutputs persistent) {
        if (provider == GpioProvider.MOCK && released.isEmpty()) {
            return;
        }
        persistent
                .problem(chip)
                .ifPresent(problem -> {
                    throw refused("gpio-unsafe", problem);
                });
        var idle = activeLow ? "high" : "low";
        if (released.isEmpty()) {
            throw refused(
                    "gpio-unsafe",
                    "the key 'released-level' is missing: the level, low or high, that the line goes"
                            + " to when the agent dies and nobody holds it. Measure it with the"
                            + " agent stopped; it must be "
                            + idle
                            + " here, since the other level "
                            + effect);
        }
        if (!released.equals(idle)) {
            throw refused(
                    "gpio-unsafe",
                    "the line goes "
                            + released
                            + " when the agent dies, and that "
                            + effect
                            + "; wire a resistor of 10 kΩ from the line to "
                            + (activeLow ? "3.3 V" : "ground")
                            + ", so that it goes "
                            + idle
                            + ", and write released-level: "
                            + idle);
        }
    }

    LineOrder order(SlotId slot, String role) {
        return new LineOrder(
                slot, role, provider, chip, line, activeLow, bias, drive, Duration.ZERO);
    }

    static BenchFault refused(String code, String what) {
        return new BenchFault.Hardware(Fault.of(code, what, "open wiring"));
    }
}
