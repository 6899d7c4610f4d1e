package org.proofmark.controller.run;

import java.time.Duration;

/// How long and how often.
///
/// @param maxAttempts attempts with a fault that a run may have
/// @param lease what a renewal gives a slot's holder: 15 minutes or more
/// @param renewEvery how often it is renewed while the rig is heard of
/// @param runPatience how long a run waits for its slot to take the next attempt, while its
///   campaign holds it
/// @param evidencePatience how long the end of a campaign waits for evidence that is on its way
public record Limits(
        int maxAttempts,
        Duration lease,
        Duration renewEvery,
        Duration runPatience,
        Duration evidencePatience) {
    /// The least that a lease lasts beyond its last renewal.
    public static final Duration LEAST_LEASE = Duration.ofMinutes(15);

    /// The rig counts from when an order arrives, the controller from when it was sent: it waits
    /// longer.
    static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    /// How many heartbeats in a row must disown an attempt before it is fenced: one may have
    /// crossed the attempt's last record.
    static final int DISOWNED_HEARTBEATS = 3;

    /// How often a rig may refuse the orders of one run.
    static final int MAX_REFUSALS = 20;

    public Limits {
        if (lease.compareTo(LEAST_LEASE) < 0) {
            throw new IllegalArgumentException("a lease wants 15 minutes or more, got " + lease);
        }
    }

    /// Two attempts, leases of 20 minutes.
    public static Limits standard() {
        return new Limits(
                2,
                Duration.ofMinutes(20),
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                Duration.ofSeconds(60));
    }

    /// The same with another number of attempts.
    public Limits withMaxAttempts(int attempts) {
        return new Limits(attempts, lease, renewEvery, runPatience, evidencePatience);
    }
}
