package org.proofmark.domain.run;

import java.time.Duration;

/// What came of an operator's order.
public sealed interface HandResult {
    /// It was done.
    ///
    /// @param text for people
    /// @param measured how long the button was pressed, the power off, or the proof took; zero
    ///   where nothing was measured
    /// @param released the lease has ended
    record Done(String text, Duration measured, boolean released) implements HandResult {}

    /// It was not begun: nothing was moved.
    ///
    /// @param code lower-case words with dashes
    /// @param text what is wrong and what to do
    record Refused(String code, String text) implements HandResult {}

    /// It was begun and not done.
    record Failed(Fault fault) implements HandResult {}
}
