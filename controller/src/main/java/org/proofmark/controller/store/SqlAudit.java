package org.proofmark.controller.store;

import java.util.List;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;

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
}
