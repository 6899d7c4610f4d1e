package org.proofmark.cli;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.virtuallab.process.OwnNetworks;
import picocli.CommandLine.Option;

/// `--network`: where the devices that are programs of this machine have their network.
final class NetworkOption {
    private static final String HOST = "host";
    private static final String NAMESPACE = "namespace";

    @Option(
            names = "--network",
            paramLabel = "KIND",
            description =
                    "namespace: each device has a network of its own, with the address 192.168.1.1 and"
                            + " ports as they are. host (default): each has an address 127.x of this"
                            + " machine, and a port below 1024 may be 8000 higher.")
    private @Nullable String kind;

    /// @throws UnusableInput before anything is started: another kind, or one that this machine
    ///   does not allow
    void check() {
        if (kind != null && !kind.equals(HOST) && !kind.equals(NAMESPACE)) {
            throw new UnusableInput(
                    "--network " + kind + ": no such kind; wanted is host or namespace");
        }
        if (NAMESPACE.equals(kind)) {
            OwnNetworks.refusal().ifPresent(NetworkOption::refuseMachine);
        }
    }

    private static void refuseMachine(String why) {
        throw new UnusableInput("--network namespace: " + why);
    }

    /// @throws UnusableInput where it was given, with this word about what does not go with it
    void refuse(String why) {
        if (kind != null) {
            throw new UnusableInput("--network " + kind + ": " + why);
        }
    }

    Optional<String> kind() {
        return Optional.ofNullable(kind);
    }

    /// As settings of wiring kind `process`.
    Map<String, Object> settings() {
        return kind == null ? Map.of() : Map.of("network", kind);
    }
}
