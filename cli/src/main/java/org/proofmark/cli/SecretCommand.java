package org.proofmark.cli;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.exit.UnusableInput;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.proto.assessment.v1.SecretAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmark secret`: plain values of secrets that were found on units, and who was shown them.
@Command(
        name = "secret",
        description = "Shows secrets that were found on units; each time is put on record.")
final class SecretCommand implements Callable<Integer> {
    private static final List<String> SECRET_COLUMNS =
            List.of("credential", "username", "when", "value");
    private static final List<String> ACCESS_COLUMNS =
            List.of("time", "caller", "campaign", "unit", "credential", "reason", "certificate");

    @Spec private @Nullable CommandSpec spec;
    private final Terminal terminal;

    SecretCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "secret wants a subcommand: show or log");
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {
                "Prints the plain values of the credentials that were found on a unit.",
                "Wants the controller's admin certificate (--state) and a reason. Who asked, when, for what and why is"
                        + " on record before a value is sent: 'secret log'."
            })
    Integer show(
            @Parameters(paramLabel = "CAMPAIGN", description = "Id of a campaign.") String campaign,
            @Parameters(paramLabel = "UNIT", description = "Id of a unit of it.") String unit,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "CREDENTIAL",
                            description = "The profile's name of a credential (default: all).")
                    @Nullable String credential,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why; at most 500 characters.")
                    String reason,
            @Mixin StateOption state,
            @Mixin OutputOption output) {
        if (reason.isBlank()) {
            throw new UnusableInput("--reason is empty: say why the value must be seen");
        }
        try (var client = state.connect()) {
            var rows =
                    client
                            .showSecrets(
                                    campaign, unit, credential == null ? "" : credential, reason)
                            .stream()
                            .map(s ->
                                    Listing.row(
                                            SECRET_COLUMNS,
                                            s.getCredential(),
                                            s.getUsername(),
                                            s.getWhen(),
                                            s.getValue()))
                            .toList();
            output.print(Listing.of("secrets", SECRET_COLUMNS, rows), terminal.out());
        }
        return ExitCode.OK;
    }

    @Command(
            name = "log",
            mixinStandardHelpOptions = true,
            description =
                    "Lists who was sent plain values of secrets, when, of what and why, by 'secret show' and by"
                            + " 'report --with-secrets'.")
    Integer log(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "CAMPAIGN",
                            description = "Id of a campaign (default: all).")
                    @Nullable String campaign,
            @Mixin StateOption state,
            @Mixin OutputOption output) {
        try (var client = state.connect()) {
            var rows =
                    client.secretAccesses(campaign == null ? "" : campaign).stream()
                            .map(SecretCommand::row)
                            .toList();
            output.print(Listing.of("accesses", ACCESS_COLUMNS, rows), terminal.out());
        }
        return ExitCode.OK;
    }

    private static java.util.Map<String, Object> row(SecretAccess access) {
        var time = access.getTime();
        return Listing.row(
                ACCESS_COLUMNS,
                Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString(),
                access.getCaller(),
                access.getCampaignId(),
                access.getUnitId(),
                access.getCredential(),
                access.getReason(),
                access.getCertificateDigest());
    }
}
