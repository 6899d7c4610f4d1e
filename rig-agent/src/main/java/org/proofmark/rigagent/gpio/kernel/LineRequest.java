package org.proofmark.rigagent.gpio.kernel;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How a line is wanted. All of it reaches the kernel in one call, so that the line never stands at
/// a level in between.
///
/// @param consumer who takes the line, as `gpioinfo` shows it: 1 to 31 bytes
/// @param purpose output or input
/// @param activeLow active is the low level
/// @param bias a resistor of the chip
/// @param drive how an output reaches its levels
public record LineRequest(
        String consumer, Purpose purpose, boolean activeLow, Bias bias, Drive drive) {
    /// The kernel keeps 31 bytes of a consumer's name.
    public static final int CONSUMER_BYTES = Uapi.NAME_SIZE - 1;

    /// Longest debounce that is of use on a button; the kernel takes microseconds in 32 bits.
    public static final Duration MAX_DEBOUNCE = Duration.ofSeconds(1);

    public LineRequest {
        int bytes = consumer.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > CONSUMER_BYTES) {
            throw new IllegalArgumentException(
                    "a line's consumer wants 1 to "
                            + CONSUMER_BYTES
                            + " bytes, got '"
                            + consumer
                            + "'");
        }
        if (purpose instanceof Input && drive != Drive.PUSH_PULL) {
            throw new IllegalArgumentException("an input is not driven, got " + drive);
        }
    }

    /// What a line is for.
    public sealed interface Purpose {}

    /// It is driven.
    ///
    /// @param active at which level it begins
    public record Output(boolean active) implements Purpose {}

    /// It is looked at, and its edges in both directions are reported.
    ///
    /// @param debounce how long a level must stand to count; zero for none
    public record Input(Duration debounce) implements Purpose {
        public Input {
            if (debounce.isNegative() || debounce.compareTo(MAX_DEBOUNCE) > 0) {
                throw new IllegalArgumentException(
                        "a debounce wants 0 to " + MAX_DEBOUNCE + ", got " + debounce);
            }
        }
    }

    /// A resistor within the chip.
    public enum Bias {
        /// As it was.
        AS_IS(0),
        DISABLED(Uapi.FLAG_BIAS_DISABLED),
        PULL_UP(Uapi.FLAG_PULL_UP),
        PULL_DOWN(Uapi.FLAG_PULL_DOWN);

        private final long flag;

        Bias(long flag) {
            this.flag = flag;
        }
    }

    /// How an output reaches its levels.
    public enum Drive {
        PUSH_PULL(0),
        /// Low is driven, high is a resistor's.
        OPEN_DRAIN(Uapi.FLAG_OPEN_DRAIN),
        /// High is driven, low is a resistor's.
        OPEN_SOURCE(Uapi.FLAG_OPEN_SOURCE);

        private final long flag;

        Drive(long flag) {
            this.flag = flag;
        }
    }

    /// The kernel's flags.
    ///
    /// @param edges whether the kernel is to report an input's edges
    long flags(boolean edges) {
        long direction =
                switch (purpose) {
                    case Output _ -> Uapi.FLAG_OUTPUT;
                    case Input _ ->
                            Uapi.FLAG_INPUT
                                    | (edges ? Uapi.FLAG_EDGE_RISING | Uapi.FLAG_EDGE_FALLING : 0);
                };
        return direction | (activeLow ? Uapi.FLAG_ACTIVE_LOW : 0) | bias.flag | drive.flag;
    }
}
