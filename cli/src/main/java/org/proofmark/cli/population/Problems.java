package org.proofmark.cli.population;

import java.util.ArrayList;
import java.util.List;

/// What could not be read, by line. All are counted; the first are kept.
final class Problems {
    /// A person fixes the cause after some examples.
    static final int MAX_SHOWN = 20;

    /// One of them.
    ///
    /// @param leftOut whether the row is not part of the analysis
    record Problem(long line, String text, boolean leftOut) {}

    private final List<Problem> shown = new ArrayList<>();
    private long leftOut;
    private long odd;

    /// The row at this line is not part of the analysis.
    void leaveOut(long line, String text) {
        leftOut++;
        show(new Problem(line, text, true));
    }

    /// The row at this line is used without what is odd.
    void odd(long line, String text) {
        odd++;
        show(new Problem(line, text, false));
    }

    private void show(Problem problem) {
        if (shown.size() < MAX_SHOWN) {
            shown.add(problem);
        }
    }

    List<Problem> shown() {
        return List.copyOf(shown);
    }

    long leftOut() {
        return leftOut;
    }

    long oddRows() {
        return odd;
    }
}
