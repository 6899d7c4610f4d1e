package org.proofmark.credential.strength;

/// How many values a password must have: scheme data.
///
/// @param failBelow fewer possible values are guessable whatever the device does
/// @param passFromBits from 2 to the power of this on, guessing over a network is hopeless
/// @param reason why these
public record StrengthLimits(double failBelow, double passFromBits, String reason) {
    /// The limits of SI 2023/1007 Sch.1 1(3)(d) and EN 303 645 5.1-2 as we read them.
    public static final StrengthLimits DEFAULT =
            new StrengthLimits(
                    1e6,
                    36,
                    "a device that answers ten tries a second gives 10^6 values away within a day;"
                            + " 2^36 last for two centuries. In between it depends on the lock-out");

    public StrengthLimits {
        if (!(failBelow > 0 && passFromBits > Math.log(failBelow) / Math.log(2))) {
            throw new IllegalArgumentException(
                    "the limits want 0 < fail < pass, got " + failBelow + " and 2^" + passFromBits);
        }
    }
}
