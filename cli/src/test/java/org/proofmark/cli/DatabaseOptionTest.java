package org.proofmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.proofmark.cli.exit.UnusableInput;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

public class DatabaseOptionTest {
    private static final String URL = "postgresql://proofmark@db.example/proofmark";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PROOFMARK_DATABASE_PASSWORD", "of the environment");

    private Path file;

    @Command
    private static final class Holder {
        @Mixin private final DatabaseOption database = new DatabaseOption();
    }

    @BeforeMethod
    void make() throws IOException {
        file = Files.createTempFile("password", "");
    }

    @AfterMethod(alwaysRun = true)
    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private static DatabaseOption typed(String... arguments) {
        var holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.database;
    }

    private static Optional<String> password(DatabaseOption option, Map<String, String> from) {
        return option.access(from).orElseThrow().password();
    }

    @Test
    public void withoutTheOptionThereIsNoDatabase() {
        assertThat(typed().access(ENVIRONMENT)).isEmpty();
    }

    @Test
    public void theFileComesBeforeTheEnvironmentAndOnlyItsFirstLineCounts() throws IOException {
        Files.writeString(file, " of the file \nnot this\n");
        var option = typed("--database", URL, "--database-password-file", file.toString());
        assertThat(password(option, ENVIRONMENT)).contains(" of the file ");
    }

    @Test
    public void theEnvironmentComesNextAndIsNoPasswordWhereItIsEmpty() {
        var option = typed("--database", URL);
        assertThat(password(option, ENVIRONMENT)).contains("of the environment");
        assertThat(password(option, Map.of("PROOFMARK_DATABASE_PASSWORD", ""))).isEmpty();
    }

    /// The driver then looks into ~/.pgpass itself.
    @Test
    public void withoutBothThePasswordIsLeftToTheDriver() {
        assertThat(password(typed("--database", URL), Map.of())).isEmpty();
    }

    @Test
    public void whatIsReadIsNeverShown() {
        assertThat(typed("--database", URL).access(ENVIRONMENT).orElseThrow().toString())
                .contains("db.example")
                .doesNotContain("of the environment");
    }

    @Test
    public void aPasswordFileThatHelpsNobodyIsRefused() {
        assertThatThrownBy(
                        () -> typed("--database-password-file", file.toString()).access(Map.of()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("goes with --database");
        var empty = typed("--database", URL, "--database-password-file", file.toString());
        assertThatThrownBy(() -> empty.access(ENVIRONMENT))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("first line is empty");
        var missing = typed("--database", URL, "--database-password-file", file + "-not-there");
        assertThatThrownBy(() -> missing.access(ENVIRONMENT))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("cannot be read: no such file");
    }

    @Test
    public void anAddressWithAPasswordIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> typed("--database", "postgresql://u:s3cret@h/d").access(Map.of()))
                .isInstanceOf(UnusableInput.class)
                .hasMessageStartingWith("--database: ")
                .hasMessageNotContaining("s3cret");
    }
}
