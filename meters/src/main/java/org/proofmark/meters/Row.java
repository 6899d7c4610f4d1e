package org.proofmark.meters;

import java.util.List;

/// A value of a gauge at the moment of a scrape.
///
/// @param labels values, in the order in which the meter declares its labels
public record Row(List<String> labels, double value) {
    public Row {
        labels = List.copyOf(labels);
    }

    /// @param value of the gauge; up to 2^53 it stays what it is
    /// @param labels in the meter's order
    public static Row of(long value, String... labels) {
        return of((double) value, labels);
    }

    /// @param value of the gauge
    /// @param labels in the meter's order
    public static Row of(double value, String... labels) {
        return new Row(List.of(labels), value);
    }
}
