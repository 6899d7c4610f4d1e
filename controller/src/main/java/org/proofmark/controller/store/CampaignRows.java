package org.proofmark.controller.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.proofmark.domain.plan.Preset;
import org.proofmark.domain.run.Attempt;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.Phase;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.RunId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;
import org.proofmark.domain.run.UnitId;

/// Rows of campaigns as records.
final class CampaignRows {
    private CampaignRows() {}

    static CampaignRow campaign(ResultSet rs) throws SQLException {
        return new CampaignRow(
                new CampaignId(rs.getString("campaign_id")),
                rs.getLong("position"),
                order(rs),
                CampaignState.valueOf(rs.getString("state")),
                Stored.instant(rs.getLong("create_at")),
                Stored.maybe(rs.getLong("end_at")),
                rs.getString("cancel_reason"),
                Stored.analysis(rs.getString("analysis")),
                Stored.pages(rs.getString("desk")));
    }

    private static CampaignRow.Order order(ResultSet rs) throws SQLException {
        return new CampaignRow.Order(
                rs.getString("request_id"),
                rs.getString("device"),
                rs.getString("profile_id"),
                rs.getString("profile_file"),
                new Digest(rs.getString("profile_digest")),
                rs.getString("suite"),
                new Digest(rs.getString("suite_digest")),
                rs.getLong("certified") == 1,
                Preset.recalled(
                        rs.getString("preset"),
                        rs.getInt("preset_units"),
                        rs.getInt("resets"),
                        rs.getInt("dictionary_tries")),
                rs.getLong("seed"),
                rs.getBytes("trust"),
                Images.stored(
                        rs.getString("image_digest"),
                        rs.getString("flash_images"),
                        rs.getString("releases")));
    }

    static UnitRow unit(ResultSet rs) throws SQLException {
        return new UnitRow(
                new UnitId(rs.getString("unit_id")),
                slot(rs),
                rs.getString("batch"),
                rs.getBytes("sealed_label"));
    }

    static LeaseRow lease(ResultSet rs) throws SQLException {
        return new LeaseRow(
                slot(rs),
                new CampaignId(rs.getString("campaign_id")),
                Stored.instant(rs.getLong("renew_at")),
                Stored.instant(rs.getLong("expire_at")));
    }

    /// One statement, so that a run and its attempts are seen as of one instant: read one after the
    /// other, a run that waits again could show an attempt that is not over, and be tried once too
    /// often.
    ///
    /// @param column of table run, by which the runs are chosen
    static List<RunRow> runs(Handle h, String column, String value) {
        var runs = new LinkedHashMap<RunId, RunRow>();
        h.select(
                        "SELECT r.run_id, r.campaign_id, r.unit_id, r.rig_id, r.slot, r.phase, r.state AS"
                                + " run_state, a.number, a.state, a.order_at, a.start_at,"
                                + " a.last_sequence, a.step, a.fault FROM run r LEFT JOIN attempt a ON"
                                + " a.run_id = r.run_id WHERE r."
                                + column
                                + " = ? ORDER BY r.position, r.run_id, a.number",
                        value)
                .map((rs, c) -> run(rs))
                .forEach(row -> runs.merge(row.id(), row, CampaignRows::together));
        return List.copyOf(runs.values());
    }

    /// A run with the one attempt of this row, or with none.
    private static RunRow run(ResultSet rs) throws SQLException {
        return new RunRow(
                new RunId(rs.getString("run_id")),
                new CampaignId(rs.getString("campaign_id")),
                new UnitId(rs.getString("unit_id")),
                slot(rs),
                Phase.valueOf(rs.getString("phase")),
                RunState.valueOf(rs.getString("run_state")),
                rs.getString("state") == null ? List.of() : List.of(attempt(rs)));
    }

    private static RunRow together(RunRow a, RunRow b) {
        return new RunRow(
                a.id(),
                a.campaign(),
                a.unit(),
                a.slot(),
                a.phase(),
                a.state(),
                Stream.concat(a.attempts().stream(), b.attempts().stream()).toList());
    }

    private static AttemptRow attempt(ResultSet rs) throws SQLException {
        return new AttemptRow(
                new Attempt(new RunId(rs.getString("run_id")), rs.getInt("number")),
                AttemptState.valueOf(rs.getString("state")),
                Stored.instant(rs.getLong("order_at")),
                Stored.maybe(rs.getLong("start_at")),
                rs.getLong("last_sequence"),
                rs.getString("step"),
                Stored.fault(rs.getString("fault")));
    }

    private static SlotId slot(ResultSet rs) throws SQLException {
        return new SlotId(new RigId(rs.getString("rig_id")), new SlotName(rs.getString("slot")));
    }
}
