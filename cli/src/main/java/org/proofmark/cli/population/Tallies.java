package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.List;
import org.proofmark.credential.finding.PopulationFinding;

/// What is counted of a list's rows whatever they hold.
final class Tallies {
    private final Problems problems = new Problems();
    private final List<String> emptyIds = new ArrayList<>();
    private long units;
    private long empty;

    /// A unit of the list.
    void row(ListRow row) {
        row.oddity().ifPresent(what -> problems.odd(row.line(), what));
        units++;
        if (!row.hasSecret()) {
            empty++;
            if (emptyIds.size() < PopulationFinding.MAX_EXAMPLES) {
                emptyIds.add(row.id());
            }
        }
    }

    Problems problems() {
        return problems;
    }

    long units() {
        return units;
    }

    /// Units with an empty password.
    long empty() {
        return empty;
    }

    List<String> emptyIds() {
        return List.copyOf(emptyIds);
    }
}
