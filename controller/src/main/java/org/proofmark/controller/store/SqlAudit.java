package org.proofmark.controller.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;

/// Accesses in SQL.
final class SqlAudit implements AuditStore {
    private final Database database;

    SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public void addAccess(SecretAccess access) {
        database.write(h ->
                h.execute(
                        "INSERT INTO secret_access (position, access_at, caller, certificate_digest,"
                                + " campaign_id, unit_id, credential, reason) VALUES ((SELECT"
                                + " coalesce(max(position), 0) + 1 FROM secret_access), ?, ?, ?, ?, ?, ?, ?)",
                        Stored.micros(access.time()),
                        access.caller(),
                        access.certificate().hex(),
                        access.campaign().value(),
                        access.unit(),
                        access.credential(),
                        access.reason()));
    }

    @Override
    public List<SecretAccess> accesses() {
        return database.read(h ->
                h.select("SELECT * FROM secret_access ORDER BY position")
                        .map((rs, c) ->
                                new SecretAccess(
                                        Stored.instant(rs.getLong("access_at")),
                                        rs.getString("caller"),
                                        new Digest(rs.getString("certificate_digest")),
                                        new CampaignId(rs.getString("campaign_id")),
                                        rs.getString("unit_id"),
                                        rs.getString("credential"),
                                        rs.getString("reason")))
                        .list());
    }

    @Override
    public void addUse(HandUse use) {
        database.write(h ->
                h.execute(
                        "INSERT INTO hand_use (position, use_at, operator, caller, certificate_digest,"
                                + " rig_id, slot, request_id, action, outcome, detail) VALUES ((SELECT"
                                + " coalesce(max(position), 0) + 1 FROM hand_use), ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " ?, ?)",
                        Stored.micros(use.time()),
                        use.operator().name(),
                        use.operator().caller(),
                        use.operator().certificate().hex(),
                        use.slot().rig().value(),
                        use.slot().slot().value(),
                        use.request(),
                        use.action(),
                        use.outcome(),
                        use.detail()));
    }

    @Override
    public List<HandUse> uses() {
        return database.read(h ->
                h.select("SELECT * FROM hand_use ORDER BY position")
                        .map((rs, c) -> use(rs))
                        .list());
    }

    private static HandUse use(ResultSet rs) throws SQLException {
        return new HandUse(
                Stored.instant(rs.getLong("use_at")),
                new Operator(
                        rs.getString("operator"),
                        rs.getString("caller"),
                        new Digest(rs.getString("certificate_digest"))),
                new SlotId(new RigId(rs.getString("rig_id")), new SlotName(rs.getString("slot"))),
                rs.getString("request_id"),
                rs.getString("action"),
                rs.getString("outcome"),
                rs.getString("detail"));
    }
}
