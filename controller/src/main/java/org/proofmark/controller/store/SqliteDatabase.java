package org.proofmark.controller.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// One SQLite file: write-ahead log, every commit synced to disk, one writer at a time.
final class SqliteDatabase implements Database {
    /// SQLite has one writer; the others read.
    private static final int CONNECTIONS = 4;

    /// How long a writer waits for another: commits take milliseconds, a loaded disk seconds.
    private static final int BUSY_MILLIS = 20_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private SqliteDatabase(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = PlainText.on(Jdbi.create(pool));
    }

    /// Opens the file, makes it where it is missing, and brings its tables up to date.
    static SqliteDatabase open(Path file) {
        var config = new HikariConfig();
        // IMMEDIATE: a transaction that will write says so at its start, so that none fails
        // half-way
        config.setJdbcUrl(
                "jdbc:sqlite:"
                        + file
                        + "?journal_mode=WAL&synchronous=FULL&foreign_keys=true&busy_timeout="
                        + BUSY_MILLIS
                        + "&transaction_mode=IMMEDIATE");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setPoolName("store");
        var pool = new HikariDataSource(config);
        try {
            Migration.migrate(pool, "database " + file);
            return new SqliteDatabase(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public <T> T write(HandleCallback<T, RuntimeException> work) {
        return jdbi.inTransaction(work);
    }

    @Override
    public <T> T read(HandleCallback<T, RuntimeException> work) {
        return jdbi.withHandle(work);
    }

    @Override
    public void close() {
        pool.close();
    }
}
