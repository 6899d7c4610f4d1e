package org.proofmark.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

public class MetersTest {
    private static final Meter FAILURES =
            Meter.counter("proofmark_failed_reads_total", "What could not be read at a scrape.");
    private static final Meter ORDERS =
            Meter.counter("proofmark_orders_total", "Orders that came.", "rig");
    private static final Meter RIGS = Meter.gauge("proofmark_rigs", "Rigs there are.", "state");
    private static final Meter DISK = Meter.gauge("proofmark_disk_free_bytes", "Free on disk.");
    private static final Meter BOOT =
            Meter.histogram(
                    "proofmark_boot_seconds",
                    "How long devices took to boot.",
                    List.of(Duration.ofMillis(500), Duration.ofSeconds(10)),
                    "outcome");

    private Meters meters;

    @BeforeMethod
    void makeMeters() {
        meters = new Meters(FAILURES, List.of());
    }

    @AfterMethod
    void closeMeters() {
        meters.close();
    }

    private String scrape() {
        return meters.scrape("").text();
    }

    @Test
    public void aCounterKeepsItsDeclaredNameAndStartsAtZero() {
        var orders = meters.counter(ORDERS, "rig-1");
        assertThat(scrape())
                .contains("# HELP proofmark_orders_total Orders that came.\n")
                .contains("# TYPE proofmark_orders_total counter\n")
                .contains("proofmark_orders_total{rig=\"rig-1\"} 0.0\n");
        orders.one();
        orders.add(2);
        assertThat(scrape()).contains("proofmark_orders_total{rig=\"rig-1\"} 3.0\n");
    }

    @Test
    public void whatIsReadAtAScrapeIsHeldForAsLongAsTheMetersLive() {
        var total = new AtomicLong(7);
        meters.counts(ORDERS, total::get, "rig-1");
        meters.reads(DISK, () -> total.get() * 2.0);
        // a counter that is held weakly only is read as its last value after this
        System.gc();
        total.set(9);
        assertThat(scrape())
                .contains("proofmark_orders_total{rig=\"rig-1\"} 9.0\n")
                .contains("proofmark_disk_free_bytes 18.0\n");
    }

    @Test
    public void rowsThatAreGoneAreGone() {
        var rows = new ArrayList<>(List.of(Row.of(2, "connected"), Row.of(1, "lost")));
        meters.rows(RIGS, () -> List.copyOf(rows));
        assertThat(scrape())
                .contains("proofmark_rigs{state=\"connected\"} 2.0\n")
                .contains("proofmark_rigs{state=\"lost\"} 1.0\n");
        rows.set(0, Row.of(3, "connected"));
        rows.removeLast();
        assertThat(scrape())
                .contains("proofmark_rigs{state=\"connected\"} 3.0\n")
                .doesNotContain("lost");
    }

    @Test
    public void whatCannotBeReadIsCountedAndHidesNothingElse() {
        meters.rows(
                RIGS,
                () -> {
                    throw new IllegalStateException("the store is away");
                });
        meters.reads(
                DISK,
                () -> {
                    throw new IllegalStateException("no such disk");
                });
        meters.counter(ORDERS, "rig-1").one();
        scrape();
        assertThat(scrape())
                .contains("proofmark_disk_free_bytes NaN\n")
                .contains("proofmark_orders_total{rig=\"rig-1\"} 1.0\n")
                .containsPattern("proofmark_failed_reads_total [2-9]\\.0")
                .doesNotContain("proofmark_rigs{");
    }

    @Test
    public void aHistogramHasTheDeclaredBuckets() {
        var boots = meters.histogram(BOOT, "done");
        boots.record(Duration.ofMillis(400));
        boots.record(Duration.ofSeconds(4));
        assertThat(scrape())
                .contains("# TYPE proofmark_boot_seconds histogram\n")
                .contains("proofmark_boot_seconds_bucket{outcome=\"done\",le=\"0.5\"} 1\n")
                .contains("proofmark_boot_seconds_bucket{outcome=\"done\",le=\"10.0\"} 2\n")
                .contains("proofmark_boot_seconds_bucket{outcome=\"done\",le=\"+Inf\"} 2\n")
                .contains("proofmark_boot_seconds_sum{outcome=\"done\"} 4.4\n");
    }

    @Test
    public void whoAsksForOpenMetricsGetsIt() {
        meters.counter(ORDERS, "rig-1").one();
        var open = meters.scrape("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
        assertThat(open.contentType())
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.text())
                .contains("# TYPE proofmark_orders counter\n")
                .contains("proofmark_orders_total{rig=\"rig-1\"} 1.0\n")
                .endsWith("# EOF\n");
        var plain = meters.scrape("*/*");
        assertThat(plain.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
        assertThat(plain.text()).doesNotContain("# EOF");
        assertThat(meters.scrape("application/vnd.google.protobuf").contentType())
                .startsWith("text/plain");
    }

    @Test
    public void theJvmIsWatched() {
        meters.watchJvm();
        assertThat(scrape())
                .contains("jvm_memory_used_bytes{area=\"heap\"")
                .contains("jvm_threads_live_threads")
                .contains("process_start_time_seconds")
                .contains("process_cpu_usage");
    }

    @Test
    public void labelsMustBeThoseDeclared() {
        assertThatThrownBy(() -> meters.counter(ORDERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("proofmark_orders_total wants values for [rig], got []");
        assertThatThrownBy(() -> meters.reads(ORDERS, () -> 1, "rig-1"))
                .hasMessage("proofmark_orders_total is a COUNTER");
    }

    @DataProvider
    Object[][] badDeclarations() {
        return new Object[][] {
            {"proofmark_orders", Meter.Kind.COUNTER, "Orders that came.", "_total"},
            {"proofmark_orders_total", Meter.Kind.GAUGE, "Orders that came.", "_total"},
            {"orders_total", Meter.Kind.COUNTER, "Orders that came.", "wants a name"},
            {"proofmark_Orders_total", Meter.Kind.COUNTER, "Orders that came.", "wants a name"},
            {"proofmark_orders_total", Meter.Kind.COUNTER, "", "help"},
            {"proofmark_boot_seconds", Meter.Kind.HISTOGRAM, "How long it took.", "buckets"},
        };
    }

    @Test(dataProvider = "badDeclarations")
    public void aBadDeclarationIsRefused(String name, Meter.Kind kind, String help, String what) {
        assertThatThrownBy(() -> new Meter(name, kind, help, List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(what);
    }
}
