package org.proofmark.controller.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.proofmark.controller.testing.Clocks;
import org.proofmark.domain.time.Ticker;
import org.testng.annotations.Test;

public class SnapshotTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    public void isBuiltAnewOnlyAfterAChangeAndAGap() throws Exception {
        var clocks = new Clocks();
        var built = new AtomicInteger();
        var snapshot = new Snapshot<>(built::incrementAndGet, clocks, NEVER);
        assertThat(snapshot.now().value()).isEqualTo(1);
        clocks.pass(Duration.ofHours(1));
        assertThat(snapshot.now().value()).isEqualTo(1);
        snapshot.changed();
        assertThat(snapshot.now().value()).isEqualTo(2);
        snapshot.changed();
        assertThat(snapshot.now().value()).as("within the gap").isEqualTo(2);
        clocks.pass(Snapshot.LEAST_GAP);
        assertThat(snapshot.now().value()).isEqualTo(3);
    }

    @Test
    public void nobodyHearsOfAChangeThatChangedNothing() throws Exception {
        var snapshot = new Snapshot<>(() -> "same", Ticker.system(), NEVER);
        var first = snapshot.next(0, PATIENCE).orElseThrow();
        snapshot.changed();
        assertThat(snapshot.next(first.version(), Duration.ofMillis(500))).isEmpty();
    }

    @Test
    public void whoWaitsHearsOfAChange() throws Exception {
        var built = new AtomicInteger();
        var snapshot = new Snapshot<>(built::incrementAndGet, Ticker.system(), NEVER);
        var first = snapshot.next(0, PATIENCE).orElseThrow();
        var second = new CompletableFuture<Integer>();
        Thread.startVirtualThread(() -> {
            try {
                second.complete(snapshot.next(first.version(), PATIENCE).orElseThrow().value());
            } catch (InterruptedException | RuntimeException e) {
                second.completeExceptionally(e);
            }
        });
        snapshot.changed();
        assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    public void isBuiltAnewWhenItIsOldThoughNobodyToldOfAChange() throws Exception {
        var built = new AtomicInteger();
        var snapshot =
                new Snapshot<>(built::incrementAndGet, Ticker.system(), Duration.ofMillis(1));
        var first = snapshot.next(0, PATIENCE).orElseThrow();
        assertThat(snapshot.next(first.version(), PATIENCE)).isPresent();
    }

    @Test
    public void whatCannotBeBuiltIsTriedAgain() throws Exception {
        var tries = new AtomicInteger();
        var snapshot =
                new Snapshot<>(
                        () -> {
                            if (tries.incrementAndGet() == 1) {
                                throw new IllegalStateException("not yet");
                            }
                            return "there";
                        },
                        Ticker.system(),
                        NEVER);
        assertThatThrownBy(snapshot::now).isInstanceOf(IllegalStateException.class);
        assertThat(snapshot.next(0, PATIENCE).orElseThrow().value()).isEqualTo("there");
    }

    @Test
    public void closingWakesWhoWaits() throws Exception {
        var snapshot = new Snapshot<>(() -> "same", Ticker.system(), NEVER);
        var first = snapshot.next(0, PATIENCE).orElseThrow();
        var waited = new CompletableFuture<Boolean>();
        Thread.startVirtualThread(() -> {
            try {
                waited.complete(snapshot.next(first.version(), NEVER).isEmpty());
            } catch (InterruptedException | RuntimeException e) {
                waited.completeExceptionally(e);
            }
        });
        snapshot.close();
        assertThat(waited.get(60, TimeUnit.SECONDS)).isTrue();
    }
}
