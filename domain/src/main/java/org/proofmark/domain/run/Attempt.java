package org.proofmark.domain.run;

/// One try at a run. The number fences: when a later attempt exists, records of this one are
/// superseded.
///
/// @param run the run
/// @param number from 1, never used again
public record Attempt(RunId run, int number) {
    public Attempt {
        if (number < 1) {
            throw new IllegalArgumentException("attempt number wants 1 or more, got " + number);
        }
    }

    @Override
    public String toString() {
        return run + "#" + number;
    }
}
