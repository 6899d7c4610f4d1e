/// Tests of metrics, dashboards and alert rules, with Debian's Prometheus and Grafana's own types.
@NullMarked
package org.proofmark.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
