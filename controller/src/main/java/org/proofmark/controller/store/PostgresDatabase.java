package org.proofmark.controller.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL database that one controller writes. Transactions that write lock one row first
/// ([PostgresClaim]), so that they follow one another as on SQLite and none fails half-way for
/// another's sake.
final class PostgresDatabase implements Database {
    /// One writes, the others read.
    private static final int CONNECTIONS = 8;

    /// How long a call waits for a connection while the server is away.
    private static final int CONNECTION_MILLIS = 10_000;

    /// How long the driver waits to be connected, and for an answer.
    private static final String CONNECT_SECONDS = "10";

    private static final String ANSWER_SECONDS = "120";

    /// A commit is on disk before it is acknowledged, whatever the server's default is; who asks
    /// for more keeps it. A writer waits so long for another; a server that hears nothing from our
    /// machine, or of a transaction that stands still, ends it so soon, since it would hold the
    /// row.
    private static final String SESSION =
            "SELECT set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN"
                    + " 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false),"
                    + " set_config('lock_timeout', '20s', false),"
                    + " set_config('idle_in_transaction_session_timeout', '60s', false),"
                    + " set_config('tcp_keepalives_idle', '10', false),"
                    + " set_config('tcp_keepalives_interval', '5', false),"
                    + " set_config('tcp_keepalives_count', '4', false)";

    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

    private final DatabaseUrl url;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final PostgresClaim claim;

    private PostgresDatabase(DatabaseUrl url, HikariDataSource pool, PostgresClaim claim) {
        this.url = url;
        this.pool = pool;
        this.jdbi = PlainText.on(Jdbi.create(pool));
        this.claim = claim;
    }

    static PostgresDatabase open(DatabaseAccess access, String owner, Runnable lost) {
        var url = access.url();
        try {
            requireUsable(access);
            var claim = PostgresClaim.take(url, () -> connect(access), lost);
            try {
                return open(access, owner, claim);
            } catch (RuntimeException | SQLException e) {
                claim.close();
                throw e;
            }
        } catch (RuntimeException | SQLException e) {
            throw PostgresTrouble.atStart(e, url);
        }
    }

    private static PostgresDatabase open(DatabaseAccess access, String owner, PostgresClaim claim)
            throws SQLException {
        var pool = new HikariDataSource(pooled(access));
        try {
            Migration.migrate(pool, "database " + access.url());
            try (var connection = pool.getConnection()) {
                claim.begin(connection, owner);
            }
            return new PostgresDatabase(access.url(), pool, claim);
        } catch (RuntimeException | SQLException e) {
            pool.close();
            throw e;
        }
    }

    private static HikariConfig pooled(DatabaseAccess access) {
        var config = new HikariConfig();
        config.setJdbcUrl(access.url().jdbc());
        config.setDataSourceProperties(properties(access));
        config.setConnectionInitSql(SESSION);
        config.setConnectionTimeout(CONNECTION_MILLIS);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("store");
        return config;
    }

    /// What stands in the address goes before these.
    private static Properties properties(DatabaseAccess access) {
        var properties = new Properties();
        properties.setProperty("user", access.url().user());
        access.password().ifPresent(p -> properties.setProperty("password", p));
        properties.setProperty(
                "ApplicationName", "proofmark controller, pid " + ProcessHandle.current().pid());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("socketTimeout", ANSWER_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        var connection = DriverManager.getConnection(access.url().jdbc(), properties(access));
        try (var statement = connection.createStatement()) {
            statement.execute(SESSION);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void requireUsable(DatabaseAccess access) throws SQLException {
        try (var connection = connect(access);
                var statement = connection.createStatement();
                var answer =
                        statement.executeQuery(
                                "SELECT current_setting('server_encoding'), current_setting('fsync'),"
                                        + " pg_is_in_recovery()")) {
            answer.next();
            if (!answer.getString(1).equals("UTF8")) {
                throw new StoreException(
                        "database "
                                + access.url()
                                + " stores text as "
                                + answer.getString(1)
                                + ": make one with 'createdb -E UTF8 -T template0'.");
            }
            if (answer.getBoolean(3)) {
                throw new StoreException(
                        "database "
                                + access.url()
                                + " is on a standby, which can only be read: name the primary server.");
            }
            if (answer.getString(2).equals("off")) {
                LOG.warn(
                        "the server of {} runs with fsync = off: when its machine loses power, what was"
                                + " acknowledged is lost",
                        access.url());
            }
        }
    }

    @Override
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(h -> {
                claim.require(h.getConnection());
                return work.withHandle(h);
            });
        } catch (RuntimeException | SQLException e) {
            throw PostgresTrouble.atWork(e, url);
        }
    }

    @Override
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (RuntimeException e) {
            throw PostgresTrouble.atWork(e, url);
        }
    }

    @Override
    public void close() {
        pool.close();
        claim.close();
    }
}
