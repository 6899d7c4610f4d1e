package org.proofmark.controller.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Fault;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.verdict.PageEvidence;
import org.proofmark.domain.verdict.SecretAnalysis;

/// Campaigns in SQL.
final class SqlCampaigns implements CampaignStore {
    private final Database database;

    SqlCampaigns(Database database) {
        this.database = database;
    }

    @Override
    public CampaignId addCampaign(
            CampaignId id, CampaignRow.Order order, List<UnitRow> units, Instant createTime) {
        return database.write(h -> {
            var known =
                    h.select(
                                    "SELECT campaign_id FROM campaign WHERE request_id = ?",
                                    order.requestId())
                            .mapTo(String.class)
                            .findOne();
            if (known.isPresent()) {
                return new CampaignId(known.get());
            }
            insertCampaign(h, id, order, createTime);
            for (var i = 0; i < units.size(); i++) {
                insertUnit(h, id, units.get(i), i);
                insertRun(h, collectRun(id, units.get(i), i + 1), i + 1);
            }
            return id;
        });
    }

    private static RunRow collectRun(CampaignId id, UnitRow unit, int position) {
        return new RunRow(
                new RunId(id + "-collect-" + position),
                id,
                unit.unit(),
                unit.slot(),
                Phase.COLLECT,
                RunState.WAITING,
                List.of());
    }

    private static void insertCampaign(
            Handle h, CampaignId id, CampaignRow.Order order, Instant createTime) {
        h.createUpdate(
                        """
                        INSERT INTO campaign (campaign_id, request_id, position, device, profile_id,
                            profile_file, profile_digest, suite, suite_digest, certified, preset,
                            preset_units, resets, dictionary_tries, seed, trust, image_digest, flash_images, releases, state, create_at, end_at,
                            cancel_reason, analysis, desk)
                        VALUES (:id, :request, (SELECT coalesce(max(position), 0) + 1 FROM campaign),
                            :device, :profileId, :profileFile, :profile, :suite, :suiteDigest, :certified,
                            :preset, :presetUnits, :resets, :tries, :seed, :trust, :image, :flashImages, :releases, 'WAITING', :created, 0,
                            '', '', '')
                        """)
                .bind("id", id.value())
                .bind("request", order.requestId())
                .bind("device", order.device())
                .bind("profileId", order.profileId())
                .bind("profileFile", order.profileFile())
                .bind("profile", order.profile().hex())
                .bind("suite", order.suite())
                .bind("suiteDigest", order.suiteDigest().hex())
                .bind("certified", order.certified() ? 1 : 0)
                .bind("preset", order.preset().name())
                .bind("presetUnits", order.preset().units())
                .bind("resets", order.preset().resets())
                .bind("tries", order.preset().dictionaryTries())
                .bind("seed", order.seed())
                .bind("trust", order.trust())
                .bind("image", order.images().firmware().map(Digest::hex).orElse(""))
                .bind("flashImages", order.images().flashText())
                .bind("releases", order.images().releaseText())
                .bind("created", Stored.micros(createTime))
                .execute();
    }

    private static void insertUnit(Handle h, CampaignId id, UnitRow unit, int position) {
        h.execute(
                "INSERT INTO unit (campaign_id, position, unit_id, rig_id, slot, batch, sealed_label)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id.value(),
                position,
                unit.unit().value(),
                unit.slot().rig().value(),
                unit.slot().slot().value(),
                unit.batch(),
                unit.sealedLabel());
    }

    private static void insertRun(Handle h, RunRow run, int position) {
        h.execute(
                "INSERT INTO run (run_id, campaign_id, unit_id, rig_id, slot, phase, state, position)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                run.id().value(),
                run.campaign().value(),
                run.unit().value(),
                run.slot().rig().value(),
                run.slot().slot().value(),
                run.phase().name(),
                run.state().name(),
                position);
    }

    @Override
    public Optional<CampaignRow> campaign(CampaignId id) {
        return database.read(h ->
                h.select("SELECT * FROM campaign WHERE campaign_id = ?", id.value())
                        .map((rs, c) -> CampaignRows.campaign(rs))
                        .findOne());
    }

    @Override
    public List<CampaignRow> campaigns() {
        return database.read(h ->
                h.select("SELECT * FROM campaign ORDER BY position")
                        .map((rs, c) -> CampaignRows.campaign(rs))
                        .list());
    }

    @Override
    public List<CampaignRow> latestOver(int limit) {
        return database.read(h ->
                h.select(
                                "SELECT * FROM campaign WHERE state IN ('ENDED', 'CANCELLED')"
                                        + " ORDER BY position DESC LIMIT ?",
                                limit)
                        .map((rs, c) -> CampaignRows.campaign(rs))
                        .list());
    }

