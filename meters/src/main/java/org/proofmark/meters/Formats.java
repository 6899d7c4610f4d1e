package org.proofmark.meters;

/// The formats that a scrape can be had in. Both are text: a collector that would rather have
/// protobuf takes one of them, too.
final class Formats {
    static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private Formats() {}

    /// OpenMetrics for whoever names it in its `Accept` header, else the older text format.
    static String contentType(String accept) {
        return accept.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }
}
