package org.proofmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.Trouble;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.domain.run.RigId;
import org.proofmark.rigagent.RigAgent;
import org.proofmark.rigagent.RigOptions;
import org.proofmark.rigagent.config.ConfigRefused;
import org.proofmark.rigagent.link.Enrolment;
import org.proofmark.rigagent.link.EnrolmentRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `proofmark rig`: runs the agent of a rig.
@Command(
        name = "rig",
        description = {
            "Runs the agent of the rig that RIG.yaml describes (docs/rig.md) until it is stopped.",
            "The first start wants the token that 'proofmark enrol' made at the controller. Prints 'ready' when the controller"
                    + " is reached."
        })
final class RigCommand implements Callable<Integer> {
    /// A token is one word of some hundred characters.
    private static final int MAX_TOKEN_BYTES = 4096;

    /// How often is looked whether the link is up; nobody waits for it but a person.
    private static final Duration LOOK = Duration.ofMillis(50);

    @Parameters(paramLabel = "RIG.yaml", description = "The rig's file.")
    private Path rigFile = Path.of("");

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description =
                    "State folder of the agent (default: $$PROOFMARK_STATE/RIG, else"
                            + " ~/.local/state/proofmark/RIG).")
    private @Nullable Path state;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Enrol with the token in this file first; - reads it from stdin.")
    private @Nullable String tokenFile;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT|off",
            description =
                    "Where /metrics is served for Prometheus (default: 127.0.0.1 and a free port, kept over restarts).")
    private String metrics = "127.0.0.1:0";

    @Option(
            names = "--stop-at-eof",
            description = "Stop at the end of stdin, which the starter holds.")
    private boolean stopAtEof;

    private final Terminal terminal;

    RigCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var rig = RigFiles.read(rigFile).rig();
        var folder = state == null ? StateOption.root().resolve(rig.value()) : state;
        StateKind.requireRig(folder);
        if (tokenFile != null) {
            enrol(tokenFile, rig, folder);
        }
        var told = new UntilTold();
        if (stopAtEof) {
            told.stopAtEndOf(terminal.in());
        }
        var agent = start(folder);
        while (!agent.linked() && !told.await(LOOK)) {
            // The agent works without its controller, too: only 'ready' waits for it.
        }
        terminal.out().println("ready: rig " + rig + scraped(agent));
        told.keep(agent);
        return ExitCode.OK;
    }

    private static String scraped(RigAgent agent) {
        return agent.metrics()
                .map(at -> ", metrics " + at.getHostString() + ":" + at.getPort())
                .orElse("");
    }

    private RigAgent start(Path folder) {
        var plain = RigOptions.of(rigFile, folder, Distribution.current().suiteRuntime());
        var options =
                metrics.equals(ControllerCommand.OFF)
                        ? plain
                        : plain.withMetrics(ControllerCommand.address("--metrics", metrics));
        var archive = Optional.ofNullable(System.getProperty("proofmark.cache"));
        try {
            return RigAgent.start(
                    archive.map(cache -> options.withSuiteArchive(Path.of(cache, "suite.jsa")))
                            .orElse(options));
        } catch (ConfigRefused e) {
            throw new UnusableInput(String.valueOf(e.getMessage()), e);
        } catch (IllegalStateException e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        }
    }

    private void enrol(String file, RigId rig, Path folder) {
        try {
            Enrolment.enrol(token(file), rig, folder);
        } catch (EnrolmentRefused e) {
            throw new Trouble(String.valueOf(e.getMessage()), e);
        }
    }

    private String token(String file) {
        try (InputStream in =
                file.equals("-") ? terminal.in() : Files.newInputStream(Path.of(file))) {
            var token = new String(in.readNBytes(MAX_TOKEN_BYTES), StandardCharsets.UTF_8).strip();
            if (token.isEmpty()) {
                throw new UnusableInput(
                        "--token-file "
                                + file
                                + ": empty; wanted is the word that 'proofmark enrol' prints");
            }
            if (token.chars().anyMatch(Character::isWhitespace)) {
                throw new UnusableInput(
                        "--token-file "
                                + file
                                + ": more than one word; wanted is the word that 'proofmark enrol' prints,"
                                + " and nothing else");
            }
            return token;
        } catch (IOException e) {
            throw new UnusableInput("--token-file " + file + " cannot be read: " + e, e);
        }
    }
}
