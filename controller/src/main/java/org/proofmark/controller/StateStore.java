package org.proofmark.controller;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.controller.store.DatabaseUrl;
import org.proofmark.controller.store.SqlStore;
import org.proofmark.controller.store.Store;
import org.proofmark.controller.store.StoreException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Which database a state folder goes with: its own SQLite file `controller.db`, or the PostgreSQL
/// database that `database.json` names, without a password. A folder stays with what it began with,
/// so that nobody starts it on an empty database by mistake.
public final class StateStore {
    /// The SQLite file.
    public static final String SQLITE = "controller.db";

    /// Names the PostgreSQL database: `{"url": "postgresql://…"}`.
    public static final String DATABASE = "database.json";

    /// Says that the folder was restored from a backup and no controller has started on it yet.
    public static final String RESTORED = "restored.json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private StateStore() {}

    /// Opens the store of a state folder.
    ///
    /// @param owner digest of the folder's CA
    /// @param lost called where another controller has taken a PostgreSQL database over
    /// @throws IOException where it cannot be opened, or the folder goes with another kind of
    ///   database; the message says what to do
    static Store open(Path state, Optional<DatabaseAccess> asked, String owner, Runnable lost)
            throws IOException {
        var remembered = remembered(state);
        try {
            if (asked.isEmpty()) {
                requireSqlite(state, remembered);
                return SqlStore.open(state.resolve(SQLITE));
            }
            if (remembered.isEmpty() && Files.exists(state.resolve(SQLITE))) {
                throw new IOException(
                        state
                                + " has its records in "
                                + SQLITE
                                + ", and they are not moved: start without --database, or give the new"
                                + " database a state folder of its own with --state");
            }
            var store = SqlStore.open(asked.get(), owner, lost);
            remember(state, asked.get().url());
            return store;
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static void requireSqlite(Path state, Optional<DatabaseUrl> remembered)
            throws IOException {
        if (remembered.isPresent()) {
            throw new IOException(
                    state
                            + " has its records in a PostgreSQL database: start with --database "
                            + remembered.get());
        }
    }

    /// The PostgreSQL database of a state folder; empty where it has its SQLite file, or nothing
    /// yet.
    public static Optional<DatabaseUrl> remembered(Path state) throws IOException {
        var file = state.resolve(DATABASE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    DatabaseUrl.parse(
                            JSON.readTree(Files.readString(file)).path("url").asString("")));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(
                    file
                            + " is damaged: it wants {\"url\": \"postgresql://USER@HOST:PORT/DATABASE\"}",
                    e);
        }
    }

    private static void remember(Path state, DatabaseUrl url) throws IOException {
        var aside = state.resolve("." + DATABASE + ".new");
        Files.write(
                aside,
                JSON.createObjectNode()
                        .put("url", url.toString())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8));
        Files.move(
                aside,
                state.resolve(DATABASE),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
