package org.proofmark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `proofmark enrol`: makes the token with which a rig joins.
@Command(
        name = "enrol",
        description = {
            "Makes a token with which the rig RIG may enrol, once and within 15 minutes, and prints it.",
            "On the rig's machine: 'proofmark rig RIG.yaml --token-file FILE' (- reads the token from stdin)."
        })
final class EnrolCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("rig", "token", "expireTime");

    /// What the controller takes.
    private static final Pattern RIG_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @Parameters(
            paramLabel = "RIG",
            description =
                    "The rig's id, as 'rig:' of its file says: lower-case letters, digits, dashes.")
    private String rig = "";

    @Mixin private final StateOption state = new StateOption();
    @Mixin private final OutputOption output = new OutputOption();
    private final Terminal terminal;

    EnrolCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (!RIG_ID.matcher(rig).matches()) {
            throw new UnusableInput(
                    "RIG '"
                            + rig
                            + "': a rig's id has lower-case letters, digits and dashes, begins with no dash and"
                            + " has at most 63 characters");
        }
        try (var client = state.connect()) {
            var answer = client.createToken(rig);
            if (!output.isJson()) {
                terminal.out().println(answer.getToken());
                return ExitCode.OK;
            }
            var end =
                    java.time.Instant.ofEpochSecond(
                            answer.getExpireTime().getSeconds(), answer.getExpireTime().getNanos());
            var row = Listing.row(COLUMNS, rig, answer.getToken(), end.toString());
            output.print(Listing.of("tokens", COLUMNS, List.of(row)), terminal.out());
            return ExitCode.OK;
        }
    }
}
