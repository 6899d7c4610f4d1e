package org.proofmark.rigagent.gpio;

import java.time.Duration;
import java.util.Map;

/// The settings that `relay` and `button` share.
///
/// @param settle how long after a change its effect is there
record GpioSettings(String provider, int line, boolean activeLow, Duration settle) {
    static final String PROPERTIES =
            """
            "provider": {"enum": ["mock"], "description": "mock (the real chip's provider is not part of this version)"},
            "line": {"type": "integer", "minimum": 0, "maximum": 511, "description": "the line's number on its chip, from 0 to 511"},
            "active-low": {"type": "boolean", "description": "true where the line is low when the thing behind it is on"},
            "settle-milliseconds": {"type": "integer", "minimum": 0, "maximum": 10000, "description": "a whole number of milliseconds from 0 to 10000"}\
            """;

    static GpioSettings of(Map<String, Object> settings, int defaultSettleMilliseconds) {
        return new GpioSettings(
                String.valueOf(settings.getOrDefault("provider", "mock")),
                ((Number) settings.getOrDefault("line", 0)).intValue(),
                Boolean.TRUE.equals(settings.get("active-low")),
                Duration.ofMillis(
                        ((Number)
                                        settings.getOrDefault(
                                                "settle-milliseconds", defaultSettleMilliseconds))
                                .longValue()));
    }
}
