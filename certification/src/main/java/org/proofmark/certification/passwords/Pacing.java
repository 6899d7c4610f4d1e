package org.proofmark.certification.passwords;

import java.time.Duration;
import org.proofmark.bench.BenchFault;
import org.proofmark.domain.run.Fault;

/// Lets time pass: the one place of this module that sleeps.
@FunctionalInterface
interface Pacing {
    void pause(Duration time);

    /// Real time.
    static Pacing real() {
        return time -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BenchFault.Broken(
                        Fault.of("suite-interrupted", "the suite was interrupted", "pause"), e);
            }
        };
    }
}
