package org.proofmark.cli.population;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.proofmark.cli.exit.Trouble;

/// Splits a file into records of text: lines, or for CSV lines whose quotes are closed. LF, CRLF
/// and a lone CR end a line; a byte order mark is skipped; each record must be UTF-8.
final class TextRows {
    /// A longer row is a quote that is not closed, or no list.
    static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int BUFFER = 1 << 17;
    private static final int PROGRESS_RECORDS = 1 << 14;

    /// Takes records.
    interface Records {
        void text(long line, String text);

        /// A record of ASCII without a double quote.
        ///
        /// @param text is not changed before this returns
        /// @param from the first byte
        /// @param to behind the last
        default void plain(long line, byte[] text, int from, int to) {
            text(line, new String(text, from, to - from, StandardCharsets.ISO_8859_1));
        }

        void malformed(long line, String what);

        void progress(double part);
    }

    private final Path file;
    private final boolean quotes;
    private final Records records;
    private byte[] record = new byte[512];
    private int length;
    private boolean ascii = true;
    private boolean tooLong;
    private long line = 1;
    private long recordLine = 1;
    private long recordsSince;
    private boolean quoted;
    private boolean anyQuote;

    /// Where the last CR stands, from the file's beginning.
    private long carriageReturn = Long.MIN_VALUE;

    private TextRows(Path file, boolean quotes, Records records) {
        this.file = file;
        this.quotes = quotes;
        this.records = records;
    }

    /// Reads a file.
    ///
    /// @param quotes whether a line break between double quotes is part of the record
    static void read(Path file, boolean quotes, Records records) {
        try (var in = Files.newInputStream(file)) {
            new TextRows(file, quotes, records).read(in, Math.max(1, Files.size(file)));
        } catch (IOException e) {
            throw new Trouble(file + ": cannot be read to its end: " + e.getMessage(), e);
        }
    }

    private void read(InputStream in, long size) throws IOException {
        var buffer = new byte[BUFFER];
        long position = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            scan(buffer, position == 0 && startsWithMark(buffer, count) ? 3 : 0, count, position);
            position += count;
            if (recordsSince >= PROGRESS_RECORDS) {
                recordsSince = 0;
                records.progress(Math.min(1, (double) position / size));
            }
        }
        if (quoted) {
            records.malformed(recordLine, "a double quote is not closed");
        } else if (length > 0) {
            finish();
        }
    }

    /// Most bytes are above the double quote and need no look.
    private void scan(byte[] buffer, int from, int count, long position) {
        int start = from;
        for (int i = from; i < count; i++) {
            byte b = buffer[i];
            if (b > '"') {
                continue;
            }
            if (b < 0) {
                ascii = false;
            } else if (b == '"') {
                quoted ^= quotes;
                anyQuote = true;
            } else if (b == '\n' && position + i == carriageReturn + 1) {
                // Already ended by its CR.
                append(buffer, start, i);
                start = i + 1;
            } else if (b == '\n' || b == '\r') {
                carriageReturn = b == '\r' ? position + i : carriageReturn;
                line++;
                if (isPlain(i - start)) {
                    records.plain(recordLine, buffer, start, i);
                    recordsSince++;
                    recordLine = line;
                } else {
                    end(buffer, start, i);
                }
                start = i + 1;
            }
        }
        append(buffer, start, count);
    }

    /// Whether a record that ends here stands in one buffer and needs no second look.
    private boolean isPlain(int bytes) {
        return ascii && !anyQuote && length == 0 && bytes > 0 && !tooLong;
    }

    /// A line ends here; between quotes its end is part of the record.
    private void end(byte[] buffer, int start, int at) {
        append(buffer, start, quoted ? at + 1 : at);
        quoted &= !tooLong;
        if (!quoted) {
            finish();
        }
    }

    private static boolean startsWithMark(byte[] buffer, int count) {
        return count >= 3
                && (buffer[0] & 0xff) == 0xEF
                && (buffer[1] & 0xff) == 0xBB
                && (buffer[2] & 0xff) == 0xBF;
    }

    private void append(byte[] buffer, int from, int to) {
        int more = to - from;
        if (length + more > MAX_RECORD_BYTES) {
            tooLong = true;
        } else if (!tooLong && more > 0) {
            if (length + more > record.length) {
                record = Arrays.copyOf(record, Math.max(2 * record.length, length + more));
            }
            System.arraycopy(buffer, from, record, length, more);
            length += more;
        }
    }

    private void finish() {
        if (tooLong) {
            records.malformed(
                    recordLine,
                    "longer than " + MAX_RECORD_BYTES + " bytes: is a double quote not closed?");
        } else if (length > 0) {
            deliver();
        }
        recordsSince++;
        length = 0;
        ascii = true;
        anyQuote = false;
        tooLong = false;
        recordLine = line;
    }

    private void deliver() {
        if (ascii && !anyQuote) {
            records.plain(recordLine, record, 0, length);
            return;
        }
        if (ascii) {
            records.text(recordLine, new String(record, 0, length, StandardCharsets.ISO_8859_1));
            return;
        }
        String text;
        try {
            text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(record, 0, length))
                            .toString();
        } catch (CharacterCodingException e) {
            records.malformed(recordLine, "not UTF-8: save the list in UTF-8");
            return;
        }
        records.text(recordLine, text);
    }

    @Override
    public String toString() {
        return "TextRows[" + file + "]";
    }
}
