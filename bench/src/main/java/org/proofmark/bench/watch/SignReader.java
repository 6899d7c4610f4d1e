package org.proofmark.bench.watch;

import java.util.function.Consumer;

/// Reads signs off a stream of bytes, line by line, without a terminal's control sequences. The
/// result is the same for every split of the stream into reads; what is kept is one line of at most
/// [#LONGEST] characters.
///
/// Not thread-safe.
final class SignReader {
    /// The kernel's own limit of a line is 1024 with its prefix. A longer line is looked at in
    /// parts of this length.
    static final int LONGEST = 1024;

    /// So much of a line is shown.
    static final int SHOWN = 160;

    /// A control sequence is over after so many characters, whatever it says: binary noise must not
    /// swallow what follows.
    private static final int LONGEST_SEQUENCE = 256;

    /// Where a part of a line stands that began before: so that nothing of it begins the line.
    private static final char CONTINUED = '\u2026';

    private static final char ESCAPE = '\u001b';

    private final SignTable table;
    private final StringBuilder line = new StringBuilder();
    private Sequence sequence = Sequence.NONE;
    private int sequenceLength;
    private long position;
    private long lineBegan;

    /// What of a control sequence (ECMA-48) is being read.
    private enum Sequence {
        NONE,
        /// The escape was read.
        BEGUN,
        /// `ESC [`: up to a final character.
        CONTROL,
        /// `ESC ]`, `ESC P` and their kin: up to BEL or `ESC \`.
        TEXT,
        /// An escape within such a text.
        TEXT_ENDS
    }

    SignReader(SignTable table) {
        this.table = table;
    }

    /// Forgets what it has begun to read.
    ///
    /// @param from the position of the next byte
    void begin(long from) {
        line.setLength(0);
        sequence = Sequence.NONE;
        position = from;
        lineBegan = from;
    }

    /// The position behind the last byte.
    long position() {
        return position;
    }

    /// What is kept of a line that has not ended.
    int held() {
        return line.length();
    }

    /// Takes what comes next.
    ///
    /// @param more bytes as ISO-8859-1
    void feed(String more, Consumer<Sign> found) {
        for (int i = 0; i < more.length(); i++) {
            take(more.charAt(i), found);
        }
    }

    private void take(char c, Consumer<Sign> found) {
        if (c == '\n' || c == '\r') {
            sequence = Sequence.NONE;
            look(found);
            position++;
            lineBegan = position;
            return;
        }
        if (c == ESCAPE || sequence != Sequence.NONE) {
            sequence = next(c);
        } else if (c >= ' ' || c == '\t') {
            if (line.isEmpty()) {
                lineBegan = position;
            }
            line.append(c);
        }
        position++;
        if (line.length() >= LONGEST) {
            look(found);
            line.append(CONTINUED);
            lineBegan = position;
        }
    }

    private Sequence next(char c) {
        if (sequence == Sequence.NONE || (c == ESCAPE && sequence != Sequence.TEXT)) {
            sequenceLength = 0;
            return Sequence.BEGUN;
        }
        if (++sequenceLength > LONGEST_SEQUENCE) {
            return Sequence.NONE;
        }
        return switch (sequence) {
            case NONE -> Sequence.NONE;
            case BEGUN -> behindEscape(c);
            case CONTROL -> c >= '@' && c <= '~' ? Sequence.NONE : Sequence.CONTROL;
            case TEXT -> c == '\u0007' ? Sequence.NONE : within(c);
            case TEXT_ENDS -> Sequence.NONE;
        };
    }

    private static Sequence within(char c) {
        return c == ESCAPE ? Sequence.TEXT_ENDS : Sequence.TEXT;
    }

    private static Sequence behindEscape(char c) {
        if (c == '[') {
            return Sequence.CONTROL;
        }
        if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            return Sequence.TEXT;
        }
        // ESC ( B and its kin have one more character
        return c >= ' ' && c <= '/' ? Sequence.BEGUN : Sequence.NONE;
    }

    private void look(Consumer<Sign> found) {
        if (!line.isEmpty()) {
            var text = line.toString().strip();
            line.setLength(0);
            for (var entry : table.entries()) {
                if (entry.pattern().matcher(text).find()) {
                    found.accept(new Sign(entry.kind(), entry.name(), lineBegan, shown(text)));
                }
            }
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
