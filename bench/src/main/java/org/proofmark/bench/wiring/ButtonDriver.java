package org.proofmark.bench.wiring;

/// Drives a button line.
@FunctionalInterface
public interface ButtonDriver {
    /// Sets the level. @throws org.proofmark.bench.BenchFault `button-failed`
    void set(boolean pressed);
}
