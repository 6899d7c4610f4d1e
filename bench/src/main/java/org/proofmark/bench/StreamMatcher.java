package org.proofmark.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;

/// Finds patterns in a stream of bytes that comes in pieces, as it is and with noise taken out. The
/// result is the same for every split: the pattern whose match starts first wins, then the first of
/// the list. A match that further input could still change is held back until that input comes or
/// [#settle] says that none does.
///
/// Not thread-safe.
public final class StreamMatcher {
    /// What a line says of itself when it has been quiet for this long: that no more comes now.
    public static final Duration QUIET = Duration.ofSeconds(1);

    /// No answer stands further behind the place from which it is awaited.
    public static final int MAX_BYTES = 8 << 20;

    /// So much before the place from which is read may say whether it stands in a line of noise.
    public static final int CONTEXT = Noise.LONGEST_LINE;

    private static final int TAIL = 8192;

    private final int patterns;
    private final List<StreamReading> readings;
    private final StringBuilder tail = new StringBuilder();
    private long end;
    private int fed;

    /// Takes bytes as they are.
    ///
    /// @param patterns matched against the bytes as ISO-8859-1
    /// @param from the position of the first byte that will be fed
    public StreamMatcher(List<Pattern> patterns, long from) {
        this(patterns, from, Noise.none(), Hearing.EVERYTHING, "");
    }

    /// Takes noise out.
    ///
    /// @param before what stands right before `from`, of which [#CONTEXT] characters matter;
    ///   nothing is found in it
    public StreamMatcher(
            List<Pattern> patterns, long from, Noise noise, Hearing hearing, String before) {
        this.patterns = patterns.size();
        this.end = from;
        this.readings =
                noise.readings(hearing).stream()
                        .map(filter -> new StreamReading(filter, patterns, before, from))
                        .toList();
    }

    /// Takes the next bytes.
    ///
    /// @throws IllegalStateException beyond [#MAX_BYTES]
    public Optional<Match> feed(byte[] bytes) {
        if (fed + bytes.length > MAX_BYTES) {
            throw new IllegalStateException(
                    "more than " + MAX_BYTES + " bytes came without the answer");
        }
        fed += bytes.length;
        end += bytes.length;
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        tail.append(text);
        if (tail.length() > 2 * TAIL) {
            tail.delete(0, tail.length() - TAIL);
        }
        readings.forEach(r -> r.feed(text));
        return best(readings, false);
    }

    /// The match if nothing more came.
    public Optional<Match> settle() {
        return best(readings.stream().map(StreamReading::settled).toList(), true);
    }

    /// True where [#settle] has something to decide.
    public boolean undecided() {
        return readings.stream().anyMatch(StreamReading::undecided);
    }

    /// The position behind the last byte.
    public long end() {
        return end;
    }

    /// The last characters that came, at most 8192.
    public String tail(int length) {
        return tail.substring(Math.max(0, tail.length() - length));
    }

    private Optional<Match> best(List<StreamReading> among, boolean atEnd) {
        StreamReading best = null;
        int index = -1;
        long start = Long.MAX_VALUE;
        for (int i = 0; i < patterns; i++) {
            for (var reading : among) {
                long begins = reading.advance(i, atEnd);
                if (begins < start) {
                    best = reading;
                    index = i;
                    start = begins;
                }
            }
        }
        return best == null ? Optional.empty() : best.match(index);
    }
}
