package org.proofmark.controller.store;

import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.proofmark.controller.refusal.RefusedException;
import org.proofmark.controller.refusal.RefusedException.Kind;

/// What PostgreSQL's errors mean to a person. Codes: PostgreSQL, appendix A.
final class PostgresTrouble {
    private PostgresTrouble() {}

    /// Why the database cannot be opened, and what to do.
    static StoreException atStart(Exception thrown, DatabaseUrl url) {
        if (thrown instanceof StoreException known) {
            return known;
        }
        var sql = sql(thrown);
        var said = sql.map(SQLException::getMessage).orElse(String.valueOf(thrown.getMessage()));
        var what =
                switch (sql.map(SQLException::getSQLState).orElse("")) {
                    case "08001", "08004", "08006" -> unreachable(said, url);
                    case "28P01" ->
                            "the password of " + url.user() + " is wrong. " + passwordFrom();
                    case "28000" ->
                            "the server does not let "
                                    + url.user()
                                    + " in: make the role (createuser) or allow it in pg_hba.conf";
                    case "3D000" ->
                            "there is no such database: make it with 'createdb -O "
                                    + url.user()
                                    + " "
                                    + url.database()
                                    + "'";
                    case "42501" ->
                            "role "
                                    + url.user()
                                    + " may not make or use tables there: make it the database's owner"
                                    + " ('ALTER DATABASE "
                                    + url.database()
                                    + " OWNER TO "
                                    + url.user()
                                    + "')";
                    case "25006" -> "it can only be read: name the primary server, not a standby";
                    case "53300" -> "the server has no connection free: raise its max_connections";
                    case "57P03" -> "the server is starting or stopping: try again in a moment";
                    default -> "the server says";
                };
        return new StoreException("database " + url + ": " + what + " (" + said + ")", thrown);
    }

    private static String unreachable(String said, DatabaseUrl url) {
        if (said.contains("no password was provided")) {
            return "the server wants a password of " + url.user() + ". " + passwordFrom();
        }
        return "cannot reach the server: is it running at "
                + url.host()
                + ":"
                + url.port()
                + ", and does it listen there?";
    }

    private static String passwordFrom() {
        return "Put it into a file for --database-password-file, into the variable"
                + " PROOFMARK_DATABASE_PASSWORD, or into ~/.pgpass";
    }

    /// What a call is told that met this while the store was open: that the database is away, or
    /// the same exception where it is not about that.
    static RuntimeException atWork(Exception thrown, DatabaseUrl url) {
        var sql = sql(thrown);
        if (sql.isEmpty() || !away(sql.get())) {
            return thrown instanceof RuntimeException e
                    ? e
                    : new IllegalStateException("the database " + url + " failed", thrown);
        }
        var refused =
                new RefusedException(
                        Kind.UNAVAILABLE,
                        "database-away",
                        "The controller cannot reach its database "
                                + url
                                + " now ("
                                + sql.get().getMessage()
                                + "): try again.");
        refused.initCause(thrown);
        return refused;
    }

    /// Connections that broke or cannot be had (08, Hikari's), a server that stops or starts
    /// (57P0x), and one that is out of something (53).
    private static boolean away(SQLException thrown) {
        var state = thrown.getSQLState() == null ? "" : thrown.getSQLState();
        return thrown instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("57P0")
                || state.startsWith("53");
    }

    private static Optional<SQLException> sql(Throwable thrown) {
        Optional<SQLException> found = Optional.empty();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            // the innermost says most, but for one without a code
            if (t instanceof SQLException e && (e.getSQLState() != null || found.isEmpty())) {
                found = Optional.of(e);
            }
            if (t instanceof HikariPool.PoolInitializationException && t.getCause() == null) {
                break;
            }
        }
        return found;
    }
}
