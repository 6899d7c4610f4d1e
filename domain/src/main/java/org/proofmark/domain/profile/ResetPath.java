package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A way back to factory-default.
///
/// @param steps one or more
/// @param marks what proves that the reset happened, one or more; all must be seen
/// @param limit from the end of the last step until every mark is there
/// @param reboots whether the device boots after the first mark
public record ResetPath(
        String name,
        List<ResetStep> steps,
        List<ResetMark> marks,
        Duration limit,
        boolean reboots) {
    public ResetPath {
        steps = List.copyOf(steps);
        marks = List.copyOf(marks);
    }

    /// How many images it writes.
    public int flashes() {
        return (int) steps.stream().filter(s -> s.action() instanceof Action.Flash).count();
    }

    /// One step of the way.
    ///
    /// @param action what is done
    /// @param lasting how long it lasts before the next step
    public record ResetStep(Action action, Duration lasting) {}

    /// What is done.
    public sealed interface Action {
        record Press(String button) implements Action {}

        record Release(String button) implements Action {}

        /// Nothing but the step's time.
        record Wait() implements Action {}

        record PowerOn() implements Action {}

        record PowerOff() implements Action {}

        /// Writes an image to the device, which starts afterwards.
        ///
        /// @param image its name among the profile's images
        record Flash(String image) implements Action {}

        /// Holds a dialogue, which must be accepted.
        ///
        /// @param credential whose present value is `${password}`
        record Talk(
                InterfaceName interfaceName, String dialogue, Optional<CredentialName> credential)
                implements Action {}
    }

    /// What proves a reset.
    public sealed interface ResetMark {
        /// A pattern on the console after the first step began.
        record OnConsole(Pattern pattern) implements ResetMark {}

        /// A dialogue that is accepted now and was not before the first step.
        record Accepted(InterfaceName interfaceName, String dialogue) implements ResetMark {}

        /// An SSH interface has another host key than before the first step.
        record NewHostKey(InterfaceName interfaceName) implements ResetMark {}

        /// A setting that was planted before the first step is gone.
        ///
        /// @param plant the dialogue that makes the setting; it must be accepted
        /// @param dialogue accepted while the setting is there, refused when it is gone
        record Gone(InterfaceName interfaceName, String plant, String dialogue)
                implements ResetMark {}
    }
}
