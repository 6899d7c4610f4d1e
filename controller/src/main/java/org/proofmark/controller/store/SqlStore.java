package org.proofmark.controller.store;

import java.nio.file.Path;

/// The store in SQL: in one SQLite file, or in a PostgreSQL database.
public final class SqlStore implements Store {
    private final Database database;
    private final SqlFleet fleet;
    private final SqlCampaigns campaigns;
    private final SqlRecords records;
    private final SqlAudit audit;
    private final SqlHands hands;

    private SqlStore(Database database) {
        this.database = database;
        this.fleet = new SqlFleet(database);
        this.campaigns = new SqlCampaigns(database);
        this.records = new SqlRecords(database);
        this.audit = new SqlAudit(database);
        this.hands = new SqlHands(database);
    }

    /// Opens the SQLite file, makes it where it is missing, and brings its tables up to date. That
    /// no other process writes it is for the caller to see to.
    ///
    /// @throws StoreException where a newer Proofmark has written it
    public static SqlStore open(Path file) {
        return new SqlStore(SqliteDatabase.open(file));
    }

    /// Opens the PostgreSQL database, makes its tables or brings them up to date, and keeps every
    /// other controller out of it. Where the server goes away what is asked for meanwhile is
    /// refused; when it is back, so is the store.
    ///
    /// @param owner whose database it becomes at its first use; at every other it must be the same.
    ///   A controller's is the digest of its CA: the rigs and secrets in it are of no use to
    ///   another
    /// @param lost called once, from a thread of its own, where another controller has taken the
    ///   database over: this store will never write again
    /// @throws StoreException where that cannot be; the message says what to do
    public static SqlStore open(DatabaseAccess access, String owner, Runnable lost) {
        return new SqlStore(PostgresDatabase.open(access, owner, lost));
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
    public AuditStore audit() {
        return audit;
    }

    @Override
    public HandStore hands() {
        return hands;
    }

    @Override
    public void close() {
        database.close();
    }
}