    @Override
    public List<CampaignRow> unsettledCampaigns() {
        return database.read(h ->
                h.select(
                                """
                                SELECT * FROM campaign WHERE state NOT IN ('ENDED', 'CANCELLED')
                                    OR campaign_id IN (SELECT campaign_id FROM lease)
                                ORDER BY position
                                """)
                        .map((rs, c) -> CampaignRows.campaign(rs))
                        .list());
    }

    @Override
    public List<UnitRow> units(CampaignId id) {
        return database.read(h ->
                h.select("SELECT * FROM unit WHERE campaign_id = ? ORDER BY position", id.value())
                        .map((rs, c) -> CampaignRows.unit(rs))
                        .list());
    }

    @Override
    public List<RunRow> runs(CampaignId id) {
        return database.read(h -> CampaignRows.runs(h, "campaign_id", id.value()));
    }

    @Override
    public Optional<RunRow> run(RunId id) {
        return database.read(h -> CampaignRows.runs(h, "run_id", id.value()).stream().findFirst());
    }

    @Override
    public boolean takeSlots(CampaignId id, Instant now, Duration lease) {
        return database.write(h -> {
            var busy =
                    h.select(
                                    """
                                    SELECT count(*) FROM unit u JOIN lease l
                                        ON l.rig_id = u.rig_id AND l.slot = u.slot
                                    WHERE u.campaign_id = ?
                                    """,
                                    id.value())
                            .mapTo(Integer.class)
                            .one();
            var inHand =
                    h.select(
                                    """
                                    SELECT count(*) FROM unit u JOIN hand_lease l
                                        ON l.rig_id = u.rig_id AND l.slot = u.slot
                                    WHERE u.campaign_id = ?
                                    """,
                                    id.value())
                            .mapTo(Integer.class)
                            .one();
            if (busy + inHand > 0
                    || !moved(h, id, CampaignState.WAITING, CampaignState.COLLECTING)) {
                return false;
            }
            h.execute(
                    """
                    INSERT INTO lease (rig_id, slot, campaign_id, take_at, renew_at, expire_at)
                    SELECT rig_id, slot, campaign_id, ?, ?, ? FROM unit WHERE campaign_id = ?
                    """,
                    Stored.micros(now),
                    Stored.micros(now),
                    Stored.micros(now.plus(lease)),
                    id.value());
            return true;
        });
    }

    private static boolean moved(Handle h, CampaignId id, CampaignState from, CampaignState to) {
        return h.execute(
                        "UPDATE campaign SET state = ? WHERE campaign_id = ? AND state = ?",
                        to.name(),
                        id.value(),
                        from.name())
                == 1;
    }

    @Override
    public List<LeaseRow> leases() {
        return database
                .read(h ->
                        h.select("SELECT * FROM lease")
                                .map((rs, c) -> CampaignRows.lease(rs))
                                .list())
                .stream()
                // not the database's order, which depends on its locale
                .sorted(
                        Comparator.comparing((LeaseRow l) -> l.slot().rig().value())
                                .thenComparing(l -> l.slot().slot().value()))
                .toList();
    }

    @Override
    public void renewLease(SlotId slot, Instant now, Duration lease) {
        database.write(h ->
                h.execute(
                        "UPDATE lease SET renew_at = ?, expire_at = ? WHERE rig_id = ? AND slot = ?",
                        Stored.micros(now),
                        Stored.micros(now.plus(lease)),
                        slot.rig().value(),
                        slot.slot().value()));
    }

    @Override
    public boolean releaseSlot(CampaignId holder, SlotId slot) {
        return database.write(h ->
                h.execute(
                                "DELETE FROM lease WHERE rig_id = ? AND slot = ? AND campaign_id = ?",
                                slot.rig().value(),
                                slot.slot().value(),
                                holder.value())
                        == 1);
    }

    @Override
    public boolean startAttempt(Attempt attempt, Instant now) {
        return database.write(h -> {
            var latest =
                    h.select(
                                    "SELECT coalesce(max(number), 0) FROM attempt WHERE run_id = ?",
                                    attempt.run().value())
                            .mapTo(Integer.class)
                            .one();
            if (latest != attempt.number() - 1
                    || !runMoved(h, attempt.run(), RunState.WAITING, RunState.ACTIVE)) {
                return false;
            }
            h.execute(
                    "INSERT INTO attempt (run_id, number, state, order_at, start_at, last_sequence,"
                            + " step, fault) VALUES (?, ?, 'ORDERED', ?, 0, 0, '', '')",
                    attempt.run().value(),
                    attempt.number(),
                    Stored.micros(now));
            return true;
        });
    }

