package org.proofmark.controller.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.observation.RunRecord.What;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.RunId;
import org.proofmark.wire.Records;

/// Records in SQL. A batch of records is one commit: attempts are read once, changed in memory and
/// written back once.
final class SqlRecords implements RecordStore {
    private final Database database;

    SqlRecords(Database database) {
        this.database = database;
    }

    @Override
    public List<Appended> append(List<IncomingRecord> records, Instant now) {
        return database.write(h -> {
            var progress = new HashMap<Attempt, Optional<AttemptProgress>>();
            var results = new ArrayList<Appended>(records.size());
            var inserts =
                    h.prepareBatch(
                            "INSERT INTO record (run_id, attempt, sequence, superseded, body)"
                                    + " VALUES (?, ?, ?, ?, ?)");
            for (var incoming : records) {
                var record = incoming.record();
                var attempt =
                        progress.computeIfAbsent(record.attempt(), a -> AttemptProgress.read(h, a));
                var result = attempt.map(a -> a.take(incoming, now)).orElse(new Appended.Unknown());
                results.add(result);
                if (result instanceof Appended.Stored || result instanceof Appended.Superseded) {
                    inserts.add(
                            record.attempt().run().value(),
                            record.attempt().number(),
                            record.sequence(),
                            result instanceof Appended.Superseded ? 1 : 0,
                            Records.toBytes(record));
                    insertSecrets(h, incoming);
                }
            }
            if (inserts.size() > 0) {
                inserts.execute();
            }
            progress.values().forEach(p -> p.ifPresent(a -> a.write(h)));
            return results;
        });
    }

    private static void insertSecrets(Handle h, IncomingRecord incoming) {
        for (var secret : incoming.secrets()) {
            h.execute(
                    "INSERT INTO secret (run_id, attempt, secret_id, sealed, keyed_digest)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (run_id, attempt, secret_id) DO NOTHING",
                    incoming.record().attempt().run().value(),
                    incoming.record().attempt().number(),
                    secret.id(),
                    secret.sealed(),
                    secret.keyedDigest());
        }
    }

    @Override
    public List<StoredRecord> records(RunId run) {
        return database.read(h ->
                h.select(
                                "SELECT superseded, body FROM record WHERE run_id = ?"
                                        + " ORDER BY attempt, sequence",
                                run.value())
                        .map((rs, c) ->
                                new StoredRecord(
                                        Records.fromBytes(rs.getBytes(2)), rs.getLong(1) == 1))
                        .list());
    }

    @Override
    public List<StoredSecret> secrets(Attempt attempt) {
        return database
                .read(h ->
                        h.select(
                                        "SELECT secret_id, sealed, keyed_digest FROM secret WHERE run_id = ?"
                                                + " AND attempt = ?",
                                        attempt.run().value(),
                                        attempt.number())
                                .map((rs, c) ->
                                        new StoredSecret(
                                                attempt,
                                                rs.getString(1),
                                                rs.getBytes(2),
                                                rs.getString(3)))
                                .list())
                .stream()
                // not the database's order, which depends on its locale
                .sorted(Comparator.comparing(StoredSecret::id))
                .toList();
    }

    @Override
    public List<String> evidenceNamed(CampaignId campaign) {
        var bodies =
                database.read(h ->
                        h.select(
                                        "SELECT d.body FROM record d JOIN run r ON r.run_id = d.run_id"
                                                + " WHERE r.campaign_id = ? AND d.superseded = 0",
                                        campaign.value())
                                .map((rs, c) -> Records.fromBytes(rs.getBytes(1)))
                                .list());
        return bodies.stream()
                .map(RunRecord::what)
                .filter(What.Kept.class::isInstance)
                .map(w -> ((What.Kept) w).evidence().digest().hex())
                .distinct()
                .toList();
    }

    /// An attempt while a batch of its records is taken in.
    private static final class AttemptProgress {
        private final Attempt attempt;
        private final String rig;
        private AttemptState state;
        private long startAt;
        private long lastSequence;
        private String step;
        private Optional<Fault> fault;
        private boolean ended;

        private AttemptProgress(
                Attempt attempt,
                String rig,
                AttemptState state,
                long startAt,
                long lastSequence,
                String step,
                Optional<Fault> fault) {
            this.attempt = attempt;
            this.rig = rig;
            this.state = state;
            this.startAt = startAt;
            this.lastSequence = lastSequence;
            this.step = step;
            this.fault = fault;
        }

        static Optional<AttemptProgress> read(Handle h, Attempt attempt) {
            return h.select(
                            "SELECT r.rig_id, a.* FROM attempt a JOIN run r ON r.run_id = a.run_id"
                                    + " WHERE a.run_id = ? AND a.number = ?",
                            attempt.run().value(),
                            attempt.number())
                    .map((rs, c) ->
                            new AttemptProgress(
                                    attempt,
                                    rs.getString("rig_id"),
                                    AttemptState.valueOf(rs.getString("state")),
                                    rs.getLong("start_at"),
                                    rs.getLong("last_sequence"),
                                    rs.getString("step"),
                                    Stored.fault(rs.getString("fault"))))
                    .findOne();
        }

        Appended take(IncomingRecord incoming, Instant now) {
            var record = incoming.record();
            if (!incoming.from().value().equals(rig)) {
                return new Appended.Unknown();
            }
            if (record.sequence() <= lastSequence) {
                return new Appended.Duplicate();
            }
            if (record.sequence() > lastSequence + 1 && !restored()) {
                return new Appended.Gap(lastSequence + 1);
            }
            lastSequence = record.sequence();
            if (!state.live()) {
                return new Appended.Superseded();
            }
            if (state == AttemptState.ORDERED) {
                state = AttemptState.RUNNING;
                startAt = Stored.micros(now);
            }
            note(record.what());
            return new Appended.Stored();
        }

        /// Its rig was told to forget what this controller no longer has: nobody could send it
        /// again.
        private boolean restored() {
            return !state.live()
                    && fault.filter(f -> f.code().equals(CampaignStore.RESTORED)).isPresent();
        }

        private void note(What what) {
            switch (what) {
                case What.Progress p -> step = p.step();
                case What.Faulted f -> fault = fault.or(() -> Optional.of(f.fault()));
                case What.Ended e -> end(e.completed());
                case What.Observed _, What.Kept _ -> {}
            }
        }

        private void end(boolean completed) {
            ended = true;
            if (completed && fault.isEmpty()) {
                state = AttemptState.COMPLETED;
                return;
            }
            state = AttemptState.FAULTED;
            fault =
                    fault.or(() ->
                            Optional.of(
                                    Fault.of(
                                            "attempt-aborted",
                                            "The rig ended the attempt before the suite went"
                                                    + " through, and named no fault.",
                                            step)));
        }

        void write(Handle h) {
            h.execute(
                    "UPDATE attempt SET state = ?, start_at = ?, last_sequence = ?, step = ?, fault = ?"
                            + " WHERE run_id = ? AND number = ?",
                    state.name(),
                    startAt,
                    lastSequence,
                    step,
                    fault.map(Stored::json).orElse(""),
                    attempt.run().value(),
                    attempt.number());
            if (ended) {
                SqlCampaigns.afterAttempt(
                        h,
                        attempt.run(),
                        state == AttemptState.COMPLETED ? RunState.COMPLETED : RunState.WAITING);
            }
        }
    }
}
