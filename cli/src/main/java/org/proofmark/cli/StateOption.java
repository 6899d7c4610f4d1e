package org.proofmark.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.client.ControllerClient;
import picocli.CommandLine.Option;

/// `--state`: where a controller keeps its state, and what a client connects by.
final class StateOption {
    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "State folder of the controller (default: $$PROOFMARK_STATE/controller, else"
                            + " ~/.local/state/proofmark/controller). A client elsewhere wants a copy"
                            + " of its endpoints.json, ca.pem and admin.pem.")
    private @Nullable Path state;

    Path folder() {
        return state != null ? state : root().resolve("controller");
    }

    ControllerClient connect() {
        return ControllerClient.connect(folder());
    }

    /// Where all state is by default.
    static Path root() {
        return Optional.ofNullable(System.getenv("PROOFMARK_STATE"))
                .map(Path::of)
                .or(() ->
                        Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                                .map(home -> Path.of(home, "proofmark")))
                .orElseGet(
                        () -> Path.of(System.getProperty("user.home"), ".local/state/proofmark"));
    }
}
