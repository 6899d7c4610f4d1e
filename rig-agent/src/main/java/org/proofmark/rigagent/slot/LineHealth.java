package org.proofmark.rigagent.slot;

import java.util.Optional;
import org.proofmark.rigagent.serial.LineErrors;

/// Follows the error counters of a line through openings and recordings. For one thread at a time.
final class LineHealth {
    private Optional<LineErrors> last = Optional.empty();
    private LineErrors recorded = LineErrors.NONE;

    /// The line was opened: what was counted before is nobody's loss.
    void opened(Optional<LineErrors> first) {
        last = first;
    }

    /// What was counted since the last look.
    LineErrors look(Optional<LineErrors> now) {
        if (now.isEmpty() || last.isEmpty()) {
            // a line that has just gone counts nothing any more; its next opening says anew
            return LineErrors.NONE;
        }
        var grown = now.get().since(last.get());
        last = now;
        recorded =
                new LineErrors(
                        recorded.overruns() + grown.overruns(),
                        recorded.bufferOverruns() + grown.bufferOverruns(),
                        recorded.framing() + grown.framing(),
                        recorded.parity() + grown.parity(),
                        recorded.breaks() + grown.breaks());
        return grown;
    }

    /// A recording begins.
    ///
    /// @return what is to stand in it
    String begin(Optional<LineErrors> now) {
        last = now.or(() -> last);
        recorded = LineErrors.NONE;
        return last.map(count -> "the line's driver has counted: " + count.text())
                .orElse("no driver counts errors of this line: bytes that it lost are not seen");
    }

    /// A recording ends, behind a last look.
    ///
    /// @return what is to stand in it; empty where nobody counts
    Optional<String> end() {
        return last.map(_ -> "counted by the line's driver meanwhile: " + recorded.text());
    }
}
