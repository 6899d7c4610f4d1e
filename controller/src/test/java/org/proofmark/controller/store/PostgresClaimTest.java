package org.proofmark.controller.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.proofmark.controller.testing.Postgres;
import org.proofmark.domain.observation.RunRecord;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A PostgreSQL server that dies, and two controllers that want one database.
public class PostgresClaimTest {
    private static final String OWNER = "0123";
    private static final RigId RIG = new RigId("rig-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c");
    private static final Attempt ATTEMPT = new Attempt(new RunId("c-collect-1"), 1);
    private static final long PATIENCE_SECONDS = 120;

    private Postgres server;
    private DatabaseAccess database;

    @BeforeMethod
    void make() {
        server = new Postgres();
        database = server.database();
    }

    @AfterMethod(alwaysRun = true)
    void remove() {
        if (server != null) {
            server.close();
        }
    }

    private SqlStore open() {
        return SqlStore.open(database, OWNER, () -> {});
    }

    @Test
    public void whatWasAcknowledgedSurvivesTheServersCrash() throws Exception {
        try (var store = open();
                var threads = Executors.newSingleThreadExecutor()) {
            begin(store);
            var acknowledged = new AtomicLong();
            var writing =
                    threads.submit(() -> {
                        for (long sequence = 1; ; sequence++) {
                            try {
                                store.records().append(List.of(record(sequence)), Instant.EPOCH);
                            } catch (RuntimeException e) {
                                return e;
                            }
                            acknowledged.set(sequence);
                        }
                    });
            until("some records are acknowledged", () -> acknowledged.get() >= 50);
            server.kill();
            assertThat(writing.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
            server.start();
            assertRecords(store, acknowledged.get());
        }
    }

    private static void begin(Store store) {
        store.campaigns()
                .addCampaign(
                        CAMPAIGN,
                        new CampaignRow.Order(
                                "r",
                                "d",
                                "p",
                                "f",
                                Digest.of(new byte[1]),
                                "s",
                                Digest.of(new byte[1]),
                                true,
                                Preset.QUICK,
                                0,
                                new byte[0]),
                        List.of(
                                new UnitRow(
                                        new UnitId("u"),
                                        new SlotId(RIG, new SlotName("a")),
                                        "",
                                        new byte[0])),
                        Instant.EPOCH);
        store.campaigns().takeSlots(CAMPAIGN, Instant.EPOCH, Duration.ofMinutes(20));
        store.campaigns().startAttempt(ATTEMPT, Instant.EPOCH);
    }

    private static IncomingRecord record(long sequence) {
        return new IncomingRecord(
                RIG,
                new RunRecord(
                        ATTEMPT,
                        sequence,
                        Instant.EPOCH,
                        sequence,
                        new RunRecord.What.Progress("step " + sequence)),
                List.of());
    }

    /// One more may have been stored than was acknowledged: that is no loss.
    private static void assertRecords(Store store, long acknowledged) throws Exception {
        until(
                "the store answers",
                () -> {
                    try {
                        return store.campaigns().run(ATTEMPT.run()).isPresent();
                    } catch (RuntimeException e) {
                        return false;
                    }
                });
        var records = store.records().records(ATTEMPT.run());
        assertThat((long) records.size()).isBetween(acknowledged, acknowledged + 1);
        for (var i = 0; i < records.size(); i++) {
            assertThat(records.get(i).record().sequence()).isEqualTo(i + 1);
        }
        assertThat(store.records().append(List.of(record(records.size() + 1)), Instant.EPOCH))
                .containsExactly(new Appended.Stored());
    }

    @Test
    public void theClaimIsHeldAgainWhenTheServerIsBack() throws Exception {
        try (var first = open()) {
            assertThat(advisoryLocks(true)).isEqualTo(1);
            server.kill();
            server.start();
            until("the claim is held again", () -> advisoryLocks(true) == 1);
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another controller uses database");
            first.fleet().addToken("hash", RIG, Instant.EPOCH);
        }
    }

    @Test
    public void whoTakesACutOffControllersDatabaseOverIsTheOnlyOneThatWrites() throws Exception {
        var lost = new CompletableFuture<Void>();
        try (var first = SqlStore.open(database, OWNER, () -> lost.complete(null));
                var second = takeOver()) {
            assertThatThrownBy(() -> first.fleet().addToken("hash", RIG, Instant.EPOCH))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("taken database")
                    .hasMessageContaining("must be stopped");
            lost.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            second.fleet().addToken("hash", RIG, Instant.EPOCH);
        }
    }

    /// Opens the database while the first one's connection is cut, so that the lock goes to the one
    /// that waits for it.
    private SqlStore takeOver() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            for (var i = 0; i < 20; i++) {
                var opening = threads.submit(this::open);
                until("it waits", () -> opening.isDone() || advisoryLocks(false) == 1);
                server.execute(
                        "postgres",
                        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND granted");
                try {
                    return opening.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    // it waited in vain, since this machine was slow
                    assertThat(e).hasRootCauseInstanceOf(StoreException.class);
                }
            }
        }
        throw new AssertionError("the lock never went to the one that waited");
    }

    private long advisoryLocks(boolean granted) {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var answer =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted = "
                                        + granted)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(String what, Condition condition) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("still waiting until %s", what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
