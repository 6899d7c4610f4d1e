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
public record BootSpec(Duration limit, List<BootMark> marks, Optional<FirmwareSource> firmware) {
    public BootSpec {
        marks = List.copyOf(marks);
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
