package org.proofmark.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;

/// Finds patterns in a stream of bytes that comes in pieces. The result is the same for every
/// split: the pattern whose match starts first wins, then the first of the list. A match that
/// further input could still change is held back until that input comes or [#settle] says that none
/// does.
///
/// Not thread-safe.
public final class StreamMatcher {
    /// What a line says of itself when it has been quiet for this long: that no more comes now.
    public static final Duration QUIET = Duration.ofSeconds(1);

    /// No answer stands further behind the place from which it is awaited.
    public static final int MAX_BYTES = 8 << 20;

    private static final int NOWHERE = Integer.MAX_VALUE;

    private final StringBuilder text = new StringBuilder();
    private final long from;
    private final List<Candidate> candidates = new ArrayList<>();

    /// @param patterns matched against the bytes as ISO-8859-1
    /// @param from the position of the first byte that will be fed
    public StreamMatcher(List<Pattern> patterns, long from) {
        this.from = from;
        patterns.forEach(p -> candidates.add(new Candidate(p.matcher(text))));
    }

    /// Takes the next bytes.
    ///
    /// @throws IllegalStateException beyond [#MAX_BYTES]
    public Optional<Match> feed(byte[] bytes) {
        if (text.length() + bytes.length > MAX_BYTES) {
            throw new IllegalStateException(
                    "more than " + MAX_BYTES + " bytes came without the answer");
        }
        text.append(new String(bytes, StandardCharsets.ISO_8859_1));
        return best(false);
    }

    /// The match if nothing more came.
    public Optional<Match> settle() {
        return best(true);
    }

    /// True where [#settle] has something to decide.
    public boolean undecided() {
        return candidates.stream().anyMatch(c -> c.start < text.length());
    }

    /// The position behind the last byte.
    public long end() {
        return from + text.length();
    }

    /// The last characters that came.
    public String tail(int length) {
        return text.substring(Math.max(0, text.length() - length));
    }

    private Optional<Match> best(boolean atEnd) {
        Candidate best = null;
        int index = -1;
        int start = NOWHERE;
        for (int i = 0; i < candidates.size(); i++) {
            var candidate = candidates.get(i);
            int begins = candidate.advance(text, atEnd);
            if (begins < start) {
                best = candidate;
                index = i;
                start = begins;
            }
        }
        return best != null && best.matched
                ? Optional.of(best.match(index, from))
                : Optional.empty();
    }

    /// One pattern. No match of it begins before `start`; where `matched`, one begins there.
    private static final class Candidate {
        private final Matcher matcher;
        private int start;
        private boolean matched;

        Candidate(Matcher matcher) {
            this.matcher = matcher.useAnchoringBounds(false).useTransparentBounds(true);
        }

        /// Where the first match begins or may yet begin.
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

        Match match(int index, long offset) {
            var groups = new ArrayList<String>();
            for (int i = 0; i <= matcher.groupCount(); i++) {
                var group = matcher.group(i);
                groups.add(group == null ? "" : group);
            }
            return new Match(index, offset + matcher.start(), offset + matcher.end(), groups);
        }
    }
}
