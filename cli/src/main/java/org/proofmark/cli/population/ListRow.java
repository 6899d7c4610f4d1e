package org.proofmark.cli.population;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.proofmark.credential.population.MacAddress;
import org.proofmark.credential.population.PopulationUnit;

/// A row that could be read.
///
/// @param line where it begins, the first being 1; of a Parquet file the row
/// @param values one for each column
record ListRow(long line, Columns columns, List<String> values) {
    /// What the list calls the unit; `row 17` where it has no id.
    String id() {
        var id = columns.id() < 0 ? "" : values.get(columns.id()).strip();
        return id.isEmpty() ? "row " + line : id;
    }

    /// The password, or its digest.
    String secret() {
        return values.get(columns.secret());
    }

    /// The MAC address; empty where there is none.
    Optional<MacAddress> mac() {
        int index = columns.names().indexOf("mac");
        return index < 0 ? Optional.empty() : MacAddress.parse(values.get(index));
    }

    /// What is wrong with it, although it can be used.
    Optional<String> oddity() {
        int index = columns.names().indexOf("mac");
        return index >= 0 && !values.get(index).isBlank() && mac().isEmpty()
                ? Optional.of(
                        "'"
                                + values.get(index).strip()
                                + "' is no MAC address: wanted are 12 hexadecimal digits, alone or with"
                                + " ':', '-', '.' or blanks")
                : Optional.empty();
    }

    /// As the analyser sees it.
    PopulationUnit unit() {
        var identifiers = new LinkedHashMap<String, String>();
        for (int index : columns.identifiers()) {
            var value = values.get(index).strip();
            boolean unusable = columns.names().get(index).equals("mac") && mac().isEmpty();
            if (!value.isEmpty() && !unusable) {
                identifiers.put(columns.names().get(index), value);
            }
        }
        return new PopulationUnit(id(), identifiers, secret());
    }
}
