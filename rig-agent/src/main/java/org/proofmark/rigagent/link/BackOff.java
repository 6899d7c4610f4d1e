package org.proofmark.rigagent.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try to reach the controller: doubling, bounded, and spread by
/// chance so that a hundred rigs do not come back in the same moment. Not thread-safe.
final class BackOff {
    static final Duration FIRST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofSeconds(2);

    private final RandomGenerator random;
    private long ceilingMillis = FIRST.toMillis();

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /// Between half and all of the present step, which then doubles.
    Duration next() {
        long millis = ceilingMillis / 2 + random.nextLong(ceilingMillis / 2 + 1);
        ceilingMillis = Math.min(ceilingMillis * 2, LONGEST.toMillis());
        return Duration.ofMillis(millis);
    }

    /// The controller answered.
    void reset() {
        ceilingMillis = FIRST.toMillis();
    }
}
