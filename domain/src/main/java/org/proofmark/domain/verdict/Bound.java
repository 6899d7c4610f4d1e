package org.proofmark.domain.verdict;

import java.util.Locale;

/// What follows with 95 % confidence from an effort in which no breach showed ([Bounds]).
///
/// @param effort how hard was looked
public record Bound(Effort effort) {
    /// A breach shows on less than this fraction of units; 1 says nothing.
    public double unitsBelow() {
        return Bounds.faultyBelow(effort.units());
    }

    /// And in less than this fraction of the resets by any path; 1 says nothing.
    public double resetsBelow() {
        return effort.resetsBelow();
    }

    /// There are more different passwords than this; below 1 it says nothing, and it is 0 where
    /// there are no factory passwords.
    public double keyspaceAbove() {
        return Bounds.keyspaceAbove(effort.units());
    }

    /// `units p < 78 %, resets p < 40 %, keyspace > 1`, without what says nothing.
    public String text() {
        var text = new StringBuilder();
        if (unitsBelow() < 1) {
            text.append("units p < ").append(Bounds.percent(unitsBelow()));
        }
        if (resetsBelow() < 1) {
            text.append(", resets p < ").append(effort.resetsBelow(""));
        }
        if (keyspaceAbove() >= 1) {
            text.append(
                    String.format(Locale.ROOT, ", keyspace > %.0f", Math.floor(keyspaceAbove())));
        }
        return text.toString();
    }
}
