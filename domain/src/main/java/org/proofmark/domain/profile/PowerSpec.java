package org.proofmark.domain.profile;

import java.time.Duration;

/// What is known of the device's supply.
///
/// @param offProof for how long the console must be silent and the device's ports closed until it
///   counts as off: [#SHORTEST] to [#LONGEST]
public record PowerSpec(Duration offProof) {
    /// At 9600 baud 300 characters, more than a device leaves out in the middle of what it says.
    public static final Duration SHORTEST = Duration.ofMillis(300);

    /// Longer than supplies with large capacitors run on.
    public static final Duration LONGEST = Duration.ofMinutes(1);

    public PowerSpec {
        if (offProof.compareTo(SHORTEST) < 0 || offProof.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "off-proof wants " + SHORTEST + " to " + LONGEST + ", got " + offProof);
        }
    }

    /// Where a profile says nothing: every test switches the device some twenty times, and a device
    /// that was not cut also shows by the boot that does not come.
    public static PowerSpec usual() {
        return new PowerSpec(SHORTEST);
    }
}
