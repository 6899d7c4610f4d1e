package org.proofmark.cli.population;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.UnusableInput;

/// Comma-separated values (RFC 4180) with a header; also with semicolons or tabs, whichever the
/// header has most of.
final class CsvSource implements RowSource {
    private final Path file;
    private final String name;
    private final List<String> wanted;

    CsvSource(Path file, String name, List<String> wanted) {
        this.file = file;
        this.name = name;
        this.wanted = wanted;
    }

    @Override
    public void read(Sink sink) {
        var reader = new Reader(sink);
        TextRows.read(file, true, reader);
        if (reader.columns == null) {
            throw new UnusableInput(
                    name + ": the list is empty; wanted is a header with the columns' names first");
        }
    }

    private final class Reader implements TextRows.Records {
        private final Sink sink;
        private @Nullable Columns columns;
        private char separator = ',';
        private int width;
        private int[] ends = {};
        private @Nullable ListRow row;

        Reader(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void text(long line, String text) {
            if (columns == null) {
                separator = separator(text);
                columns = Columns.of(split(text, separator), wanted);
                columns.check(name, wanted);
                width = columns.names().size();
                ends = new int[width];
                row = ListRow.ascii(columns, ends);
                return;
            }
            var values = split(text, separator);
            if (values.size() != width) {
                miscounted(line, values.size());
                return;
            }
            sink.row(new ListRow(line, columns, values));
        }

        private void miscounted(long line, int values) {
            sink.malformed(line, "has " + values + " values; the header has " + width);
        }

        @Override
        public void plain(long line, byte[] text, int from, int to) {
            if (row == null) {
                TextRows.Records.super.plain(line, text, from, to);
                return;
            }
            byte end = (byte) separator;
            int values = 0;
            for (int i = from; i < to; i++) {
                if (text[i] == end) {
                    if (values < width) {
                        ends[values] = i;
                    }
                    values++;
                }
            }
            if (values + 1 != width) {
                miscounted(line, values + 1);
                return;
            }
            ends[values] = to;
            row.moveTo(line, text, from);
            sink.row(row);
        }

        @Override
        public void malformed(long line, String what) {
            if (columns == null) {
                throw new UnusableInput(name + ":" + line + ": the header is " + what);
            }
            sink.malformed(line, what);
        }

        @Override
        public void progress(double part) {
            sink.progress(part);
        }
    }

    private static char separator(String header) {
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = header.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    /// The values of a record. A double quote in a quoted value is doubled.
    static List<String> split(String text, char separator) {
        var values = new ArrayList<String>();
        int at = 0;
        while (at <= text.length()) {
            if (at < text.length() && text.charAt(at) == '"') {
                var value = new StringBuilder();
                at = quoted(text, at + 1, value);
                int next = text.indexOf(separator, at);
                values.add(value.append(text, at, next < 0 ? text.length() : next).toString());
                at = next < 0 ? text.length() + 1 : next + 1;
            } else {
                int next = text.indexOf(separator, at);
                values.add(text.substring(at, next < 0 ? text.length() : next));
                at = next < 0 ? text.length() + 1 : next + 1;
            }
        }
        return values;
    }

    /// Returns the index behind the closing quote.
    private static int quoted(String text, int from, StringBuilder value) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append(c);
                at++;
            } else {
                return at;
            }
        }
        return at;
    }
}
