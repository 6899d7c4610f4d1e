package org.proofmark.controller.desk;

import java.time.Duration;

/// Lets time pass between two fetches of one page. Tests give one that only counts.
@FunctionalInterface
public interface Spacing {
    /// Returns after that time.
    void pause(Duration time) throws InterruptedException;
}
