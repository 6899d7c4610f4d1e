package org.proofmark.credential.strength;

/// What samples say, with 95 % confidence unless said otherwise: the formulas of the bench
/// procedure (standards.md 9.1). Pure arithmetic.
public final class SamplingBounds {
    /// The confidence that verdicts are stated with.
    public static final double CONFIDENCE = 0.95;

    private SamplingBounds() {}

    /// How many units find a fault that hits this fraction of them: `ln(1-C) / ln(1-p)`, rounded
    /// up.
    ///
    /// @param fraction above 0, below 1
    /// @param confidence above 0, below 1
    public static long unitsToFind(double fraction, double confidence) {
        checkFraction(fraction);
        checkFraction(confidence);
        return (long) Math.ceil(Math.log1p(-confidence) / Math.log1p(-fraction) - 1e-9);
    }

    /// The fraction that must be below this to be faulty after so many clean units: `1 -
    /// 0.05^(1/n)`. 1 when there were none.
    ///
    /// @param clean 0 or more
    public static double faultyBelow(long clean) {
        return clean == 0 ? 1 : 1 - Math.pow(1 - CONFIDENCE, 1.0 / clean);
    }

    /// How many values there must be more than, when so many units drawn at random show no two
    /// alike: `n (n - 1) / (2 ln 20)`.
    ///
    /// @param units 0 or more
    public static double keyspaceAbove(long units) {
        return units * (units - 1.0) / (2 * Math.log(1 / (1 - CONFIDENCE)));
    }

    /// How many units are expected (95 %) to show a duplicate among so many values: about `sqrt(2 K
    /// ln 20)`, the least n with n (n - 1) / (2 ln 20) at least K.
    ///
    /// @param values 1 or more
    public static long unitsForDuplicate(double values) {
        double twice = 2 * values * Math.log(1 / (1 - CONFIDENCE));
        return (long) Math.ceil((1 + Math.sqrt(1 + 4 * twice)) / 2 - 1e-9);
    }

    /// The probability that a sample of a finite lot holds a bad unit: `1 - C(N-D, n) / C(N, n)`.
    ///
    /// @param lot N, 1 or more
    /// @param bad D, 0 to N
    /// @param sample n, 0 to N
    public static double lotDetection(int lot, int bad, int sample) {
        if (lot < 1 || bad < 0 || bad > lot || sample < 0 || sample > lot) {
            throw new IllegalArgumentException(
                    "no lot: " + lot + " units, " + bad + " bad, " + sample + " drawn");
        }
        double missed = 1;
        for (int i = 0; i < sample; i++) {
            missed *= Math.max(0, (double) (lot - bad - i) / (lot - i));
        }
        return 1 - missed;
    }

    private static void checkFraction(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "a fraction lies above 0 and below 1, got " + fraction);
        }
    }
}
