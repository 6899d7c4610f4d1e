package org.proofmark.controller.run;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.proofmark.domain.observation.SecretMask;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RunId;

/// The last lines of the consoles of runs at work, for people who look on. In memory only and no
/// evidence: what a rig had to leave out is missing here, and says so. Thread-safe.
public final class LiveConsoles {
    /// Lines that are kept of one run.
    public static final int MAX_LINES = 400;

    /// Characters of one line.
    public static final int MAX_LINE_CHARS = 500;

    /// Runs whose lines are kept, the latest that talked: with [#MAX_LINES] some 30 MB.
    public static final int MAX_RUNS = 256;

    private final Map<RunId, Kept> runs = new LinkedHashMap<>();
    private final List<Consumer<RunId>> listeners = new CopyOnWriteArrayList<>();

    /// What there is of a run.
    ///
    /// @param generation another one means that lines changed which were there before
    /// @param lines by number, without holes
    public record Lines(int generation, List<Line> lines) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /// @param number from 1, in the order in which they came
    /// @param told by us and not by the device
    public record Line(long number, String text, boolean told) {}

    /// Who hears that a run's lines changed, on the thread on which it happens: returns soon.
    public void listen(Consumer<RunId> listener) {
        listeners.add(listener);
    }

    /// Takes lines of an attempt in; the lines of the run's earlier attempts go.
    ///
    /// @param dropped lines that the rig left out before these
    public void take(Attempt attempt, List<String> texts, long dropped) {
        synchronized (this) {
            var kept = runs.remove(attempt.run());
            if (kept == null || kept.attempt != attempt.number()) {
                kept = new Kept(attempt.number(), kept == null ? 0 : kept.generation + 1);
            }
            runs.put(attempt.run(), kept);
            if (runs.size() > MAX_RUNS) {
                runs.remove(runs.keySet().iterator().next());
            }
            if (dropped > 0) {
                kept.add(
                        dropped
                                + (dropped == 1 ? " line is" : " lines are")
                                + " not shown here: the link was busy. The evidence has it all.",
                        true);
            }
            for (var text : texts) {
                kept.add(text, false);
            }
        }
        tell(attempt.run());
    }

    /// Hides a value in the lines of a run, those that are there and those to come: it has just
    /// turned out to be a secret.
    void hide(RunId run, String secret) {
        boolean changed;
        synchronized (this) {
            var kept = runs.get(run);
            changed = kept != null && kept.hide(secret);
        }
        if (changed) {
            tell(run);
        }
    }

    /// The lines of a run; none where it has not talked yet, or long ago.
    public synchronized Lines of(RunId run) {
        var kept = runs.get(run);
        return kept == null
                ? new Lines(-1, List.of())
                : new Lines(kept.generation, List.copyOf(kept.lines));
    }

    private void tell(RunId run) {
        listeners.forEach(l -> l.accept(run));
    }

    private static final class Kept {
        private final int attempt;
        private final SecretMask mask = new SecretMask();
        private ArrayDeque<Line> lines = new ArrayDeque<>();
        private int generation;
        private long next = 1;

        Kept(int attempt, int generation) {
            this.attempt = attempt;
            this.generation = generation;
        }

        void add(String text, boolean told) {
            if (lines.size() >= MAX_LINES) {
                lines.removeFirst();
            }
            var shown = told ? text : mask.over(text);
            lines.add(
                    new Line(
                            next++,
                            shown.substring(0, Math.min(shown.length(), MAX_LINE_CHARS)),
                            told));
        }

        boolean hide(String secret) {
            mask.learn(secret);
            var changed = false;
            var masked = new ArrayDeque<Line>(lines.size());
            for (var line : lines) {
                var text = line.told() ? line.text() : mask.over(line.text());
                changed |= !text.equals(line.text());
                masked.add(new Line(line.number(), text, line.told()));
            }
            if (changed) {
                lines = masked;
                generation++;
            }
            return changed;
        }
    }
}
