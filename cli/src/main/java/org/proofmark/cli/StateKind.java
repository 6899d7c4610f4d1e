package org.proofmark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.proofmark.cli.exit.UnusableInput;

/// Whose a state folder is: a controller's, a rig's, or nobody's yet. Either makes what it misses
/// in its folder, so one that is started on the other's would make a mixture of both.
final class StateKind {
    /// What the agent's enrolment makes first.
    private static final String RIG_MARK = "identity";

    /// What a controller makes first.
    private static final String CONTROLLER_MARK = "keys/ca.pem";

    private StateKind() {}

    /// @throws UnusableInput for a file, or a rig's folder
    static void requireController(Path folder) {
        requireFolder(folder);
        if (Files.exists(folder.resolve(RIG_MARK))) {
            throw new UnusableInput(
                    "--state "
                            + folder
                            + ": this is the state folder of a rig; a controller wants one of its own");
        }
    }

    /// @throws UnusableInput for a file, or a controller's folder
    static void requireRig(Path folder) {
        requireFolder(folder);
        if (Files.exists(folder.resolve(CONTROLLER_MARK))) {
            throw new UnusableInput(
                    "--state "
                            + folder
                            + ": this is the state folder of a controller; a rig wants one of its own");
        }
    }

    private static void requireFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnusableInput(
                    "--state "
                            + folder
                            + ": this is a file; wanted is a folder, which is made where it is not there");
        }
    }
}
