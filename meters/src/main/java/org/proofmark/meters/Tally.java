package org.proofmark.meters;

/// Counts something. Safe for use by many threads.
@FunctionalInterface
public interface Tally {
    /// @param amount 0 or more
    void add(long amount);

    /// One more.
    default void one() {
        add(1);
    }
}
