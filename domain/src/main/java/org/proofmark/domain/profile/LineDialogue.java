package org.proofmark.domain.profile;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A conversation of lines over telnet, ssh or a UART.
///
/// @param after the purpose of the dialogue of the same interface that is held first, in the same
///   session; it must be accepted
/// @param steps one or more; the last one has an `accepted` answer
public record LineDialogue(Optional<String> after, List<Step> steps) implements Dialogue {
    public LineDialogue {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a line dialogue wants one step or more");
        }
    }

    /// One step.
    public sealed interface Step {
        /// Sends text.
        ///
        /// @param line whether the interface's line ending follows
        record Send(Template text, boolean line) implements Step {}

        /// Waits for the first of some patterns in what came since the last match. Named groups of
        /// the pattern that matched become variables.
        ///
        /// @param expect lets the dialogue go on
        /// @param answers end it
        /// @param closed the answer that the end of the connection is, where it is one
        /// @param limit how long is waited
        record Await(
                Optional<Pattern> expect,
                Map<Answer, List<Pattern>> answers,
                Optional<Answer> closed,
                Duration limit)
                implements Step {
            public Await {
                answers =
                        answers.isEmpty()
                                ? Map.of()
                                : java.util.Collections.unmodifiableMap(new EnumMap<>(answers));
            }
        }
    }
}
