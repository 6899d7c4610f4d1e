package org.proofmark.controller.run;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.proofmark.controller.evidence.Secrets;
import org.proofmark.controller.fleet.RigOrder;
import org.proofmark.controller.fleet.RigStream;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;
import org.proofmark.controller.store.Appended;
import org.proofmark.controller.store.IncomingRecord;
import org.proofmark.controller.store.IncomingRecord.SealedSecret;
import org.proofmark.controller.store.RunRow;
import org.proofmark.controller.store.Store;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes records in from all rigs: one writer, as many records a commit as have come meanwhile, and
/// an acknowledgement only after the commit.
public final class RecordIntake implements AutoCloseable {
    /// A full queue makes the rigs wait; what waits there is in their spools.
    private static final int MAX_QUEUED = 4096;

    private static final int MAX_BATCH = 1000;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(RecordIntake.class);

    private final Store store;
    private final Secrets secrets;
    private final InstantSource clock;
    private final Feed feed;
    private final LiveConsoles consoles;
    private final Runnable attemptChanged;
    private final BlockingQueue<Delivery> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final Map<RunId, Optional<RunRow>> runs = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final LongAdder stored = new LongAdder();
    private final LongAdder superseded = new LongAdder();
    private final LongAdder duplicate = new LongAdder();
    private final LongAdder gap = new LongAdder();
    private final Thread writer;

