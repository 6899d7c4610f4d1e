package org.proofmark.controller.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/// The store in one SQLite file: write-ahead log, every commit synced to disk.
public final class SqlStore implements Store {
    /// SQLite has one writer; the others read.
    private static final int CONNECTIONS = 4;

    /// How long a writer waits for another: commits take milliseconds, a loaded disk seconds.
    private static final int BUSY_MILLIS = 20_000;

    private final HikariDataSource pool;
    private final SqlFleet fleet;
    private final SqlCampaigns campaigns;
    private final SqlRecords records;

    private SqlStore(HikariDataSource pool) {
        this.pool = pool;
        var jdbi = Jdbi.create(pool);
        this.fleet = new SqlFleet(jdbi);
        this.campaigns = new SqlCampaigns(jdbi);
        this.records = new SqlRecords(jdbi);
    }

    /// Opens the file, makes it where it is missing, and brings its tables up to date.
    public static SqlStore open(Path file) {
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
            Flyway.configure(SqlStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/proofmark/controller/store/migration")
                    .load()
                    .migrate();
            return new SqlStore(pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    @Override
    public FleetStore fleet() {
        return fleet;
    }

    @Override
    public CampaignStore campaigns() {
        return campaigns;
    }

    @Override
    public RecordStore records() {
        return records;
    }

    @Override
    public void close() {
        pool.close();
    }
}
