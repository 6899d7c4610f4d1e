package org.proofmark.controller.store;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;

/// Rigs and tokens in SQL.
final class SqlFleet implements FleetStore {
    private final Database database;

    SqlFleet(Database database) {
        this.database = database;
    }

    @Override
    public void addToken(String hash, RigId rig, Instant expireTime) {
        database.write(h ->
                h.execute(
                        "INSERT INTO enrolment_token (token_hash, rig_id, expire_at, used_at)"
                                + " VALUES (?, ?, ?, 0)",
                        hash,
                        rig.value(),
                        Stored.micros(expireTime)));
    }

    @Override
    public TokenUse takeToken(String hash, RigId rig, Instant now) {
        return database.write(h -> {
            var token =
                    h.select(
                                    "SELECT rig_id, expire_at, used_at FROM enrolment_token"
                                            + " WHERE token_hash = ?",
                                    hash)
                            .map((rs, c) ->
                                    new Token(rs.getString(1), rs.getLong(2), rs.getLong(3)))
                            .findOne();
            if (token.isEmpty()) {
                return TokenUse.UNKNOWN;
            }
            var use = judge(token.get(), rig, now);
            if (use == TokenUse.TAKEN) {
                h.execute(
                        "UPDATE enrolment_token SET used_at = ? WHERE token_hash = ?",
                        Stored.micros(now),
                        hash);
            }
            return use;
        });
    }

    private record Token(String rig, long expireAt, long usedAt) {}

    private static TokenUse judge(Token token, RigId rig, Instant now) {
        if (token.usedAt() != 0) {
            return TokenUse.REUSED;
        }
        if (Stored.micros(now) >= token.expireAt()) {
            return TokenUse.EXPIRED;
        }
        return token.rig().equals(rig.value()) ? TokenUse.TAKEN : TokenUse.OTHER_RIG;
    }

    @Override
    public void putRig(RigRow rig) {
        database.write(h ->
                h.createUpdate(
                                """
                                INSERT INTO rig (rig_id, certificate_digest, public_key, certificate_end,
                                    agent_version, slots, last_seen)
                                VALUES (:id, :certificate, :key, :end, :version, :slots, :seen)
                                ON CONFLICT (rig_id) DO UPDATE SET certificate_digest = :certificate,
                                    public_key = :key, certificate_end = :end
                                """)
                        .bind("id", rig.id().value())
                        .bind("certificate", rig.certificate().hex())
                        .bind("key", rig.key().getEncoded())
                        .bind("end", Stored.micros(rig.certificateEnd()))
                        .bind("version", rig.agentVersion())
                        .bind("slots", Stored.json(rig.slots()))
                        .bind("seen", Stored.micros(rig.lastSeen()))
                        .execute());
    }

    @Override
    public void seeRig(RigId rig, String agentVersion, List<SlotInfo> slots, Instant time) {
        database.write(h ->
                h.execute(
                        "UPDATE rig SET agent_version = ?, slots = ?, last_seen = ? WHERE rig_id = ?",
                        agentVersion,
                        Stored.json(slots),
                        Stored.micros(time),
                        rig.value()));
    }

    @Override
    public Optional<RigRow> rig(RigId id) {
        return database.read(h ->
                h.select("SELECT * FROM rig WHERE rig_id = ?", id.value())
                        .map((rs, c) -> row(rs))
                        .findOne());
    }

    @Override
    public List<RigRow> rigs() {
        return database
                .read(h -> h.select("SELECT * FROM rig").map((rs, c) -> row(rs)).list())
                .stream()
                // not the database's order, which depends on its locale
                .sorted(Comparator.comparing(r -> r.id().value()))
                .toList();
    }

    private static RigRow row(ResultSet rs) throws SQLException {
        return new RigRow(
                new RigId(rs.getString("rig_id")),
                new Digest(rs.getString("certificate_digest")),
                key(rs.getBytes("public_key")),
                Stored.instant(rs.getLong("certificate_end")),
                rs.getString("agent_version"),
                Stored.slots(rs.getString("slots")),
                Stored.instant(rs.getLong("last_seen")));
    }

    private static PublicKey key(byte[] encoded) {
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a rig's stored key is damaged", e);
        }
    }
}
