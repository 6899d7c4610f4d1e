package org.proofmark.cli;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.proofmark.cli.exit.ExitCode;
import org.proofmark.cli.output.Listing;
import org.proofmark.cli.terminal.Terminal;
import org.proofmark.proto.hands.v1.HandUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `proofmark hands`: who had hands on slots.
@Command(name = "hands", description = "Lists who had hands on slots, by power and press.")
final class HandsCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("time", "operator", "slot", "action", "outcome", "detail", "caller", "request");

    @Spec private @Nullable CommandSpec spec;
    private final Terminal terminal;

    HandsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "hands wants a subcommand: log");
    }

    @Command(
            name = "log",
            mixinStandardHelpOptions = true,
            description =
                    "Lists what was asked of slots by hand and what came of it, the first one first. A use stands there"
                            + " twice: before it was ordered, and with its outcome.")
    Integer log(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "RIG[/SLOT]",
                            description = "Of this rig or slot (default: all).")
                    @Nullable String of,
            @Mixin StateOption state,
            @Mixin OutputOption output) {
        var place = of == null ? "" : of;
        int slash = place.indexOf('/');
        try (var client = state.connect()) {
            var rows =
                    client
                            .hands()
                            .uses(
                                    slash < 0 ? place : place.substring(0, slash),
                                    slash < 0 ? "" : place.substring(slash + 1))
                            .stream()
                            .map(HandsCommand::row)
                            .toList();
            output.print(Listing.of("uses", COLUMNS, rows), terminal.out());
        }
        return ExitCode.OK;
    }

    private static java.util.Map<String, Object> row(HandUse use) {
        var time = use.getTime();
        return Listing.row(
                COLUMNS,
                Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString(),
                use.getOperator(),
                use.getRigId() + "/" + use.getSlot(),
                use.getAction(),
                use.getOutcome(),
                use.getDetail(),
                use.getCaller(),
                use.getRequestId());
    }
}
