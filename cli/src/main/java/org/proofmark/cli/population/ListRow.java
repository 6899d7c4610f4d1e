package org.proofmark.cli.population;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;

/// A row that could be read. Most rows of a long list are counted and hashed, and no more: their
/// values become text only when somebody asks. Not thread-safe.
final class ListRow {
    private static final byte[] NO_TEXT = {};
    private static final int[] NO_ENDS = {};

    private final long line;
    private final Columns columns;
    private final byte[] text;
    private final int from;
    private final int[] ends;
    private @Nullable List<String> values;
    private Optional<MacAddress> mac = Optional.empty();
    private boolean macRead;

    /// @param line where it begins, the first being 1; of a Parquet file the row
    /// @param values one for each column
    ListRow(long line, Columns columns, List<String> values) {
        this(line, columns, NO_TEXT, 0, NO_ENDS);
        this.values = List.copyOf(values);
    }

    private ListRow(long line, Columns columns, byte[] text, int from, int[] ends) {
        this.line = line;
        this.columns = columns;
        this.text = text;
        this.from = from;
        this.ends = ends;
    }

    /// A row of ASCII without quotes.
    ///
    /// @param text holds it and is not changed from here on
    /// @param from where the row begins
    /// @param ends index behind each column's last character; a separator stands there, or the end
    static ListRow ascii(long line, Columns columns, byte[] text, int from, int[] ends) {
        return new ListRow(line, columns, text, from, ends);
    }

    /// The same row, which keeps no other row's text in memory.
    ListRow alone() {
        return new ListRow(line, columns, values());
    }

    long line() {
        return line;
    }

    Columns columns() {
        return columns;
    }

    /// One for each column.
    List<String> values() {
        if (values == null) {
            var all = new ArrayList<String>(ends.length);
            for (int i = 0; i < ends.length; i++) {
                all.add(value(i));
            }
            values = List.copyOf(all);
        }
        return values;
    }

    private String value(int column) {
        if (values != null) {
            return values.get(column);
        }
        int start = start(column);
        return new String(text, start, ends[column] - start, StandardCharsets.ISO_8859_1);
    }

    private int start(int column) {
        return column == 0 ? from : ends[column - 1] + 1;
    }

    /// What the list calls the unit; `row 17` where it has no id.
    String id() {
        var id = columns.id() < 0 ? "" : value(columns.id()).strip();
        return id.isEmpty() ? "row " + line : id;
    }

    /// The password, or its digest.
    String secret() {
        return value(columns.secret());
    }

    boolean hasSecret() {
        int column = columns.secret();
        return values == null ? ends[column] > start(column) : !values.get(column).isEmpty();
    }

    /// The hash of [#id()].
    long idHash(RowHash hash) {
        int column = columns.id();
        if (values == null && column >= 0) {
            int start = start(column);
            int end = ends[column];
            if (end > start && text[start] > ' ' && text[end - 1] > ' ') {
                return hash.of(text, start, end);
            }
        }
        return hash.of(id());
    }

    /// The hash of [#secret()].
    long secretHash(RowHash hash) {
        int column = columns.secret();
        return values == null
                ? hash.of(text, start(column), ends[column])
                : hash.of(values.get(column));
    }

    /// The MAC address; empty where there is none.
    Optional<MacAddress> mac() {
        if (!macRead) {
            macRead = true;
            int index = columns.mac();
            if (index >= 0) {
                mac =
                        values == null
                                ? MacAddress.parse(text, start(index), ends[index])
                                : MacAddress.parse(values.get(index));
            }
        }
        return mac;
    }

    /// What is wrong with it, although it can be used.
    Optional<String> oddity() {
        int index = columns.mac();
        return index >= 0 && mac().isEmpty() && !value(index).isBlank()
                ? Optional.of(
                        "'"
                                + value(index).strip()
                                + "' is no MAC address: wanted are 12 hexadecimal digits, alone or with"
                                + " ':', '-', '.' or blanks")
                : Optional.empty();
    }

    /// As the analyser sees it.
    PopulationUnit unit() {
        var identifiers = new LinkedHashMap<String, String>();
        for (int index : columns.identifiers()) {
            var value = value(index).strip();
            boolean unusable = index == columns.mac() && mac().isEmpty();
            if (!value.isEmpty() && !unusable) {
                identifiers.put(columns.names().get(index), value);
            }
        }
        return new PopulationUnit(id(), identifiers, secret());
    }
}
