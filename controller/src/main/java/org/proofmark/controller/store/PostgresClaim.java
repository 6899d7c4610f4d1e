package org.proofmark.controller.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One controller's claim on a database. Two things hold it:
///
/// - an advisory lock on a connection of its own, which refuses a second controller at its start.
///   PostgreSQL lets go of it when the connection breaks; it is taken again when the server is
///   back;
/// - the epoch in table `claim`, which every writing transaction locks and compares. Who takes the
///   database over writes a new one, and the former holder never commits again, however long it was
///   cut off.
final class PostgresClaim implements AutoCloseable {
    /// The lock's number in this database: "proofmrk" in ASCII.
    private static final long LOCK = 0x70726f6f666d726bL;

    /// How long a controller that was just ended may need until the server lets go of its lock.
    private static final String LOCK_WAIT = "5s";

    /// How long the watch sits on the connection at once; a connection that breaks ends it sooner.
    private static final int WATCH_MILLIS = 30_000;

    private static final int ANSWER_SECONDS = 10;
    private static final long AGAIN_MILLIS = 1_000;
    private static final String LOCK_TIMED_OUT = "55P03";
    private static final Logger LOG = LoggerFactory.getLogger(PostgresClaim.class);

    private final DatabaseUrl url;
    private final Connecting connecting;
    private final Runnable lost;
    private final String epoch = UUID.randomUUID().toString();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection held;
    private volatile boolean taken;

    /// Opens a connection.
    interface Connecting {
        Connection open() throws SQLException;
    }

    private PostgresClaim(DatabaseUrl url, Connecting connecting, Runnable lost) {
        this.url = url;
        this.connecting = connecting;
        this.lost = lost;
    }

    /// Takes the lock.
    ///
    /// @throws StoreException where another controller has it; says which
    static PostgresClaim take(DatabaseUrl url, Connecting connecting, Runnable lost)
            throws SQLException {
        var claim = new PostgresClaim(url, connecting, lost);
        var connection = connecting.open();
        try {
            if (!locked(connection)) {
                throw new StoreException(
                        "another controller uses database "
                                + url
                                + " ("
                                + holder(connection)
                                + "): stop it, or give this one a database of its own.");
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
        claim.held = connection;
        return claim;
    }

    private static boolean locked(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '" + LOCK_WAIT + "'");
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
            return true;
        } catch (SQLException e) {
            if (LOCK_TIMED_OUT.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static String holder(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer =
                        statement.executeQuery(
                                "SELECT a.application_name || ' from ' || coalesce(host(a.client_addr),"
                                        + " 'the server itself') || ' since ' || date_trunc('second',"
                                        + " a.backend_start) FROM pg_locks l JOIN pg_stat_activity a ON"
                                        + " a.pid = l.pid WHERE l.locktype = 'advisory' AND l.granted AND"
                                        + " l.database = (SELECT oid FROM pg_database WHERE datname ="
                                        + " current_database()) AND l.classid = "
                                        + (LOCK >>> 32)
                                        + " AND l.objid = "
                                        + (LOCK & 0xffff_ffffL))) {
            return answer.next() && answer.getString(1) != null
                    ? answer.getString(1)
                    : "the server does not say which";
        }
    }

    /// Makes the database ours: transactions of a former holder that are under way end first, and
    /// no later one commits. From now on the lock is watched.
    ///
    /// @param connection on tables that are up to date
    /// @throws StoreException where the database has another owner
    void begin(Connection connection, String owner) throws SQLException {
        connection.setAutoCommit(false);
        try {
            requireOwner(connection, owner);
            try (var statement =
                    connection.prepareStatement(
                            "INSERT INTO claim (id, owner, epoch) VALUES (1, ?, ?) ON CONFLICT (id) DO"
                                    + " UPDATE SET owner = excluded.owner, epoch = excluded.epoch")) {
                statement.setString(1, owner);
                statement.setString(2, epoch);
                statement.executeUpdate();
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        Thread.ofPlatform().daemon().name("database claim").start(this::watch);
    }

    private void requireOwner(Connection connection, String owner) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT owner FROM claim WHERE id = 1")) {
            if (answer.next() && !answer.getString(1).equals(owner)) {
                throw new StoreException(
                        "database "
                                + url
                                + " belongs to a controller with another CA (digest "
                                + answer.getString(1)
                                + ", this state folder's is "
                                + owner
                                + "): use that controller's state folder or a restored backup of it, or"
                                + " give this one an empty database.");
            }
        }
    }

    /// Keeps every other writer out until the transaction on this connection is over.
    ///
    /// @throws StoreException where another controller has taken the database over
    void require(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var answer =
                        statement.executeQuery("SELECT epoch FROM claim WHERE id = 1 FOR UPDATE")) {
            if (!answer.next() || !answer.getString(1).equals(epoch)) {
                taken = true;
                throw takenOver();
            }
        }
    }

    private StoreException takenOver() {
        return new StoreException(
                "another controller has taken database "
                        + url
                        + " over while this one was cut off from it: this one writes no more and must"
                        + " be stopped.");
    }

    /// Sits on the connection that has the lock, and takes the lock again where it broke.
    private void watch() {
        while (!over()) {
            try (var connection = relocked()) {
                var link = connection.unwrap(PGConnection.class);
                while (!over()) {
                    // blocks; a connection that breaks throws
                    link.getNotifications(WATCH_MILLIS);
                    requireAnswer(connection);
                }
            } catch (SQLException e) {
                if (!over()) {
                    LOG.warn(
                            "the connection that holds database {} broke: {}", url, e.getMessage());
                }
            } catch (StoreException e) {
                LOG.error(String.valueOf(e.getMessage()));
                lost.run();
                return;
            }
            held = null;
            pause();
        }
    }

    /// A server whose machine is gone breaks no connection.
    private void requireAnswer(Connection connection) throws SQLException {
        if (!over() && !connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("the server does not answer");
        }
    }

    private boolean over() {
        return closed.getCount() == 0;
    }

    private Connection relocked() throws SQLException {
        var connection = held;
        if (connection == null) {
            connection = connecting.open();
            try {
                relock(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            held = connection;
            if (over()) {
                connection.close();
            }
        }
        if (taken) {
            throw takenOver();
        }
        return connection;
    }

    private void relock(Connection connection) throws SQLException {
        var locked = locked(connection);
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT epoch FROM claim WHERE id = 1")) {
            if (!answer.next() || !answer.getString(1).equals(epoch)) {
                throw takenOver();
            }
        }
        if (!locked) {
            throw new SQLException("another controller is about to take it over", LOCK_TIMED_OUT);
        }
        LOG.info("database {} is held again", url);
    }

    private void pause() {
        try {
            var _ = closed.await(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        var connection = held;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("the claim on {} was gone already", url, e);
            }
        }
    }
}
