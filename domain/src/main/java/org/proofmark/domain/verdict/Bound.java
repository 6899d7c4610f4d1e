package org.proofmark.domain.verdict;

import java.util.Locale;

/// What follows with 95 % confidence from an effort in which no breach showed ([Bounds]).
///
/// @param unitsBelow a breach shows on less than this fraction of units; 1 says nothing
/// @param resetsBelow and in less than this fraction of resets; 1 says nothing
/// @param keyspaceAbove there are more different passwords than this; below 1 it says nothing, and
///   it is 0 where there are no factory passwords
public record Bound(double unitsBelow, double resetsBelow, double keyspaceAbove) {
    static Bound of(Effort effort) {
        return new Bound(
                Bounds.faultyBelow(effort.units()),
                Bounds.faultyBelow(effort.resets()),
                Bounds.keyspaceAbove(effort.units()));
    }

    /// `units p < 78 %, resets p < 40 %, keyspace > 1`, without what says nothing.
    public String text() {
        var text = new StringBuilder();
        if (unitsBelow < 1) {
            text.append("units p < ").append(Bounds.percent(unitsBelow));
        }
        if (resetsBelow < 1) {
            text.append(", resets p < ").append(Bounds.percent(resetsBelow));
        }
        if (keyspaceAbove >= 1) {
            text.append(String.format(Locale.ROOT, ", keyspace > %.0f", Math.floor(keyspaceAbove)));
        }
        return text.toString();
    }
}
