package org.proofmark.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A table of text with a heading; the first column is left-aligned, the others right-aligned.
final class Table {
    private final String heading;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String heading, String... columns) {
        this.heading = heading;
        rows.add(List.of(columns));
    }

    Table row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "a row wants " + rows.getFirst().size() + " cells, got " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    void print(PrintStream out) {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(c -> rows.stream().mapToInt(r -> r.get(c).length()).max().orElse(0))
                        .toArray();
        out.println(heading);
        for (var row : rows) {
            var line = new StringBuilder("  ");
            for (var c = 0; c < widths.length; c++) {
                var pad = " ".repeat(widths[c] - row.get(c).length());
                line.append(c == 0 ? row.get(c) + pad : "  " + pad + row.get(c));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
