package org.proofmark.meters;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import org.jspecify.annotations.Nullable;

/// Our names stand as they are declared; those of Micrometer's own binders are made by its rules.
final class MeterNames implements NamingConvention {
    private final NamingConvention others = new PrometheusNamingConvention();

    @Override
    public String name(String name, Meter.Type type, @Nullable String baseUnit) {
        return name.startsWith("proofmark_") ? name : others.name(name, type, baseUnit);
    }

    @Override
    public String tagKey(String key) {
        return others.tagKey(key);
    }
}
