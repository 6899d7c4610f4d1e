package org.proofmark.controller.store;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;

/// Brings tables up to date: the same files for SQLite and PostgreSQL.
final class Migration {
    private Migration() {}

    /// @param where names the database in messages
    /// @throws StoreException where a newer Proofmark has written the tables, or somebody else's
    ///   are there
    static void migrate(DataSource source, String where) {
        var flyway =
                Flyway.configure(Migration.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:org/proofmark/controller/store/migration")
                        .load();
        try {
            requireNotNewer(flyway, where);
            flyway.migrate();
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new StoreException(
                        where
                                + " has tables, and they are not Proofmark's: give it a database of its"
                                + " own.",
                        e);
            }
            throw e;
        }
    }

    private static void requireNotNewer(Flyway flyway, String where) {
        var newer =
                Arrays.stream(flyway.info().all())
                        .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
                        .map(m -> m.getScript())
                        .toList();
        if (!newer.isEmpty()) {
            throw new StoreException(
                    where
                            + " was written by a newer Proofmark ("
                            + String.join(", ", newer)
                            + "): use that one, or restore a backup that is older.");
        }
    }
}
