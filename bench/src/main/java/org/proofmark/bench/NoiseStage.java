package org.proofmark.bench;

import java.nio.CharBuffer;
import java.util.List;
import java.util.TreeMap;
import org.proofmark.bench.Noise.Begin;

/// Takes one kind of noise out of a stream of characters. What it takes out depends on the
/// characters alone, and not on how they are split. Not thread-safe.
final class NoiseStage {
    private static final int UNDECIDED = -1;

    private final List<Begin> begins;
    private final boolean toLineEnd;

    /// The last character that was decided, and those that were not.
    private final StringBuilder held;

    /// How much was taken out before a character that was let through.
    private final TreeMap<Integer, Integer> removed;

    private int passed;

    private NoiseStage(List<Begin> begins, boolean toLineEnd) {
        this.begins = begins;
        this.toLineEnd = toLineEnd;
        this.held = new StringBuilder("\n");
        this.removed = new TreeMap<>();
    }

    private NoiseStage(NoiseStage other) {
        this.begins = other.begins;
        this.toLineEnd = other.toLineEnd;
        this.held = new StringBuilder(other.held);
        this.removed = new TreeMap<>(other.removed);
        this.passed = other.passed;
    }

    /// Whole lines, from where one of the patterns is found.
    static NoiseStage lines(List<Begin> begins) {
        return new NoiseStage(begins, true);
    }

    /// What the pattern matches.
    static NoiseStage sequences(Begin whole) {
        return new NoiseStage(List.of(whole), false);
    }

    NoiseStage copy() {
        return new NoiseStage(this);
    }

    /// Takes what comes next, and gives what is known to be no noise.
    String feed(String more) {
        held.append(more);
        return pass(false, false);
    }

    /// Gives what is left where nothing more comes: what was not decided is no noise.
    ///
    /// @param begunToo whether that holds for a line of noise that has begun, too; else it is noise
    String finish(boolean begunToo) {
        return pass(true, begunToo);
    }

    /// Whether characters are held back.
    boolean holds() {
        return held.length() > 1;
    }

    /// Where a character that was let through stood in what came in; that of the next one, where it
    /// is not yet known.
    int position(int index) {
        var before = removed.floorEntry(index);
        return before == null ? index : index + before.getValue();
    }

    private String pass(boolean atEnd, boolean begunToo) {
        var out = new StringBuilder();
        int at = 1;
        while (at < held.length()) {
            int end = noiseEnd(at);
            if (end == UNDECIDED && !atEnd) {
                break;
            }
            if (end == UNDECIDED && !begunToo && toLineEnd && begun(at) > 0) {
                end = held.length();
            }
            if (end <= at) {
                out.append(held.charAt(at++));
            } else {
                remove(passed + out.length(), end - at);
                at = end;
            }
        }
        passed += out.length();
        held.delete(0, at - 1);
        return out.toString();
    }

    private void remove(int before, int length) {
        var last = removed.lastEntry();
        removed.put(before, length + (last == null ? 0 : last.getValue()));
    }

    /// Where the noise that begins here ends: behind its last character, here itself where none
    /// does.
    private int noiseEnd(int at) {
        int begun = begun(at);
        if (begun <= 0 || !toLineEnd) {
            return begun == 0 ? at : begun == UNDECIDED ? UNDECIDED : at + begun;
        }
        int lineEnd = held.indexOf("\n", at);
        if (lineEnd >= 0 && lineEnd - at < Noise.LONGEST_LINE) {
            return lineEnd + 1;
        }
        return held.length() - at >= Noise.LONGEST_LINE ? at : UNDECIDED;
    }

    /// How long the begin of the noise is that is found here: 0 where there is none.
    @SuppressWarnings("JdkObsolete") // a stream is what hitEnd is for
    private int begun(int at) {
        boolean open = false;
        int end = Math.min(held.length(), at + Noise.LONGEST_BEGIN);
        var look = CharBuffer.wrap(held, at - 1, end);
        for (var begin : begins) {
            if (!begin.mayBe(held.charAt(at))) {
                continue;
            }
            var matcher = begin.pattern().matcher(look);
            matcher.useAnchoringBounds(false).useTransparentBounds(true);
            boolean found = matcher.region(1, look.length()).lookingAt();
            boolean more = matcher.hitEnd() && end - at < Noise.LONGEST_BEGIN;
            if (found && !more) {
                return matcher.end() - 1;
            }
            open |= more;
        }
        return open ? UNDECIDED : 0;
    }
}
