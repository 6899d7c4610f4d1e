package org.proofmark.controller.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.proofmark.domain.run.CampaignId;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.domain.run.SlotId;
import org.proofmark.domain.run.SlotName;

/// Operators' leases in SQL.
final class SqlHands implements HandStore {
    private final Database database;

    SqlHands(Database database) {
        this.database = database;
    }

    @Override
    public HandClaim claim(
            SlotId slot,
            String freshId,
            Operator operator,
            Instant now,
            Duration term,
            boolean takeOver) {
        return database.write(h -> {
            var campaign =
                    h.select(
                                    "SELECT campaign_id FROM lease WHERE rig_id = ? AND slot = ?",
                                    slot.rig().value(),
                                    slot.slot().value())
                            .mapTo(String.class)
                            .findOne();
            if (campaign.isPresent()) {
                return new HandClaim.OfCampaign(new CampaignId(campaign.get()));
            }
            var present = lease(h, slot);
            var own = present.filter(l -> isSame(l.operator(), operator));
            if (own.isEmpty() && present.isPresent() && !takeOver) {
                return new HandClaim.OfOperator(present.get());
            }
            var wanted =
                    own.map(l -> renewed(l, now, term))
                            .orElseGet(() ->
                                    new HandLeaseRow(
                                            slot, freshId, operator, now, now.plus(term), term));
            write(h, wanted);
            return new HandClaim.Held(wanted, own.isEmpty());
        });
    }

    private static boolean isSame(Operator one, Operator other) {
        return one.name().equals(other.name()) && one.certificate().equals(other.certificate());
    }

    private static HandLeaseRow renewed(HandLeaseRow lease, Instant now, Duration term) {
        var end = now.plus(term);
        return end.isBefore(lease.expireTime())
                ? lease
                : new HandLeaseRow(
                        lease.slot(), lease.id(), lease.operator(), lease.takeTime(), end, term);
    }

    private static Optional<HandLeaseRow> lease(Handle h, SlotId slot) {
        return h.select(
                        "SELECT * FROM hand_lease WHERE rig_id = ? AND slot = ?",
                        slot.rig().value(),
                        slot.slot().value())
                .map((rs, c) -> row(rs))
                .findOne();
    }

    private static void write(Handle h, HandLeaseRow lease) {
        h.createUpdate(
                        """
                        INSERT INTO hand_lease (rig_id, slot, lease_id, operator, caller,
                            certificate_digest, take_at, expire_at, term_millis)
                        VALUES (:rig, :slot, :id, :operator, :caller, :certificate, :take, :expire, :term)
                        ON CONFLICT (rig_id, slot) DO UPDATE SET lease_id = :id, operator = :operator,
                            caller = :caller, certificate_digest = :certificate, take_at = :take,
                            expire_at = :expire, term_millis = :term
                        """)
                .bind("rig", lease.slot().rig().value())
                .bind("slot", lease.slot().slot().value())
                .bind("id", lease.id())
                .bind("operator", lease.operator().name())
                .bind("caller", lease.operator().caller())
                .bind("certificate", lease.operator().certificate().hex())
                .bind("take", Stored.micros(lease.takeTime()))
                .bind("expire", Stored.micros(lease.expireTime()))
                .bind("term", lease.term().toMillis())
                .execute();
    }

    @Override
    public boolean end(SlotId slot, String id) {
        return database.write(h ->
                h.execute(
                                "DELETE FROM hand_lease WHERE rig_id = ? AND slot = ? AND lease_id = ?",
                                slot.rig().value(),
                                slot.slot().value(),
                                id)
                        == 1);
    }

    @Override
    public List<HandLeaseRow> leases() {
        return database
                .read(h -> h.select("SELECT * FROM hand_lease").map((rs, c) -> row(rs)).list())
                .stream()
                // not the database's order, which depends on its locale
                .sorted(
                        Comparator.comparing((HandLeaseRow l) -> l.slot().rig().value())
                                .thenComparing(l -> l.slot().slot().value()))
                .toList();
    }

    private static HandLeaseRow row(ResultSet rs) throws SQLException {
        return new HandLeaseRow(
                new SlotId(new RigId(rs.getString("rig_id")), new SlotName(rs.getString("slot"))),
                rs.getString("lease_id"),
                new Operator(
                        rs.getString("operator"),
                        rs.getString("caller"),
                        new Digest(rs.getString("certificate_digest"))),
                Stored.instant(rs.getLong("take_at")),
                Stored.instant(rs.getLong("expire_at")),
                Duration.ofMillis(rs.getLong("term_millis")));
    }
}