    /// @param attemptChanged called after a commit in which an attempt began, met a fault or ended
    public RecordIntake(
            Store store,
            Secrets secrets,
            InstantSource clock,
            Feed feed,
            LiveConsoles consoles,
            Runnable attemptChanged) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
        this.feed = feed;
        this.consoles = consoles;
        this.attemptChanged = attemptChanged;
        this.writer = Thread.ofPlatform().name("records").daemon().unstarted(this::write);
    }

    /// Begins to write.
    public void start() {
        writer.start();
    }

    private record Delivery(
            RigStream stream, RunRecord record, Map<String, byte[]> sealed, Runnable taken) {}

    /// Takes a record; returns when it is queued.
    ///
    /// @param sealed values by the secret's id
    /// @param taken called when the record was stored, dropped or refused: the rig may send another
    public void take(RigStream stream, RunRecord record, Map<String, byte[]> sealed, Runnable taken)
            throws InterruptedException {
        queue.put(new Delivery(stream, record, sealed, taken));
    }

    /// How many records nobody had ordered.
    public long refused() {
        return refused.get();
    }

    /// What became of the records that came since the start.
    public RecordTotals totals() {
        return new RecordTotals(
                stored.sum(), superseded.sum(), duplicate.sum(), refused.get(), gap.sum());
    }

    private void count(Appended appended) {
        switch (appended) {
            case Appended.Stored _ -> stored.increment();
            case Appended.Superseded _ -> superseded.increment();
            case Appended.Duplicate _ -> duplicate.increment();
            case Appended.Gap _ -> gap.increment();
            case Appended.Unknown _ -> {
                // counted where it is refused
            }
        }
    }

    private void write() {
        var batch = new ArrayList<Delivery>();
        try {
            while (!Thread.interrupted()) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MAX_BATCH - 1);
                store(batch);
            }
        } catch (InterruptedException e) {
            LOG.debug("the writer of records stops");
        }
    }

    private void store(List<Delivery> batch) {
        try {
            var incoming = batch.stream().map(this::incoming).toList();
            var appended = store.records().append(incoming, clock.instant());
            appended.forEach(this::count);
            acknowledge(batch, appended);
            tell(batch, appended);
        } catch (RuntimeException e) {
            // nothing of it is stored and nothing acknowledged: the rigs send it again on a new
            // stream
            LOG.error("cannot store {} records", batch.size(), e);
            var why =
                    new RefusedException(
                            Kind.EXHAUSTED,
                            "records-not-stored",
                            "The controller cannot store records now: "
                                    + e.getMessage()
                                    + ". Nothing is lost, they stay in the spool.");
            batch.stream().map(Delivery::stream).distinct().forEach(s -> s.refuse(why));
        } finally {
            batch.forEach(d -> d.taken().run());
        }
    }

    private IncomingRecord incoming(Delivery delivery) {
        var found = new ArrayList<SealedSecret>();
        delivery.sealed()
                .forEach((id, sealed) ->
                        found.add(new SealedSecret(id, sealed, keyedDigest(delivery, id, sealed))));
        return new IncomingRecord(delivery.stream().rig(), delivery.record(), found);
    }

    /// A box that does not open is kept as it came, with no digest: it equals nothing.
    private String keyedDigest(Delivery delivery, String id, byte[] sealed) {
        try {
            var plain = secrets.open(sealed);
            consoles.hide(
                    delivery.record().attempt().run(), new String(plain, StandardCharsets.UTF_8));
            return secrets.keyedDigest(plain);
        } catch (IllegalArgumentException e) {
            LOG.warn("secret {} does not open: {}", id, e.getMessage());
            return "";
        }
    }

    private void acknowledge(List<Delivery> batch, List<Appended> appended) {
        var acks = new LinkedHashMap<Attempt, Long>();
        var streams = new LinkedHashMap<Attempt, RigStream>();
        for (var i = 0; i < batch.size(); i++) {
            var delivery = batch.get(i);
            var attempt = delivery.record().attempt();
            switch (appended.get(i)) {
                case Appended.Stored _, Appended.Superseded _, Appended.Duplicate _ ->
                        acks.merge(attempt, delivery.record().sequence(), Math::max);
                case Appended.Unknown _ -> {
                    // acknowledged, so that the rig can forget what nobody here asked for
                    LOG.warn(
                            "rig {} sends a record of {}, which it was not given; {} so far",
                            delivery.stream().rig(),
                            attempt,
                            refused.incrementAndGet());
                    acks.merge(attempt, delivery.record().sequence(), Math::max);
                }
                case Appended.Gap gap -> delivery.stream().refuse(gap(delivery.record(), gap));
            }
            streams.put(attempt, delivery.stream());
        }
        acks.forEach((attempt, sequence) ->
                stream(streams, attempt).send(new RigOrder.Ack(attempt, sequence)));
    }

    private static RigStream stream(Map<Attempt, RigStream> streams, Attempt attempt) {
        return java.util.Objects.requireNonNull(streams.get(attempt));
    }

    private static RefusedException gap(RunRecord record, Appended.Gap gap) {
        return new RefusedException(
                Kind.OUT_OF_ORDER,
                "record-gap",
                "Attempt "
                        + record.attempt()
                        + " goes on at record "
                        + gap.expected()
                        + ", not at "
                        + record.sequence()
                        + ": send it again from there.",
                Map.of("expected", Long.toString(gap.expected())));
    }

    private void tell(List<Delivery> batch, List<Appended> appended) {
        var changed = false;
        for (var i = 0; i < batch.size(); i++) {
            if (!(appended.get(i) instanceof Appended.Stored)) {
                continue;
            }
            var record = batch.get(i).record();
            changed |=
                    record.sequence() == 1
                            || record.what() instanceof What.Ended
                            || record.what() instanceof What.Faulted;
            run(record.attempt().run())
                    .ifPresent(run ->
                            feed.step(
                                    run.campaign(),
                                    new Feed.News.Step(run.unit(), run.slot().slot(), record)));
        }
        if (changed) {
            attemptChanged.run();
        }
    }

    /// Takes lines of a console for people who look on. Those of a run that is not the rig's are
    /// left out.
    ///
    /// @param dropped lines that the rig left out before these
    public void console(RigId rig, Attempt attempt, List<String> lines, long dropped) {
        if (run(attempt.run()).filter(r -> r.slot().rig().equals(rig)).isPresent()) {
            consoles.take(attempt, lines, dropped);
        } else {
            LOG.warn("rig {} sends the console of {}, which it was not given", rig, attempt);
        }
    }

    /// Unit and slot of a run never change: read once.
    private Optional<RunRow> run(RunId id) {
        if (runs.size() > MAX_REMEMBERED) {
            runs.clear();
        }
        return runs.computeIfAbsent(id, store.campaigns()::run);
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
