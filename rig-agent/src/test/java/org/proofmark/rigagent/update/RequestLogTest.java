package org.proofmark.rigagent.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.proofmark.domain.update.UpdateRequest;
import org.testng.annotations.Test;

public class RequestLogTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private static UpdateRequest request(long number, long cameIn) {
        return new UpdateRequest(
                number,
                NOW,
                Duration.ofNanos(cameIn),
                0,
                "newer",
                "GET",
                "/",
                Optional.empty(),
                0,
                200,
                0,
                true);
    }

    /// Whatever order answers end in: after the number of a serving stand those requests that came
    /// in it or later, and each of them once.
    @Test
    void afterAServingStandsWhatCameInItOrLater() {
        for (int round = 0; round < 200; round++) {
            long seed = System.nanoTime();
            var random = new Random(seed);
            var log = new RequestLog();
            var servings = new ArrayList<>(List.of(log.begin()));
            var all = new ArrayList<UpdateRequest>();
            for (int step = 0; step < 60; step++) {
                if (random.nextInt(6) == 0) {
                    servings.add(log.begin());
                } else {
                    // a request may be as old as the first serving
                    long came = servings.get(random.nextInt(servings.size()));
                    log.add(
                            came,
                            number -> {
                                all.add(request(number, came));
                                return all.getLast();
                            });
                }
            }
            assertThat(log.after(0)).as("seed %d", seed).isEqualTo(all);
            for (var serving : servings) {
                assertThat(log.after(serving))
                        .as("seed %d, serving %s", seed, serving)
                        .containsExactlyElementsOf(
                                all.stream()
                                        .filter(r ->
                                                r.number() > serving
                                                        && r.offset().toNanos() >= serving)
                                        .toList());
            }
        }
    }

    @Test
    void moreThanAreKeptIsSaidUntilTheyAreForgotten() {
        var log = new RequestLog();
        for (int i = 0; i < RequestLog.MAX_KEPT; i++) {
            log.add(0, number -> request(number, 0));
        }
        assertThat(log.lost()).isFalse();
        log.add(0, number -> request(number, 0));
        assertThat(log.lost()).isTrue();
        assertThat(log.after(0)).hasSize(RequestLog.MAX_KEPT);
        log.forget();
        assertThat(log.lost()).isFalse();
        assertThat(log.after(0)).isEmpty();
        log.add(0, number -> request(number, 0));
        assertThat(log.after(0))
                .extracting(UpdateRequest::number)
                .containsExactly(RequestLog.MAX_KEPT + 2L);
    }
}
