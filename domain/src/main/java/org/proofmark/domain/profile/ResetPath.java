package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A way back to factory-default.
///
/// @param marks console patterns that prove that the reset happened
public record ResetPath(String name, List<ResetStep> steps, List<Pattern> marks, Duration limit) {
    public ResetPath {
        steps = List.copyOf(steps);
        marks = List.copyOf(marks);
    }

    /// One step of the way.
    public sealed interface ResetStep {
        record Press(String button) implements ResetStep {}

        record Release(String button) implements ResetStep {}

        record Wait(Duration time) implements ResetStep {}

        record PowerOn() implements ResetStep {}

        record PowerOff() implements ResetStep {}

        record Hold(InterfaceName interfaceName, String dialogue) implements ResetStep {}
    }
}
