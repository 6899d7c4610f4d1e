package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.Controller;
import org.proofmark.controller.backup.Backup;
import org.proofmark.controller.backup.BackupRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `proofmark backup`: a controller's state in one file.
@Command(
        name = "backup",
        description = {
            "Writes a controller's state into one file, also while the controller works.",
            "The file holds its private keys and every piece of evidence: keep it as safe as the state folder."
        })
final class BackupCommand implements Callable<Integer> {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "The new file. It appears when it is whole, or not at all.")
    private @Nullable Path file;

    @Option(
            names = "--database-dump",
            paramLabel = "FILE",
            description =
                    "For a controller on PostgreSQL, and wanted there: what pg_dump wrote just before.")
    private @Nullable Path dump;

    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var to = java.util.Objects.requireNonNull(file);
        try {
            var bytes =
                    new Backup(state.folder(), Controller.VERSION, InstantSource.system())
                            .write(to, Optional.ofNullable(dump));
            terminal.out().println("Backup: " + to.toAbsolutePath() + ", " + bytes + " bytes");
            return ExitCode.OK;
        } catch (BackupRefused e) {
            throw new UnusableInput("no backup was made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new Trouble("no backup was made: " + e.getMessage(), e);
        }
    }
}
