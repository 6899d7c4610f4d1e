package org.proofmark.cli.population;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;
import org.proofmark.credential.population.UnitFields;

/// A row that could be read. Most rows of a long list are counted and hashed, and no more: their
/// values become text only when somebody asks, and one object stands for one row after the other.
/// Who keeps a row keeps [#alone()]. Not thread-safe.
final class ListRow {
    private static final byte[] NO_TEXT = {};
    private static final int[] NO_ENDS = {};

    private final Columns columns;
    private final int[] ends;
    private long line;
    private byte[] text;
    private int from;
    private @Nullable List<String> values;
    private Optional<MacAddress> mac = Optional.empty();
    private boolean macRead;

    /// @param line where it begins, the first being 1; of a Parquet file the row
    /// @param values one for each column
    ListRow(long line, Columns columns, List<String> values) {
        this(columns, NO_ENDS);
        this.line = line;
        this.values = List.copyOf(values);
    }

    private ListRow(Columns columns, int[] ends) {
        this.columns = columns;
        this.ends = ends;
        this.text = NO_TEXT;
    }

    /// For rows of ASCII without quotes, one after the other; none before [#moveTo].
    ///
    /// @param ends index behind each column's last character; a separator stands there, or the end
    static ListRow ascii(Columns columns, int[] ends) {
        return new ListRow(columns, ends);
    }

    /// From here on this is the row at another line; where its columns end stands in `ends`
    /// already.
    ///
    /// @param text holds the row, and is not changed as long as this is that row
    /// @param from where the row begins
    void moveTo(long line, byte[] text, int from) {
        this.line = line;
        this.text = text;
        this.from = from;
        values = null;
        mac = Optional.empty();
        macRead = false;
    }

    /// This row for good, which keeps no other row's text in memory.
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
            identifier(index)
                    .ifPresent(value -> identifiers.put(columns.names().get(index), value));
        }
        return new PopulationUnit(id(), identifiers, secret());
    }

    /// The same, as long as this is the same row: only those identifiers become text that somebody
    /// asks for.
    PopulationUnit passingUnit() {
        return new PopulationUnit(id(), new Identifiers(), secret());
    }

    /// A column's value, where it is one that says something.
    private Optional<String> identifier(int index) {
        var value = value(index).strip();
        boolean unusable = index == columns.mac() && mac().isEmpty();
        return value.isEmpty() || unusable ? Optional.empty() : Optional.of(value);
    }

    private final class Identifiers extends UnitFields {
        @Override
        protected Optional<String> value(String name) {
            for (int index : columns.identifiers()) {
                if (columns.names().get(index).equals(name)) {
                    return identifier(index);
                }
            }
            return Optional.empty();
        }

        @Override
        protected List<String> names() {
            return columns.identifiers().stream().map(columns.names()::get).toList();
        }
    }
}
