package org.proofmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;

/// One way to read a stream: what a filter lets through, and what is found in it. Not thread-safe.
final class StreamReading {
    private final NoiseFilter filter;
    private final StringBuilder text;
    private final List<Candidate> candidates;

    /// The position of the first character that was fed to the filter.
    private final long origin;

    /// Where a match may begin.
    private final long from;

    /// So many characters were let through that stand before that.
    private int skipped;

    StreamReading(NoiseFilter filter, List<Pattern> patterns, String before, long from) {
        this.filter = filter;
        this.text = new StringBuilder();
        this.origin = from - before.length();
        this.from = from;
        this.candidates = patterns.stream().map(p -> new Candidate(p.matcher(text))).toList();
        feed(before);
    }

    private StreamReading(StreamReading other, NoiseFilter filter) {
        this.filter = filter;
        this.text = new StringBuilder(other.text);
        this.origin = other.origin;
        this.from = other.from;
        this.skipped = other.skipped;
        this.candidates = other.candidates.stream().map(Candidate::copy).toList();
    }

    /// Takes the next characters.
    void feed(String more) {
        append(filter.feed(more));
    }

    /// The same if nothing more came.
    StreamReading settled() {
        var settled = new StreamReading(this, filter.copy());
        settled.append(settled.filter.finish(true));
        return settled;
    }

    private void append(String known) {
        int skip = 0;
        while (skip < known.length()
                && text.isEmpty()
                && origin + filter.position(skipped) < from) {
            skip++;
            skipped++;
        }
        text.append(known, skip, known.length());
    }

    /// True where more input, or its end, decides something.
    boolean undecided() {
        return filter.holds() || candidates.stream().anyMatch(c -> c.start < text.length());
    }

    /// Where the first match of a pattern begins or may yet begin.
    long advance(int pattern, boolean atEnd) {
        int begins = candidates.get(pattern).advance(text, atEnd);
        return begins == Candidate.NOWHERE ? Long.MAX_VALUE : position(begins);
    }

    /// What was found of a pattern.
    Optional<Match> match(int pattern) {
        var candidate = candidates.get(pattern);
        return candidate.matched
                ? Optional.of(match(pattern, candidate.matcher))
                : Optional.empty();
    }

    private Match match(int pattern, Matcher matcher) {
        var groups = new ArrayList<String>();
        for (int i = 0; i <= matcher.groupCount(); i++) {
            var group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        long start = position(matcher.start());
        boolean empty = matcher.end() == matcher.start();
        return new Match(pattern, start, empty ? start : position(matcher.end() - 1) + 1, groups);
    }

    private long position(int index) {
        return Math.max(from, origin + filter.position(index + skipped));
    }

    /// One pattern. No match of it begins before `start`; where `matched`, one begins there.
    private static final class Candidate {
        static final int NOWHERE = Integer.MAX_VALUE;

        private final Matcher matcher;
        private int start;
        private boolean matched;

        Candidate(Matcher matcher) {
            this.matcher = matcher.useAnchoringBounds(false).useTransparentBounds(true);
        }

        /// For another text, in which the same is found up to `start`.
        Candidate copy() {
            var copy = new Candidate(matcher.pattern().matcher(""));
            copy.start = start;
            return copy;
        }

        @SuppressWarnings("JdkObsolete") // a stream is what hitEnd is for
        int advance(CharSequence text, boolean atEnd) {
            if (matched) {
                return start;
            }
            matcher.reset(text);
            for (int at = start; at <= text.length(); at++) {
                matcher.region(at, text.length());
                boolean looking = matcher.lookingAt();
                if (looking && (atEnd || !matcher.hitEnd())) {
                    start = at;
                    matched = true;
                    return at;
                }
                if (!atEnd && matcher.hitEnd()) {
                    // more input could make a match begin here, or change this one
                    start = at;
                    return at;
                }
            }
            if (!atEnd) {
                start = text.length();
            }
            return atEnd ? NOWHERE : start;
        }
    }
}
