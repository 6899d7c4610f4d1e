package org.proofmark.controller.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.proofmark.controller.schedule.Wait;
import org.proofmark.meters.Durations;
import org.proofmark.meters.Meters;
import org.proofmark.meters.Row;

/// How long campaigns, or runs, wait for what. Thread-safe.
final class Waits<T> {
    private final String subject;
    private final Map<Wait.Code, Durations> ended = new EnumMap<>(Wait.Code.class);
    // guarded by this
    private final Map<T, Since> waiting = new HashMap<>();

    private record Since(Wait.Code code, long nanos) {}

    /// @param subject `campaign` or `run`
    Waits(Meters meters, String subject) {
        this.subject = subject;
        for (var code : Wait.Code.values()) {
            ended.put(code, meters.histogram(ControllerMeters.WAIT, subject, Words.of(code)));
        }
    }

    /// What waits as of this moment of the monotonic clock.
    synchronized void now(Map<T, Wait> waits, long nanos) {
        waiting.entrySet()
                .removeIf(entry -> {
                    var still = waits.get(entry.getKey());
                    var since = entry.getValue();
                    if (still != null && still.code() == since.code()) {
                        return false;
                    }
                    Objects.requireNonNull(ended.get(since.code()))
                            .record(Duration.ofNanos(nanos - since.nanos()));
                    return true;
                });
        waits.forEach((who, wait) -> waiting.putIfAbsent(who, new Since(wait.code(), nanos)));
    }

    /// A row for each reason.
    synchronized List<Row> rows() {
        var counts = new EnumMap<Wait.Code, Integer>(Wait.Code.class);
        waiting.values().forEach(since -> counts.merge(since.code(), 1, Integer::sum));
        return List.of(Wait.Code.values()).stream()
                .map(code -> Row.of(counts.getOrDefault(code, 0), subject, Words.of(code)))
                .toList();
    }
}
