package org.proofmark.domain.verdict;

import java.util.Locale;

/// What a PASS of `passwords` says, and what it does not.
final class PassText {
    private PassText() {}

    static Reason of(Effort effort, boolean factoryPasswords) {
        var text = new StringBuilder("No breach was found at preset '" + effort.preset() + "': ");
        text.append(Words.count(effort.units(), "unit", "units"))
                .append(effort.batches() > 1 ? " of " + effort.batches() + " batches" : "")
                .append(", ")
                .append(Words.count(effort.resets(), "proven reset", "proven resets"));
        if (!effort.resetPaths().isEmpty()) {
            text.append(" by ").append(String.join(", ", effort.resetPaths()));
        }
        text.append(", ")
                .append(Words.count(effort.tries(), "answered try", "answered tries"))
                .append(
                        " with universal defaults, no entry counted twice on an interface. With 95 % confidence, a breach shows on less")
                .append(" than ")
                .append(Bounds.percent(Bounds.faultyBelow(effort.units())))
                .append(" of units and in less than ")
                .append(effort.resetsBelow(" of resets"))
                .append(".");
        if (factoryPasswords) {
            text.append(keyspace(effort.units()));
        }
        return new Reason("no-breach-found", text.toString());
    }

    private static String keyspace(int units) {
        var above = Bounds.keyspaceAbove(units);
        return above < 1
                ? " So few units say nothing of how many different passwords there are."
                : String.format(
                        Locale.ROOT,
                        " There are more than %.0f different passwords.",
                        Math.floor(above));
    }
}
