package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How to see that the device has booted.
///
/// @param limit from power-on until every mark is there
/// @param marks one or more, in the order in which they come
/// @param firmware where the version of the firmware is shown
/// @param banners further lines that come once at the begin of each boot
/// @param restarts how often the device may start anew of its own before every mark is there
public record BootSpec(
        Duration limit,
        List<BootMark> marks,
        Optional<FirmwareSource> firmware,
        List<Pattern> banners,
        int restarts) {
    /// The first boot of many devices sets them up and restarts them, and some restart once more
    /// for an update that waited.
    public static final int RESTARTS = 2;

    public BootSpec {
        marks = List.copyOf(marks);
        banners = List.copyOf(banners);
        if (restarts < 0) {
            throw new IllegalArgumentException("restarts wants 0 or more, got " + restarts);
        }
    }

    /// A sign that a stage of the boot was reached.
    public sealed interface BootMark {
        /// A pattern on the console.
        record OnConsole(Pattern pattern) implements BootMark {}

        /// An interface that takes connections.
        record Answers(InterfaceName interfaceName) implements BootMark {}
    }

    /// Where a device states its firmware's version.
    public sealed interface FirmwareSource {
        /// Group 1 of a pattern on the console, after power-on.
        record OnConsole(Pattern pattern) implements FirmwareSource {}

        /// A dialogue that extracts it as `firmware`.
        record Page(InterfaceName interfaceName, String dialogue) implements FirmwareSource {}
    }
}
