package org.proofmark.domain.verdict;

import java.util.Locale;

/// What clean samples say, with 95 % confidence. Sampling refutes uniqueness and never proves it.
public final class Bounds {
    private static final double CONFIDENCE = 0.95;

    private Bounds() {}

    /// The number of different values that there must be more than, when `units` units drawn at
    /// random show no two alike: `n (n - 1) / (2 ln 20)`. Below 1 it says nothing.
    ///
    /// @param units 0 or more
    public static double keyspaceAbove(int units) {
        return units * (units - 1.0) / (2 * Math.log(1 / (1 - CONFIDENCE)));
    }

    /// The fraction of all that must be below this to be faulty, when `clean` drawn at random show
    /// no fault: `1 - 0.05^(1/n)`. 1 when nothing was drawn.
    ///
    /// @param clean 0 or more
    public static double faultyBelow(int clean) {
        return clean == 0 ? 1 : 1 - Math.pow(1 - CONFIDENCE, 1.0 / clean);
    }

    /// What stands behind 'less than': `26 %`, below 10 % with one decimal. Rounded up, so that it
    /// never says less than there may be.
    ///
    /// @param fraction 0 to 1
    public static String percent(double fraction) {
        var percent = fraction * 100;
        return percent < 10
                ? String.format(Locale.ROOT, "%.1f %%", Math.ceil(percent * 10) / 10)
                : String.format(Locale.ROOT, "%.0f %%", Math.ceil(percent));
    }
}
