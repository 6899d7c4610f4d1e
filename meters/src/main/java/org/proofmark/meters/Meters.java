package org.proofmark.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.proofmark.meters.Meter.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The meters of one process. Nothing is static: two processes in one JVM have two of them. What
/// needs no listener is read when somebody scrapes. Thread-safe.
public final class Meters implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> beforeScrape = new CopyOnWriteArrayList<>();
    // Micrometer holds what a counter reads only weakly
    private final Collection<DoubleSupplier> read = new CopyOnWriteArrayList<>();
    private final Tally failedReads;

    /// @param failures counts what could not be read at a scrape
    /// @param ownLabel name and value of a label that every series gets; empty for none
    public Meters(Meter failures, List<String> ownLabel) {
        registry.config()
                .namingConvention(new MeterNames())
                // promtool wants no gauge that ends in _count and no nanoseconds
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"))
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        if (!ownLabel.isEmpty()) {
            registry.config().commonTags(ownLabel.get(0), ownLabel.get(1));
        }
        failedReads = counter(failures);
    }

    /// A counter that is told.
    public Tally counter(Meter meter, String... values) {
        var counter =
                Counter.builder(ours(meter, Kind.COUNTER))
                        .description(meter.help())
                        .tags(tags(meter, Arrays.asList(values)))
                        .register(registry);
        return counter::increment;
    }

    /// A counter that is read at a scrape; what is read never falls.
    public void counts(Meter meter, DoubleSupplier total, String... values) {
        read.add(total);
        FunctionCounter.builder(ours(meter, Kind.COUNTER), total, DoubleSupplier::getAsDouble)
                .description(meter.help())
                .tags(tags(meter, Arrays.asList(values)))
                .register(registry);
    }

    /// A gauge that is read at a scrape; NaN where it cannot be read.
    public void reads(Meter meter, DoubleSupplier value, String... values) {
        Gauge.builder(ours(meter, Kind.GAUGE), () -> readOrNan(meter, value))
                .description(meter.help())
                .tags(tags(meter, Arrays.asList(values)))
                .register(registry);
    }

    private double readOrNan(Meter meter, DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (RuntimeException e) {
            failed(meter, e);
            return Double.NaN;
        }
    }

    /// A gauge whose rows are made at a scrape; none where they cannot be made.
    public void rows(Meter meter, Supplier<List<Row>> rows) {
        var gauge =
                MultiGauge.builder(ours(meter, Kind.GAUGE))
                        .description(meter.help())
                        .register(registry);
        beforeScrape.add(() -> {
            List<Row> now;
            try {
                now = rows.get();
            } catch (RuntimeException e) {
                failed(meter, e);
                now = List.of();
            }
            gauge.register(
                    now.stream()
                            .map(row -> MultiGauge.Row.of(tags(meter, row.labels()), row.value()))
                            .toList(),
                    true);
        });
    }

    /// A histogram that is told.
    public Durations histogram(Meter meter, String... values) {
        var timer =
                Timer.builder(ours(meter, Kind.HISTOGRAM))
                        .description(meter.help())
                        .tags(tags(meter, Arrays.asList(values)))
                        .serviceLevelObjectives(meter.buckets().toArray(new Duration[0]))
                        .register(registry);
        return timer::record;
    }

    /// What is done before each scrape, in order, such as reading once what many gauges show.
    public void beforeScrape(Meter meter, Runnable work) {
        beforeScrape.add(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failed(meter, e);
            }
        });
    }

    private void failed(Meter meter, RuntimeException cause) {
        LOG.warn("{} cannot be read", meter.name(), cause);
        failedReads.one();
    }

    /// Memory, collections, threads, processors and start time of this JVM, under Micrometer's
    /// names.
    public void watchJvm() {
        JvmMeters.bind(registry);
    }

    /// Everything as it is now.
    ///
    /// @param accept the caller's `Accept` header: the text format of Prometheus unless it asks for
    ///   OpenMetrics
    public synchronized Scrape scrape(String accept) {
        beforeScrape.forEach(Runnable::run);
        var type = Formats.contentType(accept);
        return new Scrape(type, registry.scrape(type));
    }

    private static String ours(Meter meter, Kind kind) {
        if (meter.kind() != kind) {
            throw new IllegalArgumentException(meter.name() + " is a " + meter.kind());
        }
        // the text formats put _total behind a counter's name by themselves
        return kind == Kind.COUNTER
                ? meter.name().substring(0, meter.name().length() - "_total".length())
                : meter.name();
    }

    private static Tags tags(Meter meter, List<String> values) {
        if (values.size() != meter.labels().size()) {
            throw new IllegalArgumentException(
                    meter.name() + " wants values for " + meter.labels() + ", got " + values);
        }
        var tags = new ArrayList<Tag>();
        for (int i = 0; i < values.size(); i++) {
            tags.add(Tag.of(meter.labels().get(i), values.get(i)));
        }
        return Tags.of(tags);
    }

    @Override
    public void close() {
        registry.close();
    }
}
