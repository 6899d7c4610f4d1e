package org.proofmark.controller.metrics;

import io.grpc.ServerInterceptor;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.proofmark.controller.evidence.BlobStore;
import org.proofmark.controller.fleet.Fleet;
import org.proofmark.controller.run.Overview;
import org.proofmark.controller.run.RecordTotals;
import org.proofmark.controller.run.RunWiring;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.time.Ticker;
import org.proofmark.meters.Meters;
import org.proofmark.meters.ProcessMeters;
import org.proofmark.meters.Scrape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what a controller does. Overviews are looked at on a thread of its own, so that counting
/// delays no plan. Thread-safe.
public final class ControllerMetrics implements AutoCloseable {
    /// Overviews that wait to be looked at; beyond it the oldest is dropped, whose ends the next
    /// one shows.
    private static final int MAX_WAITING = 1_000;

    private static final int STOP_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(ControllerMetrics.class);

    private final Meters meters;
    private final Ticker ticker;
    private final InstantSource clock;
    private final CallCounts calls;
    private final ThreadPoolExecutor looking =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MAX_WAITING),
                    Thread.ofPlatform().name("metrics").daemon().factory(),
                    new ThreadPoolExecutor.DiscardOldestPolicy());

    /// @param version of the controller
    /// @param state folder whose disk is watched
    /// @param ticker measures waits
    /// @param clock stamps the end of runs
    public ControllerMetrics(String version, Path state, Ticker ticker, InstantSource clock) {
        this.meters = ProcessMeters.open(version, state, List.of());
        this.ticker = ticker;
        this.clock = clock;
        this.calls = new CallCounts(meters);
    }

    /// Watches the parts of a controller, which are read at each scrape. Called before its runs
    /// start.
    public void watch(Store store, Fleet fleet, BlobStore blobs, RunWiring runs) {
        var work = new Work(meters, store.campaigns(), runs.campaigns()::assess);
        runs.listen(overview -> planned(work, overview));
        new FleetRows(store, fleet, clock, work::latest).register(meters);
        records(runs, "stored", RecordTotals::stored);
        records(runs, "superseded", RecordTotals::superseded);
        records(runs, "duplicate", RecordTotals::duplicate);
        records(runs, "unknown", RecordTotals::unknown);
        records(runs, "gap", RecordTotals::gap);
        meters.counts(ControllerMeters.BLOBS, () -> blobs.totals().blobs());
        meters.counts(ControllerMeters.BLOB_BYTES, () -> blobs.totals().bytes());
    }

    private void records(RunWiring runs, String outcome, ToLongFunction<RecordTotals> part) {
        meters.counts(
                ControllerMeters.RECORDS, () -> part.applyAsLong(runs.intake().totals()), outcome);
    }

    private void planned(Work work, Overview overview) {
        var nanos = ticker.nanos();
        var now = clock.instant();
        looking.execute(() -> {
            try {
                work.planned(overview, nanos, now);
            } catch (RuntimeException e) {
                LOG.warn("an overview was not counted", e);
            }
        });
    }

    /// Watches when a certificate of this controller ends.
    public void certificate(String name, X509Certificate certificate) {
        ProcessMeters.certificate(meters, name, certificate);
    }

    /// Sees every call of both ports.
    public ServerInterceptor calls() {
        return calls;
    }

    /// Everything as it is now.
    ///
    /// @param accept the caller's `Accept` header
    public Scrape scrape(String accept) {
        return meters.scrape(accept);
    }

    @Override
    public void close() {
        looking.shutdownNow();
        try {
            if (!looking.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("counting did not end within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        meters.close();
    }
}
