package org.proofmark.domain.run;

import java.time.Duration;
import java.util.regex.Pattern;

/// A fault of the rig, never of the device: it makes an attempt INCONCLUSIVE and decides nothing
/// else.
///
/// @param code lower-case words with dashes, listed in docs/reason-codes.md
/// @param what what happened, for people, and what to do
/// @param step the step at which it happened, such as `reset by button`
/// @param waited how long was waited; zero where waiting was not the matter
/// @param lastOutput the last output of the device before the fault, at most 2 KiB
public record Fault(String code, String what, String step, Duration waited, String lastOutput) {
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Fault {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "a fault's code wants lower-case words with dashes, got '" + code + "'");
        }
    }

    /// A fault that no waiting and no output belong to.
    public static Fault of(String code, String what, String step) {
        return new Fault(code, what, step, Duration.ZERO, "");
    }
}
