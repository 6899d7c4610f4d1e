package org.proofmark.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.controller.store.DatabaseUrl;
import org.proofmark.controller.testing.Scratch;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

/// A folder stays with the kind of database that it began with.
public class StateStoreTest {
    // nobody listens on port 1: what is refused before is refused without a server
    private static final DatabaseAccess POSTGRES =
            new DatabaseAccess(
                    new DatabaseUrl("127.0.0.1", 1, "lab", "proofmark", Map.of()),
                    Optional.empty());

    private Scratch scratch;

    @BeforeMethod
    void make() {
        scratch = new Scratch();
    }

    @AfterMethod(alwaysRun = true)
    void remove() {
        scratch.close();
    }

    private void open(Optional<DatabaseAccess> asked) throws IOException {
        StateStore.open(scratch.path(), asked, "0123", () -> {}).close();
    }

    @Test
    public void aFolderWithItsOwnFileIsNotMovedToPostgres() throws IOException {
        open(Optional.empty());
        assertThatThrownBy(() -> open(Optional.of(POSTGRES)))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("controller.db", "not moved", "without --database");
        assertThat(scratch.path().resolve(StateStore.DATABASE)).doesNotExist();
        open(Optional.empty());
    }

    @Test
    public void aFolderOfAPostgresDatabaseDoesNotBeginAnEmptyFile() throws IOException {
        Files.writeString(
                scratch.path().resolve(StateStore.DATABASE),
                "{\"url\":\"postgresql://proofmark@127.0.0.1:1/lab\"}");
        assertThatThrownBy(() -> open(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--database postgresql://proofmark@127.0.0.1:1/lab");
        assertThat(scratch.path().resolve(StateStore.SQLITE)).doesNotExist();
    }

    @Test
    public void aServerThatIsAwayIsNotRememberedAsTheFoldersDatabase() {
        assertThatThrownBy(() -> open(Optional.of(POSTGRES)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot reach the server");
        assertThat(scratch.path().resolve(StateStore.DATABASE)).doesNotExist();
    }

    @Test
    public void aDamagedNoteOfTheDatabaseIsSaidWithWhatItWants() throws IOException {
        for (var damaged : new String[] {"", "{", "{}", "{\"url\":\"mysql://h/d\"}"}) {
            Files.writeString(scratch.path().resolve(StateStore.DATABASE), damaged);
            assertThatThrownBy(() -> open(Optional.empty()))
                    .as(damaged)
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("database.json is damaged", "postgresql://USER@HOST");
        }
    }
}
