package org.proofmark.rigagent.gpio;

import java.time.Duration;
import java.util.Map;
import org.proofmark.domain.run.SlotId;
import org.proofmark.rigagent.gpio.kernel.LineRequest;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Bias;
import org.proofmark.rigagent.gpio.kernel.LineRequest.Drive;

/// A line that a slot wants.
///
/// @param role what the slot wants it for: `power`, `button:reset`, `sense:rail`
/// @param chip the chip's label; empty for the mock, which has no chips
/// @param line the line's name, or its number as a last resort
/// @param debounce of an input
record LineOrder(
        SlotId slot,
        String role,
        GpioProvider provider,
        String chip,
        String line,
        boolean activeLow,
        Bias bias,
        Drive drive,
        Duration debounce) {
    private static final String CHIP = "proofmark.chip";
    private static final String LINE = "proofmark.line";
    private static final String CONSUMER = "proofmark.consumer";
    private static final String ACTIVE_LOW = "proofmark.active-low";
    private static final String BIAS = "proofmark.bias";
    private static final String DRIVE = "proofmark.drive";
    private static final String DEBOUNCE = "proofmark.debounce-microseconds";

    /// For messages, and the same for every order of the same line.
    String described() {
        return provider + (chip.isEmpty() ? "" : " chip '" + chip + "'") + " line " + line;
    }

    String consumer() {
        return ConsumerName.of(slot, role);
    }

    /// As properties of a Pi4J configuration, which knows none of this by itself.
    Map<String, String> properties() {
        return Map.of(
                CHIP, chip,
                LINE, line,
                CONSUMER, consumer(),
                ACTIVE_LOW, String.valueOf(activeLow),
                BIAS, bias.name(),
                DRIVE, drive.name(),
                DEBOUNCE, String.valueOf(debounce.toNanos() / 1000));
    }

    /// What a provider reads from such properties.
    record Wanted(String chip, String line, LineRequest request) {
        static Wanted output(Map<String, String> properties, boolean active) {
            return of(properties, new LineRequest.Output(active));
        }

        static Wanted input(Map<String, String> properties) {
            long micros = Long.parseLong(value(properties, DEBOUNCE));
            return of(properties, new LineRequest.Input(Duration.ofNanos(micros * 1000)));
        }

        private static Wanted of(Map<String, String> properties, LineRequest.Purpose purpose) {
            return new Wanted(
                    value(properties, CHIP),
                    value(properties, LINE),
                    new LineRequest(
                            value(properties, CONSUMER),
                            purpose,
                            Boolean.parseBoolean(value(properties, ACTIVE_LOW)),
                            Bias.valueOf(value(properties, BIAS)),
                            Drive.valueOf(value(properties, DRIVE))));
        }

        private static String value(Map<String, String> properties, String key) {
            var value = properties.get(key);
            if (value == null) {
                throw new IllegalArgumentException(
                        "a line of the kernel wants the property " + key + ", got " + properties);
            }
            return value;
        }
    }
}
