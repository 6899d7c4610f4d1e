package org.proofmark.bench;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.proofmark.domain.run.Fault;

/// A fault of the rig or of a step on it. It makes the attempt INCONCLUSIVE, never FAIL, never
/// PASS.
public sealed class BenchFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Fault fault;

    private BenchFault(Fault fault, @Nullable Throwable cause) {
        super(fault.code() + ": " + fault.what() + " (step: " + fault.step() + ")", cause);
        this.fault = fault;
    }

    /// What happened, as a record.
    public Fault fault() {
        return fault;
    }

    /// The hardware did not do what it was told, or its effect was not proven.
    public static final class Hardware extends BenchFault {
        private static final long serialVersionUID = 1L;

        public Hardware(Fault fault) {
            super(fault, null);
        }

        public Hardware(Fault fault, Throwable cause) {
            super(fault, cause);
        }
    }

    /// A wait came to its limit.
    public static final class TimedOut extends BenchFault {
        private static final long serialVersionUID = 1L;

        public TimedOut(String code, String what, String step, Duration waited, String lastOutput) {
            super(new Fault(code, what, step, waited, lastOutput), null);
        }
    }

    /// The way to the rig-agent is gone or the attempt is broken.
    public static final class Broken extends BenchFault {
        private static final long serialVersionUID = 1L;

        public Broken(Fault fault) {
            super(fault, null);
        }

        public Broken(Fault fault, Throwable cause) {
            super(fault, cause);
        }
    }
}
