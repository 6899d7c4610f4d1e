package org.proofmark.benchmarks.metrics;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.proofmark.controller.metrics.ControllerMeters;
import org.proofmark.meters.Meter;
import org.proofmark.meters.Meter.Kind;
import org.proofmark.rigagent.metrics.AgentMeters;

/// docs/metrics.md as it follows from the meters' declarations.
final class MetricsReference {
    private static final String HEAD =
            """
            # Metrics

            What controller and agent serve at `/metrics`, in the text format of Prometheus or, for a collector that asks for it,
            OpenMetrics. Dashboards, alert rules and how to set all of it up: [grafana/](../grafana/README.md).

            <!-- Generated from the meters: edit ControllerMeters.java, AgentMeters.java or ProcessMeters.java, then run
            ./proofmark test -pl benchmarks -am -Dtest=MetricsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dproofmark.regenerate=true -->

            - The controller serves them with its pages, the agent where `proofmark rig --metrics HOST:PORT` says; both on loopback
              unless told otherwise. `endpoints.json` in the controller's state names its address (`web`), the file `metrics` in an
              agent's state the agent's.
            - Labels have values from sets that do not grow by themselves: rigs and slots are as many as there are; no unit, no run
              and no free text is ever one.
            - Counters begin at 0 with the process: `rate()` and `increase()` see a restart and count on. What must outlive one is
              asked of `status` and of reports.
            - A histogram has `_bucket`, `_sum` and `_count`, and beside it a gauge `_max`, the largest value of the last minutes.
            - Everything is read when it is asked for. What could not be read is missing, or NaN, and counted in
              `proofmark_failed_reads_total`; the rest is served all the same.
            - Both also serve what Micrometer knows of their JVM: `jvm_memory_*`, `jvm_gc_*`, `jvm_threads_*`, `jvm_classes_*`,
              `process_*`, `system_*`.
            """;

    private MetricsReference() {}

    static String text() {
        return HEAD
                + "\n## Controller\n\n"
                + table(ControllerMeters.ALL)
                + "\n## Agent\n\nEvery series of an agent has the label `rig`: one agent, one rig.\n\n"
                + table(AgentMeters.ALL);
    }

    private static String table(List<Meter> meters) {
        return meters.stream()
                .map(MetricsReference::line)
                .collect(
                        Collectors.joining(
                                "",
                                "| metric | kind | labels | meaning |\n|---|---|---|---|\n",
                                ""));
    }

    private static String line(Meter meter) {
        var labels =
                meter.labels().isEmpty()
                        ? "–"
                        : meter.labels().stream()
                                .map(label -> "`" + label + "`")
                                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s%s |\n"
                .formatted(
                        meter.name(),
                        meter.kind().name().toLowerCase(Locale.ROOT),
                        labels,
                        meter.help(),
                        buckets(meter));
    }

    private static String buckets(Meter meter) {
        return meter.kind() == Kind.HISTOGRAM
                ? meter.buckets().stream()
                        .map(bucket -> seconds(bucket.toMillis()))
                        .collect(Collectors.joining(", ", " Buckets, in seconds: ", "."))
                : "";
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? String.valueOf(millis / 1000) : String.valueOf(millis / 1000.0);
    }
}
