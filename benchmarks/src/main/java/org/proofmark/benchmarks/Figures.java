package org.proofmark.benchmarks;

import java.util.List;
import java.util.Locale;

/// How figures are computed and written.
final class Figures {
    private Figures() {}

    /// The nearest-rank percentile.
    ///
    /// @param values one or more, in any order
    /// @param percent 0 < percent ≤ 100
    static double percentile(List<Double> values, double percent) {
        var sorted = values.stream().sorted().toList();
        var rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String millis(double seconds) {
        return String.format(Locale.ROOT, "%.1f ms", seconds * 1000);
    }

    static String ratio(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /// An aim with whether it was met.
    static String aim(String aim, boolean met) {
        return aim + (met ? ": met" : ": MISSED");
    }
}