    private static boolean runMoved(Handle h, RunId run, RunState from, RunState to) {
        return h.execute(
                        "UPDATE run SET state = ? WHERE run_id = ? AND state = ?",
                        to.name(),
                        run.value(),
                        from.name())
                == 1;
    }

    @Override
    public boolean acceptAttempt(Attempt attempt, Instant now) {
        return database.write(h ->
                h.execute(
                                "UPDATE attempt SET state = 'RUNNING', start_at = ? WHERE run_id = ?"
                                        + " AND number = ? AND state = 'ORDERED'",
                                Stored.micros(now),
                                attempt.run().value(),
                                attempt.number())
                        == 1);
    }

    @Override
    public boolean endAttempt(Attempt attempt, AttemptState state, Fault fault) {
        return database.write(h -> {
            // the first fault of an attempt is its cause, also where a fence follows
            var ended =
                    h.execute(
                                    "UPDATE attempt SET state = ?, fault = CASE WHEN fault = '' THEN ?"
                                            + " ELSE fault END WHERE run_id = ? AND number = ? AND state"
                                            + " IN ('ORDERED', 'RUNNING')",
                                    state.name(),
                                    Stored.json(fault),
                                    attempt.run().value(),
                                    attempt.number())
                            == 1;
            if (ended) {
                afterAttempt(h, attempt.run(), RunState.WAITING);
            }
            return ended;
        });
    }

    /// What becomes of a run whose attempt has ended: nothing follows where its campaign was
    /// cancelled.
    static void afterAttempt(Handle h, RunId run, RunState next) {
        h.execute(
                "UPDATE run SET state = CASE WHEN (SELECT c.state FROM campaign c WHERE c.campaign_id ="
                        + " run.campaign_id) = 'CANCELLED' THEN 'CANCELLED' ELSE ? END"
                        + " WHERE run_id = ? AND state = 'ACTIVE'",
                next.name(),
                run.value());
    }

    @Override
    public boolean giveUp(RunId run) {
        return database.write(h -> runMoved(h, run, RunState.WAITING, RunState.FAULTED));
    }

    @Override
    public boolean planCross(CampaignId id, SecretAnalysis analysis, List<RunRow> crossRuns) {
        return database.write(h -> {
            if (!moved(h, id, CampaignState.COLLECTING, CampaignState.CROSSING)) {
                return false;
            }
            h.execute(
                    "UPDATE campaign SET analysis = ? WHERE campaign_id = ?",
                    Stored.json(analysis),
                    id.value());
            var position =
                    h.select("SELECT count(*) FROM run WHERE campaign_id = ?", id.value())
                            .mapTo(Integer.class)
                            .one();
            for (var run : crossRuns) {
                insertRun(h, run, ++position);
            }
            return true;
        });
    }

    @Override
    public boolean putDesk(CampaignId id, List<PageEvidence> pages) {
        return database.write(h ->
                h.execute(
                                "UPDATE campaign SET desk = ? WHERE campaign_id = ? AND desk = ''",
                                Stored.pages(pages),
                                id.value())
                        == 1);
    }

    @Override
    public Optional<Instant> lastEnd() {
        return database.read(h ->
                h.select("SELECT COALESCE(MAX(end_at), 0) FROM campaign WHERE state = 'ENDED'")
                        .map((rs, c) -> Stored.maybe(rs.getLong(1)))
                        .one());
    }

    @Override
    public boolean endCampaign(CampaignId id, Instant now) {
        return database.write(h ->
                h.execute(
                                "UPDATE campaign SET state = 'ENDED', end_at = ? WHERE campaign_id = ?"
                                        + " AND state = 'CROSSING'",
                                Stored.micros(now),
                                id.value())
                        == 1);
    }

    @Override
    public boolean cancelCampaign(CampaignId id, String reason, Instant now) {
        return database.write(h -> {
            var cancelled =
                    h.execute(
                                    "UPDATE campaign SET state = 'CANCELLED', cancel_reason = ?, end_at"
                                            + " = ? WHERE campaign_id = ? AND state NOT IN ('ENDED',"
                                            + " 'CANCELLED')",
                                    reason,
                                    Stored.micros(now),
                                    id.value())
                            == 1;
            if (cancelled) {
                h.execute(
                        "UPDATE run SET state = 'CANCELLED' WHERE campaign_id = ? AND state ="
                                + " 'WAITING'",
                        id.value());
            }
            return cancelled;
        });
    }
}
