package org.proofmark.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a console has said, to look back at: with noise taken out, and as it came. Thread-safe.
public final class ConsoleText {
    private final String raw;
    private final String clear;

    /// Where each character of `clear` stands in `raw`.
    private final int[] places;

    /// The characters of `raw` that stand in `clear`, and those outside of lines of noise.
    private final BitSet kept;

    private final BitSet outsideLines;

    private ConsoleText(String raw, Noise noise, boolean quiet) {
        this.raw = raw;
        var filter = noise.everything();
        // what is not decided yet is no text, lest half a line be read
        this.clear = filter.feed(raw) + (quiet ? filter.finish(false) : "");
        this.places = new int[clear.length()];
        this.kept = new BitSet(raw.length());
        for (int i = 0; i < places.length; i++) {
            places[i] = filter.position(i);
            kept.set(places[i]);
        }
        var lines = noise.lines();
        int outside = (lines.feed(raw) + (quiet ? lines.finish(false) : "")).length();
        this.outsideLines = new BitSet(raw.length());
        for (int i = 0; i < outside; i++) {
            outsideLines.set(lines.position(i));
        }
    }

    /// A text that may go on at any time: a value at its very end counts as not yet there.
    ///
    /// @param raw as ISO-8859-1
    public static ConsoleText growing(String raw, Noise noise) {
        return new ConsoleText(raw, noise, false);
    }

    /// A text behind which the console has been quiet for a while.
    ///
    /// @param raw as ISO-8859-1
    public static ConsoleText quiet(String raw, Noise noise) {
        return new ConsoleText(raw, noise, true);
    }

    /// The text without noise.
    public String clear() {
        return clear;
    }

    /// True where the pattern is found, in noise or not.
    public boolean shows(Pattern pattern) {
        return pattern.matcher(clear).find() || pattern.matcher(raw).find();
    }

    /// A value that a pattern took out.
    ///
    /// @param position where the match begins
    /// @param inNoise whether it stands in a line of noise as a whole
    public record Value(String text, int position, boolean inNoise) {}

    /// Group 1 of each match, in order. A value with noise in its middle is read without it. What
    /// is cut off or broken by noise is left out: no half of a value is ever given.
    ///
    /// @param atEnd whether a match at the very end, which more output could change, counts
    public List<Value> values(Pattern pattern, boolean atEnd) {
        var values = new ArrayList<Value>();
        var covered = new BitSet(raw.length());
        var matcher = pattern.matcher(clear);
        while (matcher.find()) {
            if (matcher.end() > matcher.start()) {
                covered.set(places[matcher.start()], places[matcher.end() - 1] + 1);
                take(matcher, atEnd, places[matcher.start()], false, values);
            }
        }
        var all = pattern.matcher(raw);
        while (all.find()) {
            boolean known =
                    !covered.get(all.start(), Math.max(all.end(), all.start() + 1)).isEmpty();
            boolean inNoise = outsideLines.get(all.start(), all.end()).isEmpty();
            if (!known && (inNoise || whole(all.toMatchResult()))) {
                take(all, atEnd, all.start(), inNoise, values);
            }
        }
        values.sort(Comparator.comparingInt(Value::position));
        return values;
    }

    @SuppressWarnings("JdkObsolete") // a text that grows is what hitEnd is for
    private static void take(
            Matcher matcher, boolean atEnd, int position, boolean inNoise, List<Value> values) {
        var text = matcher.groupCount() < 1 ? null : matcher.group(1);
        if (text != null && (atEnd || !matcher.hitEnd())) {
            values.add(new Value(text, position, inNoise));
        }
    }

    /// True where no noise is in group 1, and no line of noise may have cut it off.
    private boolean whole(MatchResult match) {
        int start = match.groupCount() < 1 ? -1 : match.start(1);
        int end = start < 0 ? -1 : match.end(1);
        return start >= 0
                && kept.get(start, end).cardinality() == end - start
                && (end == raw.length() || outsideLines.get(end));
    }

    /// The different values that may be meant: those outside of noise, else those in it; more than
    /// one where a line of noise says another one than the last outside.
    ///
    /// @param last whether the last value counts, else the first
    public Set<String> meant(Pattern pattern, boolean atEnd, boolean last) {
        var meant = new LinkedHashSet<String>();
        var values = values(pattern, atEnd);
        for (boolean inNoise : List.of(false, true)) {
            var of = values.stream().filter(v -> v.inNoise() == inNoise).toList();
            if (!of.isEmpty()) {
                meant.add((last ? of.getLast() : of.getFirst()).text());
            }
        }
        return meant;
    }
}
