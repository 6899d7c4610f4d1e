package org.proofmark.cli.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A list with named columns. As JSON it is one object: the list under its name, then the totals.
///
/// @param name the JSON key of the list
/// @param columns camelCase keys; the table's heads are the same words
/// @param rows a value per column: a string, number, boolean or list of strings
/// @param totals further keys of the JSON object; the table leaves them to its caller
public record Listing(
        String name,
        List<String> columns,
        List<Map<String, Object>> rows,
        Map<String, Object> totals) {
    /// Wider cells are no help on a screen.
    private static final int MAX_CELL = 72;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// Without totals.
    public static Listing of(String name, List<String> columns, List<Map<String, Object>> rows) {
        return new Listing(name, columns, rows, Map.of());
    }

    /// A row whose cells come in the order of the columns.
    public static Map<String, Object> row(List<String> columns, Object... cells) {
        if (columns.size() != cells.length) {
            throw new IllegalArgumentException(
                    "a row wants " + columns.size() + " cells, got " + cells.length);
        }
        var row = new LinkedHashMap<String, Object>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), cells[i]);
        }
        return row;
    }

    /// Prints it.
    public void print(PrintWriter out, OutputFormat format) {
        switch (format) {
            case TEXT -> printTable(out);
            case JSON -> printJson(out);
        }
        out.flush();
    }

    private void printJson(PrintWriter out) {
        var root = new LinkedHashMap<String, Object>();
        root.put(name, rows);
        root.putAll(totals);
        out.println(JSON.writeValueAsString(root));
    }

    private void printTable(PrintWriter out) {
        var lines = new ArrayList<List<String>>();
        lines.add(columns.stream().map(Listing::head).toList());
        for (Map<String, Object> row : rows) {
            lines.add(columns.stream().map(column -> cell(row.get(column))).toList());
        }
        for (List<String> line : lines) {
            out.println(formatted(line, lines));
        }
    }

    private static String formatted(List<String> line, List<List<String>> lines) {
        var text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            int column = i;
            int width =
                    lines.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
            text.append(line.get(i)).append(" ".repeat(width - line.get(i).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    /// `slotName` reads `slot name`.
    private static String head(String column) {
        return column.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static String cell(@org.jspecify.annotations.Nullable Object value) {
        var text =
                switch (value) {
                    case null -> "";
                    case List<?> list ->
                            list.stream().map(String::valueOf).collect(Collectors.joining(", "));
                    default -> value.toString();
                };
        return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 1) + "…";
    }
}
