package org.proofmark.certification.dialogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.proofmark.bench.Console.Match;
import org.proofmark.bench.Hearing;
import org.proofmark.bench.Noise;
import org.proofmark.bench.StreamMatcher;
import org.proofmark.domain.time.Ticker;

/// Lines over a connection.
final class StreamSession implements LineSession {
    private final Source source;
    private final OutputStream out;
    private final String lineEnding;
    private final Ticker ticker;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private boolean closed;

    /// Where bytes come from.
    interface Source extends AutoCloseable {
        /// What comes next: empty where nothing comes within the limit, or the end.
        Optional<Piece> read(Duration limit) throws IOException;

        @Override
        void close();
    }

    /// Bytes, or the end of the connection.
    @SuppressWarnings("ArrayRecordComponent") // made for one reader
    record Piece(byte[] data, boolean end) {}

    StreamSession(Source source, OutputStream out, String lineEnding, Ticker ticker) {
        this.source = source;
        this.out = out;
        this.lineEnding = lineEnding;
        this.ticker = ticker;
    }

    @Override
    public long position() {
        return heard.size();
    }

    @Override
    public void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public Heard await(String step, List<Pattern> patterns, long from, Duration limit)
            throws IOException {
        var matcher = new StreamMatcher(patterns, from, Noise.control(), Hearing.EVERYTHING, "");
        var deadline = ticker.deadline(step, limit);
        var known = heard.toByteArray();
        var match = matcher.feed(Arrays.copyOfRange(known, (int) from, known.length));
        while (match.isEmpty() && !closed && !deadline.passed()) {
            var left = deadline.remaining();
            boolean settling = matcher.undecided() && StreamMatcher.QUIET.compareTo(left) < 0;
            var piece = source.read(settling ? StreamMatcher.QUIET : left);
            match = piece.isPresent() ? feed(matcher, piece.get()) : matcher.settle();
        }
        match = match.or(matcher::settle);
        return match.<Heard>map(Heard.Found::new)
                .orElseGet(() -> closed ? new Heard.Closed() : new Heard.Silent());
    }

    private Optional<Match> feed(StreamMatcher matcher, Piece piece) throws IOException {
        closed |= piece.end();
        heard.writeBytes(piece.data());
        try {
            return matcher.feed(piece.data());
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public String heardFrom(long position) {
        var all = heard.toByteArray();
        return new String(
                all, (int) position, all.length - (int) position, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String lineEnding() {
        return lineEnding;
    }

    @Override
    public void close() {
        source.close();
    }
}
