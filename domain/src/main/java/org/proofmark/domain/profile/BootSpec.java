package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How to see that the device has booted.
///
/// @param limit from power-on until every mark is there
/// @param marks in the order in which they come
/// @param firmware pattern on the console whose group 1 is the firmware's version
public record BootSpec(Duration limit, List<BootMark> marks, Optional<Pattern> firmware) {
    public BootSpec {
        marks = List.copyOf(marks);
    }

    /// A sign that a stage of the boot was reached.
    public sealed interface BootMark {
        /// A pattern on the console.
        record OnConsole(Pattern pattern) implements BootMark {}

        /// An interface that answers.
        record Answers(InterfaceName interfaceName) implements BootMark {}
    }
}
