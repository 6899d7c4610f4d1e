package org.proofmark.certification.dialogue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A session whose words go into the transcript.
final class RecordedSession implements LineSession {
    private final StreamSession session;
    private final LineTranscript.Session entry;
    private long told;

    RecordedSession(StreamSession session, LineTranscript.Session entry) {
        this.session = session;
        this.entry = entry;
    }

    @Override
    public long position() {
        return session.position();
    }

    @Override
    public String heardFrom(long position) {
        return session.heardFrom(position);
    }

    @Override
    public void write(String text) throws IOException {
        entry.sent(text);
        session.write(text);
    }

    @Override
    public Heard await(String step, List<Pattern> patterns, long from, Duration limit)
            throws IOException {
        try {
            return session.await(step, patterns, from, limit);
        } finally {
            entry.heard(session.heardFrom(told));
            told = session.position();
        }
    }

    @Override
    public String lineEnding() {
        return session.lineEnding();
    }

    @Override
    public void close() {
        session.close();
    }
}
