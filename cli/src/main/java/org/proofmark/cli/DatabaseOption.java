package org.proofmark.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.controller.store.DatabaseAccess;
import org.proofmark.controller.store.DatabaseUrl;
import picocli.CommandLine.Option;

/// `--database`: a PostgreSQL database, and where its password comes from.
final class DatabaseOption {
    /// What a password file may hold at the most.
    private static final int MAX_PASSWORD_BYTES = 4096;

    private static final String PASSWORD = "PROOFMARK_DATABASE_PASSWORD";

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Keep records in a PostgreSQL database, postgresql://USER@HOST:PORT/DATABASE (default:"
                            + " a SQLite file in the state folder). Its password comes from"
                            + " --database-password-file, else from $$PROOFMARK_DATABASE_PASSWORD, else"
                            + " from ~/.pgpass.")
    private @Nullable String url;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the database's password.")
    private @Nullable Path passwordFile;

    /// The database that was asked for; empty where none was.
    ///
    /// @throws UnusableInput for an address or a password file that is none
    Optional<DatabaseAccess> access() {
        return access(System.getenv());
    }

    Optional<DatabaseAccess> access(Map<String, String> environment) {
        if (url == null) {
            if (passwordFile != null) {
                throw new UnusableInput(
                        "--database-password-file goes with --database, which is not there");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new DatabaseAccess(DatabaseUrl.parse(url), password(environment)));
        } catch (IllegalArgumentException e) {
            throw new UnusableInput("--database: " + e.getMessage(), e);
        }
    }

    private Optional<String> password(Map<String, String> environment) {
        if (passwordFile != null) {
            return Optional.of(firstLine(passwordFile));
        }
        return Optional.ofNullable(environment.get(PASSWORD)).filter(p -> !p.isEmpty());
    }

    private static String firstLine(Path file) {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(MAX_PASSWORD_BYTES), StandardCharsets.UTF_8);
            var line = text.lines().findFirst().orElse("");
            if (line.isEmpty()) {
                throw new UnusableInput(
                        "--database-password-file " + file + ": its first line is empty");
            }
            return line;
        } catch (IOException e) {
            throw new UnusableInput(
                    "--database-password-file "
                            + file
                            + " cannot be read: no such file, or no right to it",
                    e);
        }
    }
}
