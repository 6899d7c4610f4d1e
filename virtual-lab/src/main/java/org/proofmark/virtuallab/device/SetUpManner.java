package org.proofmark.virtuallab.device;

import java.util.Optional;
import java.util.Set;

/// How a user defines the first password, and what a new one must be.
///
/// @param gaps ways around the set-up
/// @param leaves the administrator's password where somebody went around it; empty = there is none,
///   and everybody is let in
/// @param shortest password that a user may define, in characters; 0 = the empty one will do
record SetUpManner(Set<Gap> gaps, Optional<String> leaves, int shortest) {
    /// No way around, eight characters or more.
    static final SetUpManner USUAL = new SetUpManner(Set.of(), Optional.empty(), 8);

    SetUpManner {
        gaps = Set.copyOf(gaps);
    }

    /// A way around the set-up.
    enum Gap {
        /// A button on its pages.
        SKIP_BUTTON,
        /// The call that its last page makes, made without the pages before.
        FINISH_CALLED,
        /// Power that goes after the first page: at the next boot it counts as done.
        POWER_CUT
    }

    /// With one way around.
    static SetUpManner with(Gap gap, Optional<String> leaves) {
        return new SetUpManner(Set.of(gap), leaves, USUAL.shortest);
    }

    /// Without a way around, and with another limit.
    static SetUpManner ofLength(int shortest) {
        return new SetUpManner(Set.of(), Optional.empty(), shortest);
    }
}
