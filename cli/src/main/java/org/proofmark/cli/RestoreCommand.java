package org.proofmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.controller.backup.BackupRefused;
import org.proofmark.controller.backup.Restore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `proofmark restore`: a state folder from a backup.
@Command(
        name = "restore",
        description = {
            "Makes a controller's state folder from a backup, with every digest checked.",
            "The folder must not be there, or be empty. Campaigns that were not over when the backup was made are cancelled"
                    + " at the controller's next start."
        })
final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What 'proofmark backup' wrote.")
    private @Nullable Path file;

    @Mixin private final StateOption state = new StateOption();
    private final Terminal terminal;

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try {
            var time = Restore.read(Objects.requireNonNull(file), state.folder());
            terminal.out()
                    .println("Restored: " + state.folder().toAbsolutePath() + ", as of " + time);
            if (Restore.hasDump(state.folder())) {
                terminal.out()
                        .println(
                                "Its records are in database.dump there: restore them with pg_restore into"
                                        + " an empty database, and start the controller with --database.");
            }
            return ExitCode.OK;
        } catch (BackupRefused e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        }
    }
}
