package org.proofmark.virtuallab.device;

import java.time.Duration;

/// What a device does against guessing. It is kept in memory: a power cycle ends a lock-out.
///
/// On the UART, telnet and the web a door that is locked says so and for how long. ssh has no word
/// for it: there each further answer is held back for [#slowdown].
///
/// @param tries wrong ones in a row until a door is locked; 0 = it never is
/// @param lock how long
/// @param everywhere whether the doors are counted and locked together
/// @param slowdown how long ssh holds back answers after so many wrong tries
record Protection(int tries, Duration lock, boolean everywhere, Duration slowdown) {
    /// What a careful maker builds in: eight mistakes, then twenty seconds.
    static final Protection USUAL =
            new Protection(8, Duration.ofSeconds(20), false, Duration.ofSeconds(3));

    /// Five mistakes lock all doors for a minute.
    static final Protection STRICT =
            new Protection(5, Duration.ofSeconds(60), true, Duration.ofSeconds(3));

    /// Guess as fast as you like.
    static final Protection NONE = new Protection(0, Duration.ZERO, false, Duration.ZERO);

    /// The same with other times.
    Protection scaled(int percent) {
        return new Protection(
                tries, Times.scaled(lock, percent), everywhere, Times.scaled(slowdown, percent));
    }
}
