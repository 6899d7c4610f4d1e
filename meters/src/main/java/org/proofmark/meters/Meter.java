package org.proofmark.meters;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A meter as declared: what docs/metrics.md lists, and all that can be counted.
///
/// @param name as Prometheus sees it, unit included: `proofmark_…`, a counter's ends in `_total`, a
///   histogram's in `_seconds`
/// @param help what it counts, in a sentence for people
/// @param labels their names; every value comes from a set that does not grow by itself
/// @param buckets upper limits of a histogram, rising; empty for the other kinds
public record Meter(
        String name, Kind kind, String help, List<String> labels, List<Duration> buckets) {
    private static final Pattern NAME = Pattern.compile("proofmark(_[a-z0-9]+)+");
    private static final Pattern LABEL = Pattern.compile("[a-z]+(_[a-z]+)*");

    /// What it does.
    public enum Kind {
        /// Only grows, from 0 at the start of the process unless its help says otherwise.
        COUNTER,
        /// Goes up and down.
        GAUGE,
        /// How many took how long.
        HISTOGRAM
    }

    public Meter {
        labels = List.copyOf(labels);
        buckets = List.copyOf(buckets);
        check(NAME.matcher(name).matches(), name, "wants a name like proofmark_rigs");
        check(help.endsWith(".") && help.length() > 10, name, "wants a help text, a sentence");
        check(
                labels.stream().allMatch(label -> LABEL.matcher(label).matches()),
                name,
                "wants labels like rig or wait_code");
        check((kind == Kind.COUNTER) == name.endsWith("_total"), name, "_total ends a counter");
        check((kind == Kind.HISTOGRAM) == !buckets.isEmpty(), name, "buckets make a histogram");
        check(
                kind != Kind.HISTOGRAM || name.endsWith("_seconds"),
                name,
                "a histogram counts seconds and ends in _seconds");
    }

    private static void check(boolean holds, String name, String what) {
        if (!holds) {
            throw new IllegalArgumentException("meter " + name + ": " + what);
        }
    }

    public static Meter counter(String name, String help, String... labels) {
        return new Meter(name, Kind.COUNTER, help, List.of(labels), List.of());
    }

    public static Meter gauge(String name, String help, String... labels) {
        return new Meter(name, Kind.GAUGE, help, List.of(labels), List.of());
    }

    /// @param buckets rising
    public static Meter histogram(
            String name, String help, List<Duration> buckets, String... labels) {
        return new Meter(name, Kind.HISTOGRAM, help, List.of(labels), buckets);
    }
}
